"""What wider region is spoken of beside the region: that it is held against, that it is a share of, in
which it holds a place (全省第几); and a “why” that takes a rise or a fall for granted."""

from service.language.words import pattern_of
from service.understand.model import Premise
from vectorstore import late

_NAMES = r"全国|全省|全自治区|全区|全市|全州"
AGAINST = late.pattern(
    rf"(?:跟|与|和|同|比|较|高于|低于|快于)(?P<names>(?:{_NAMES})(?:(?:、|和|与|及)?(?:{_NAMES}))*)"
    r"的?(?:平均(?:水平|数|增速)?|水平|增速)?(?:相?比(?:较|起来)?)?"
    r"(?:高(?:了|出)?多少|低(?:了|出)?多少|差(?:了|出)?多少|[高快多]还是[低慢少]|怎么样|怎样|咋样|如何)?"
)
OF_WHOLE = late.pattern(rf"占(?:到|了)?(?P<names>{_NAMES})的?(?:比重|比例|份额|百分之几|多少|几成)")
NAME = late.pattern(_NAMES)
DOWN = late.pattern(r"下降|减少|下滑|降低|回落|负增长|下跌|变[少低差]|缩水|萎缩|降了|掉了")
UP = late.pattern(r"增长|上升|提高|增加|上涨|回升|变[多高]|涨了|扩大")

PLACE = r"第\s*[一二三四五六七八九十\d]+|首位|榜首|前[一二三四五六七八九十\d]+|前列"
_HOLDS = rf"(?:能|可以|会|都|各)*(?:排名?|位?列|位?居|名列|处于|进入?)(?:在|到|了)*(?:{_NAMES}|省里|省内|国内)?"
# 能排到第几, 居多少位; 是不是第二.
PLACE_ASKED = late.pattern(
    rf"{_HOLDS}(?:第几|第多少|(?:几|多少)[名位]|哪(?:个位置|一?位|一?名)|什么(?:位置|位次|名次))[名位]?"
    rf"|(?:能|可以|会|都|各)*排(?:名|位)?(?:在|到|了)*(?:第?几|第?多少|哪)(?:名|位|里|儿)?"
    rf"|(?:是不是|是否|是)(?:排|列|居)?第[一二三四五六七八九十\d]+(?:名|位)?(?![产个项条批届次])"
)
COUNTED = late.pattern(r"第几(?=[次届批个轮期代产])|安排")  # 第几次人口普查, 安排多少: no place
HOLDING = late.pattern(
    rf"(?:哪[些几]|有几[项个])(?!个?(?:地区|地方|[省市区县旗])).{{0,10}}?(?P<place>{PLACE})(?!产|批|届|次|轮)"
)


def wider_of(question: str) -> tuple[tuple[str, ...], str]:
    """The nation or province that the region is held against or taken as a part of, and the
    question without them."""
    found = AGAINST.search(question) or OF_WHOLE.search(question)
    if found is None:
        return (), question
    names = tuple(dict.fromkeys(NAME.findall(found["names"])))
    return names, f"{question[: found.start()]} {question[found.end() :]}"


def premise_of(question: str) -> Premise | None:
    """Whether a “why” says that something rose or fell."""
    down, up = DOWN.search(question), UP.search(question)
    if (down is None) == (up is None):
        return None
    return "down" if down else "up"


def asks_place(text: str) -> bool:
    """Whether a place in a wider region is asked for."""
    text = COUNTED.sub(" ", text)
    return bool(pattern_of("place_asked").search(text) or PLACE_ASKED.search(text))


def without_place(text: str) -> str:
    """A text without the words that ask for a place: `gdp省里排第几` → `gdp`."""
    text = pattern_of("place_asked").sub(" ", PLACE_ASKED.sub(" ", text))
    return pattern_of("wider_asked").sub(" ", text)


def place_held(text: str) -> str:
    """The place of which it is asked what holds it: 第二 of 哪些指标排在全省第二."""
    found = HOLDING.search(text)
    return found["place"] if found else ""
