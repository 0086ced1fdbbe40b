"""Small made-up reports, written the way such reports are written."""

from vectorstore.documents import CleanText


def clean_text(text: str, front: str = "", back: str = "") -> CleanText:
    """A text as clean() would give it, page furniture apart."""
    return CleanText(text=text, offsets=tuple(range(len(text) + 1)), front=front, back=back)


def made_up(
    *,
    title: str = "2023年桃花县政府工作报告",
    meeting: str = "——2023年1月10日在桃花县第十八届人民代表大会第三次会议上",
    speaker: str = "县长 李 明",
    whom: str = "县人民政府",
    year: int = 2023,
    body: str = "",
) -> str:
    """A whole report of a few hundred characters that plans `year`."""
    last = year - 1
    lines = [
        title,
        meeting,
        speaker,
        "各位代表：",
        f"现在，我代表{whom}，向大会报告工作，请予审议，并请列席人员提出意见。",
        f"一、{last}年工作回顾",
        f"{last}年，全年地区生产总值增长5.1%。",
        "（一）产业发展提速。规上工业增加值增长7%，新增企业12户。",
        "（二）民生持续改善。城镇新增就业3000人，新建学校2所。",
        body,
        f"二、{year}年工作安排",
        f"{year}年主要预期目标是：地区生产总值增长6%左右。",
        "（一）抓好项目建设。实施重点项目50个。",
        "（二）办好民生实事。新增就业2800人以上。",
        "三、加强政府自身建设",
        "坚持依法行政，自觉接受监督。",
        "各位代表！让我们团结一心，为建设美好家园而努力奋斗！",
    ]
    return "\n".join(line for line in lines if line)
