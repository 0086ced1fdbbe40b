"""What a web page puts around a report, and page numbers inside it.

The head is judged line by line, since pages set their share bars between title and speaker. The
tail is cut at the first sure mark after which no report follows; a glossary after it stays.
"""

import re
from dataclasses import dataclass
from typing import Literal

from vectorstore.clean.edits import Edit
from vectorstore.clean.heads import heads
from vectorstore.clean.lines import Line, split

Place = Literal["front", "back"]

_SALUTATION = re.compile(
    r"(?:尊敬的)?(?:主席团、?|大会主席、?)?(?:各位|同志们|代表们).{0,20}[：:，,！!]?$"
)
_OPENING = re.compile(r"现在.{0,4}我.{0,12}代表.{0,20}(?:报告|汇报)|请予?(?:以)?审(?:议|查)")
_HEADING = re.compile(r"(?:一、|第一部分|[（(]一[)）])")
_TITLE = re.compile(r"工\s?作\s?报\s?告")
_MOST_HEAD_LINES = 150

_LABEL = re.compile(
    r"[\[【（(]?(?:索\s*引\s*号|组配分类|发布机构|发布单位|主题分类|公开分类|信息分类|名\s*称|文\s*号|成文日期"
    r"|发布(?:日期|时间|者|人)|生成日期|公开(?:日期|方式|形式|范围|责任部门|时限|程序|类别|属性)"
    r"|信息(?:名称|索引|来源|类别|公开类型|所属单位)|有\s*效\s*性|是否有效|有效期|时效|关\s*键\s*[词字]|主\s*题\s*词"
    r"|体裁(?:分类)?|服务对象|发文(?:机关|字号|日期|单位)|内容概述|内容摘要|摘\s*要|废止日期|生效日期|失效日期"
    r"|更新(?:日期|时间)|编辑日期|录入(?:时间|者)|时间|日期"
    r"|浏览(?:次数|量|数)?|点击(?:次数|数|率|量)?|阅读(?:次数|量|数)?|访问(?:次数|量)|人气|评论|来源|稿源|文章来源|作\s*者"
    r"|责任编辑|责编|编辑|审核|校对|初审|复审|终审|签发|供稿|撰稿|字\s*体(?:大小)?|字\s*号|文字大小|视力保护色|保护视力色|背景色"
    r"|分\s*享(?:到|至)?|标\s*签|收藏|相关附件|附件下载|统一(?:登记号|编号)|登记号|分\s*类|栏目|载体|主办|承办)"
    r"\s*[\]】）)]?\s*(?:[：:]|$|[\[【]|[（(]\s{0,8}[)）])"
)
_NAVIGATION = re.compile(
    r"字\s*[体号](?:大小)?\s*[:：\[(（【]|(?:您?(?:当前|现在)?(?:所在|的)?(?:的)?位置(?:是)?\s*[：:>])|(?:当前|所在)位置|首\s*页\s*[>»›\-—/＞→|·]|[>»›＞].{1,30}[>»›＞]"
    r"|^(?:首\s*页|网站首页|返回首页|返回顶部|返回列表|返回上一级|设为首页|加入收藏|网站地图|联系我们|关于我们|登录|注册|用户登录|站内搜索|搜\s*索"
    r"|无障碍(?:浏览|阅读)?|长者(?:模式|版)|适老化|繁體(?:版)?|繁体(?:版)?|简体(?:版)?|English|手机版|移动版|RSS|邮箱|智能问答|政务微[信博]|新媒体"
    r"|政务公开|信息公开|政府信息公开|法定主动公开内容|要闻动态|新闻中心|办事服务|政务服务|互动交流|政民互动|数据开放|走进.{1,6}|专题专栏|领导之窗"
    r"|正文|文章内容|当前栏目|工作报告|内容详情|详细内容|导航|菜单|打开|展开|收起|跳转.{0,8}|跳过.{0,8}|朗读|播放|暂停|停止|语音(?:播报|朗读)?)$"
)
_BAR = re.compile(
    r"^[\s【\[（(|｜·]*(?:(?:打\s*印|关\s*闭|收\s*藏|纠\s*错|分\s*享|下\s*载|复\s*制|推\s*荐|返\s*回|大|中|小|默认|超大|放大|缩小|刷新|字\s*体|字\s*号|我要|本页|此页|窗口|页面|文章|链接|到|微信|微博|朋友圈|QQ空间|QQ好友"
    r"|新浪|腾讯|人人网|开心网|百度(?:空间|贴吧)|和讯|天涯社区|豆瓣|网易|搜狐|更多|[Aa][+-]?|[+-])[\s【】\[\]（）()|｜·:：>+-]*)+$"
)
_VALUE = re.compile(
    r"^[\s\[\]【】（）()|:：\d?_.…-]*$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:\s+\d{1,2}:\d{2}(?::\d{2})?)?$"
)
_PAGE = re.compile(
    r"^(?:[—–－·\-]{1,2}\s*\d{1,3}\s*[—–－·\-]{1,2}|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?|\d{1,3}\s*/\s*\d{1,3})$"
)
_CLIPPED = re.compile(r"(?:\.{3,}|…+)$")

