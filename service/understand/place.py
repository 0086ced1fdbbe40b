"""Which place a region holds in a wider one: 全省第几, 省里排名; and what holds one: 哪些排全省第一."""

from service.language.words import pattern_of
from vectorstore import late

PLACE = r"第\s*[一二三四五六七八九十\d]+|首位|榜首|前[一二三四五六七八九十\d]+|前列"
_HOLDS = r"(?:能|可以|会|都|各)*(?:排名?|位?列|位?居|名列|处于|进入?)(?:在|到|了)*"
# 能排到第几, 居多少位; 是不是第二.
ASKED = late.pattern(
    rf"{_HOLDS}(?:第几|第多少|(?:几|多少)[名位]|哪(?:个位置|一?位|一?名)|什么(?:位置|位次|名次))[名位]?"
    rf"|(?:能|可以|会|都|各)*排(?:名|位)?(?:在|到|了)*(?:第?几|第?多少|哪)(?:名|位|里|儿)?"
    rf"|(?:是不是|是否|是)(?:排|列|居)?第[一二三四五六七八九十\d]+(?:名|位)?(?![产个项条批届次])"
)
COUNTED = late.pattern(r"第几(?=[次届批个轮期代产])")  # 第几次人口普查 is no place
HELD = late.pattern(
    rf"哪[些几](?!个?(?:地区|地方|[省市区县旗])).{{0,10}}?(?P<place>{PLACE})(?!产|批|届|次|轮)"
)


def asks_place(text: str) -> bool:
    """Whether a place in a wider region is asked for."""
    text = COUNTED.sub(" ", text)
    return bool(pattern_of("place_asked").search(text) or ASKED.search(text))


def without_place(text: str) -> str:
    """A text without the words that ask for a place: `gdp省里排第几` → `gdp`."""
    text = pattern_of("place_asked").sub(" ", ASKED.sub(" ", text))
    return pattern_of("wider_asked").sub(" ", text)


def place_held(text: str) -> str:
    """The place of which it is asked what holds it: 第二 of 哪些指标排在全省第二."""
    found = HELD.search(text)
    return found["place"] if found else ""
