"""What a region is held against: the nation, the province (跟全国全省比), and a “why” that
takes a rise or a fall for granted."""

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