_SURE = re.compile(
    r"^[\[【]?\s*相关(?:链接|解读|文章|新闻|评论|阅读|稿件|信息|推荐|文档|政策|文件|报道|内容|专题|资讯|附件)\s*[\]】]?\s*(?:[：:].{0,60})?$"
    r"|^(?:上|下|前|后)一?[条篇页则](?:\s*[：:>].{0,60})?$|^(?:上|下)[一1](?:条|篇)"
    r"|^分享(?:到|至)?\s*(?:[：:].{0,60})?$|^[\[【（(]?\s*(?:责任)?编辑\s*[：:]|^责编\s*[：:]|^(?:信息|文章|稿件|内容)?来源\s*[：:]|^标签\s*[：:]|^供稿\s*[：:]"
    r"|^[\[【（(]?\s*(?:打印|关闭|收藏|我要纠错|纠错|返回顶部|回到顶部|返回首页|网站地图|网站声明|联系我们|关于我们|版权所有|版权声明|免责声明|友情链接).{0,40}$"
    r"|^(?:免责|版权)声明\s*[：:]|^(?:用(?:微信|手机)|微信|手机|请|打开).{0,10}扫|^扫一扫|^扫描.{0,6}二维码|^轮播图|您还未登录|请登录后|^本站(?:为|所有|文章|内容|部分)"
    r"|网站标识码|ICP\s*备|公网安备|网安备|技术支持\s*[：:]|^(?:阅读|点击|热门|最新|推荐|本栏)(?:排行|最新|推荐|文章)$"
    r"|^(?:文件|附件)下载\s*(?:[：:].{0,60})?$|^[\[【]?字[体号][：:]|Copyright|©|^办公电话\s*[：:]|主办.{2,40}(?:维护|承办|协办)"
)
_GLOSSARY = re.compile(
    r"^[\[【（(《]?\s*(?:附[件录]?\s*[\d一二]?\s*[：:]?\s*)?(?:.{0,16}(?:名词|名称|用语|词语|词汇|术语|缩略语|有关词句|概念)(?:解释|注释|说明|释义|简释|注解)|注\s*释|名\s*词\s*解\s*释)\s*[\]】）)》]?\s*[：:]?$"
)
_SURE_LENGTH = 200
_PROSE_LENGTH = 40
_REST = 0.05


@dataclass(frozen=True, slots=True)
class Cut:
    """Lines of furniture: `start:end` with the newline that ends them."""

    start: int
    end: int
    place: Place


def furniture(text: str) -> list[Cut]:
    """The furniture of a page in the order of the text."""
    lines = split(text)
    body = _body_start(lines)
    cuts = [Cut(line.start, line.end, "front") for line in _head_furniture(lines[:body])]
    rest = lines[body:]
    begun = [head.start for head in heads(text)[1:]]
    cuts += [Cut(line.start, line.end, "back") for line in _tail_furniture(rest, begun)]
    return sorted(set(cuts), key=lambda cut: (cut.start, cut.place))


