"""What was changed between a file and its clean text, in words: for the page and the command line."""

from collections import Counter

from service.doubts import letters_guessed
from vectorstore.clean import UNKNOWN
from vectorstore.documents import CleanText, Repair

_KINDS = {
    "misread": "编码读错，已重读",
    "gbk_shift": "错位的GBK字节",
    "unmended": "损坏过多、没有再修的字节",
    "pinyin": "拼音注音",
    "traditional": "繁体转简体",
    "width": "全角转半角",
    "space": "多余的空格",
    "lost_blank": "问号代替的空白",
    "invisible": "看不见的字符",
    "html": "网页标记",
    "escape": "转义符",
    "markdown": "Markdown标记",
    "joined_lines": "拆开的行",
    "radical": "部首字形",
    "copy": "重复的文字",
    "number": "断开的数字",
    "page": "页码和页眉",
}
_FURNITURE = "网页上报告以外的内容"


def kind_words(kind: str) -> str:
    """`traditional` → 繁体转简体."""
    return _FURNITURE if kind.startswith("furniture") else _KINDS.get(kind, kind)


def document(clean: CleanText, repair: Repair) -> dict[str, object]:
    """One repair; offsets are those of the clean text and of the file's own text."""
    return {
        "kind": repair.kind,
        "start": repair.start,
        "end": repair.end,
        "raw_start": clean.raw_offset(repair.start),
        "raw_end": clean.raw_offset(repair.end),
        "before": repair.before,
        "after": repair.after,
        "guesses": list(repair.guesses),
    }


def doubt(repair: Repair) -> str:
    """`推定：辆；无法辨认：□`, nothing where all is certain."""
    characters = "".join(repair.after[place] for place in repair.guesses).strip()
    known = characters.replace(UNKNOWN, "")
    words = [f"推定：{known}"] if known else []
    if UNKNOWN in characters:
        words.append("无法辨认：□")
    return "；".join(words)


def summary(clean: CleanText) -> str:
    """How many repairs of which kind, and how many characters are guessed."""
    if not clean.repairs:
        return "没有修复：整理后的正文与文件原来的文字相同。"
    counted = Counter(kind_words(repair.kind) for repair in clean.repairs)
    kinds = "，".join(f"{kind}{times}处" for kind, times in counted.most_common())
    known = sum(map(letters_guessed, clean.repairs))
    unknown = clean.text.count(UNKNOWN)
    return f"共{len(clean.repairs)}处修复：{kinds}。其中推定的字{known}个，无法辨认的字（□）{unknown}个。"