def as_edits(cuts: list[Cut]) -> list[Edit]:
    """Edits that take the cuts out of the text; their newlines go with the blank lines."""
    edits: list[Edit] = []
    for cut in cuts:
        if not edits or cut.start >= edits[-1].end:
            edits.append(Edit(cut.start, cut.end, "", f"furniture_{cut.place}"))
    return edits


def _body_start(lines: list[Line]) -> int:
    """The line that greets the deputies, else the first line of speech, else of text."""
    head = lines[:_MOST_HEAD_LINES]
    for pattern, longest in ((_SALUTATION, 40), (_OPENING, 400), (_HEADING, 60)):
        for number, line in enumerate(head):
            if len(line.text) <= longest and pattern.match(line.text):
                return number
    return next((n for n, line in enumerate(head) if len(line.text) > 80), 0)


def _head_furniture(head: list[Line]) -> list[Line]:
    title = _first_title(head)
    found: list[Line] = []
    for number, line in enumerate(head):
        summary = number > 0 and _is_summary(head[number - 1], line)
        if summary or number < title or is_chrome(line.text):
            found.append(line)
    return found


def _first_title(head: list[Line]) -> int:
    """The first line that reads like the report's own title; 0 when none does."""
    for number, line in enumerate(head):
        if _TITLE.search(line.text) and len(line.text) <= 60 and not is_chrome(line.text):
            return number
    return 0


def _is_summary(label: Line, line: Line) -> bool:
    """A clipped summary after 内容摘要, which repeats the opening."""
    labelled = "摘要" in label.text and not _TITLE.search(label.text)
    return labelled or (len(line.text) > 60 and _CLIPPED.search(line.text) is not None)


def is_chrome(text: str) -> bool:
    """Whether a line belongs to a page: 当前位置：首页>>政务公开, 【字体：大 中 小】, 打印."""
    return any(
        pattern.search(text) if pattern is _NAVIGATION else pattern.match(text)
        for pattern in (_LABEL, _NAVIGATION, _BAR, _VALUE, _PAGE)
    )


def _tail_furniture(lines: list[Line], begun: list[int]) -> list[Line]:
    """Lines from the first sure mark on, but not what follows: a glossary, a report, much prose.

    `begun` is where further reports begin.
    """
    prose = _prose_after(lines)
    found: list[Line] = []
    number = 0
    while number < len(lines):
        if not _is_sure(lines[number].text):
            number += 1
            continue
        following = range(number + 1, len(lines))
        stop = (n for n in following if _GLOSSARY.match(lines[n].text) or lines[n].start in begun)
        end = next(stop, len(lines))
        if prose[number] - prose[end] > _REST * max(1, prose[0]):
            end = number + 1
        found += lines[number:end]
        number = end
    return _loose_ends(lines, found) + found


def _is_sure(text: str) -> bool:
    return len(text) <= _SURE_LENGTH and _SURE.search(text) is not None


def _prose_after(lines: list[Line]) -> list[int]:
    """For each line, and behind the last, the characters of prose from there to the end."""
    total = 0
    sums: list[int] = [0]
    for line in reversed(lines):
        is_prose = len(line.text) >= _PROSE_LENGTH and line.text[-1] in "。！？；”）!?;)"
        total += len(line.text) if is_prose else 0
        sums.append(total)
    return sums[::-1]


def _loose_ends(lines: list[Line], found: list[Line]) -> list[Line]:
    """Bars and bare values that stand between the report and what was cut, or at its end."""
    tail = {line.start for line in found}
    ends: list[Line] = []
    for line in reversed(lines):
        if line.start in tail:
            continue
        if not (_BAR.match(line.text) or _VALUE.match(line.text)):
            break
        ends.append(line)
    return ends[::-1]
