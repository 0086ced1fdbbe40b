"""Kind and basis: result, plan, sum or mean; of a year, of a period, or at its end."""

from service.language.kind import Basis, Kind
from service.language.measure import Measure
from service.language.roles import Role
from service.language.subjects import Subject
from service.language.wording import LEVEL, REACHES, VERB_ONLY
from service.language.words import starting
from vectorstore import late
from vectorstore.documents import Part

_PLANNING: frozenset[Part] = frozenset({"plan", "plan_period", "self"})
_EXPECTED = late.pattern(
    r"预计(?!到(?:19|20)\d\d|今年)|(?<![超过于及合高低])预期(?!目标|的|性|内|值|寿命)"
)
_REVIEWING: frozenset[Part] = frozenset({"review", "review_period"})
_TO_COME = late.pattern(
    r"[^。；;]{0,80}?的[^，,。；;]{0,8}(?:目标|任务)预计(?:可以|能够|能|可|全部)*(?:完成|实现)"
)
_TARGET = late.pattern(
    r"力争|目标(?:是|为|：|:|建议)|预期目标(?=[^，,。；;]{0,4}(?:增长|达到|\d))|奋斗目标|努力实现|确保(?!了)(?=[^，,。；;]{0,20}(?:达到|完成|增长|不低于|控制|以上))"
)
_DESIGNED = late.pattern(
    r"计划(?:总?投资|完成|实施|建设|引进|到|用|新建|开工|安排)(?!了)|规划(?:建设|总?面积|总?投资|到)(?!了)"
)
_ALREADY = late.pattern(
    r"目前|我[市县省区州](?:处于|拥有|位于)|分布着|并拥有|现有|截至(?!\d{4}年底前)|截止|去年(?!同期|底前)|建有|已经?(?:有|建成|完成|达|累计|开工|到位|签约)|一年来|五年来"
)
_HERE = r"(?:[—\s]|(?:全|我)[省市县区州旗盟])*"
_NOW = late.pattern(rf"{_HERE}(?:截[至止])?(?:目前|现有)")
_ONCE = late.pattern(
    rf"{_HERE}(?:(?:本|上个?)世纪(?!以来|最)|[建立]国初|解放初|当时|当初|历史上|曾)"
)
_TURNS = late.pattern(
    r"[今明]年|年内|全年|年底|力争|争取|确保|计划|目标|(?<!即)将(?!军)|再|新[增建改]|(?:要|拟)(?!求)|未来|今后|下一步"
    r"|(?:19|20)\d\d年|[；;]"
)
_BASE_PHRASE = late.pattern(r"(?:比|较|同)(?:去年|上年)")
_AVERAGE = late.pattern(r"年均|年平均|平均每年|年递增|每年平均|平均增长|平均增速")
_ANNUAL_MEAN = late.pattern(r"年均(?:浓度|值|气温|降水)|年平均(?:浓度|值|气温)|平均浓度")
_EACH_YEAR = late.pattern(
    r"(?:^|(?<=[，,。；;、：:]))(?:稳定|确保|力争|实现)*(?:每年|年)新增|(?:平均每[天日月]|日均)(?:新增|新设|新登记)?[^，,。；;]{0,6}$"
    r"|(?<!每人)每年(?!度|人均|生均)[^，,。；;\d]{1,10}$"
)
_ESTIMATED = late.pattern(r"(?:左右|以上)?[（(]\s*(?:全年)?(?:预计|预测|快报|初步)")
_SUM = late.pattern(r"累计|累积|总计")
_STOCK = late.pattern(
    r"(?:能力|产能|标准|余额|存栏|保有量|里程|时间|装机|装机容量|总投资|价值|人数|户数|总数|清单|储量|库容|面积|水平|规模)$"
)
_DONE_TO = late.pattern(r".(?:达到|达标|建成|实现|完成|取消|制定|提高|扩大|出台|落实)")
_ADDED = late.pattern(
    r"(?:新增|新建|改造|完成|治理|整治|修复|拆除|扩大|增加|减少|新|淘汰|退出|压减|关停|打造|并网)"
)
_FOR = late.pattern(r"(?:^|[，,、；;。和])\s*为$")
_HELD = late.pattern(r"(?:入驻|上架|在营|在册|在建|现有|汇聚|拥有|共有)(?!率)")
_OVER = late.pattern(r"(?:高于|低于|高出|低出|好于|优于|超出|超过)[^，,。；;]{1,12}$")
_FLOW = late.pattern(
    r"(?:产值|收入|营业额|销售额|贸易额|进出口额|产量|吞吐量|交易额|投资|税收|利润|销量|增加值|资金|贷款|支出|成交额|接种|处理量)$"
)
_SO_FAR = late.pattern(r"(?<=[，,；;。])(?:截至)?目前(?!预计)")
PASSED = frozenset({"突破", "超过", "超"})
_OF_YEAR = late.pattern(r"全年|年内|当年")


def is_planning(part: Part) -> bool:
    """Whether a part speaks of the future."""
    return part in _PLANNING


def is_average(words: str) -> bool:
    """Whether words make a figure a yearly mean over several years."""
    return _AVERAGE.search(words) is not None and _ANNUAL_MEAN.search(words) is None


def is_each_year(words: str) -> bool:
    """Whether words make an amount that of each year of a span: 年新增就业3万人, 每年办好10件实事."""
    return _EACH_YEAR.search(words) is not None


def is_sum(words: str) -> bool:
    """Whether words make a figure a sum over more than the year."""
    return _SUM.search(words) is not None and _OF_YEAR.search(words) is None


def is_added(subject: Subject) -> bool:
    """Whether an amount is one of work done, which adds up over the years: 新增, 改造."""
    if subject.indicator is None:
        done = starting("deed").match(subject.text)
        counted = done and not starting("not_a_deed").match(subject.text, done.end())
        return bool(counted) or _ADDED.match(subject.text) is not None
    return subject.indicator.sums and subject.indicator.unit_family in ("persons", "count")


def outlook(part: Part, sentence: str, clause: str, *, over: bool) -> Kind | None:
    """actual, expected or target, from the part, the sentence so far and the clause so far.

    预计 holds to the end of its sentence; words of a plan win over it. `over`: the time told ends
    by the year that the report covers, so that what a plan recalls is done (过去一年, 30年来).
    None where no part says whether its figures are reached or planned and no word does.
    """
    if part in _PLANNING:
        done = _ALREADY.search(_BASE_PHRASE.sub("", clause)) or over
        aimed = _TARGET.search(clause) or _DESIGNED.search(clause)
        return "actual" if done and not aimed else "target"
    if _TARGET.search(sentence) or _DESIGNED.search(clause):
        return "target"
    if _EXPECTED.search(sentence[_now(sentence) :]):
        return "expected"
    return "actual" if part in _REVIEWING or over or _ALREADY.search(clause) else None


def _now(sentence: str) -> int:
    """Where words last turn to what there is: 预计增长7%，目前…8项居第一 expects only the growth."""
    found = [each.end() for each in _SO_FAR.finditer(sentence)]
    return found[-1] if found else 0


def stands(sentence: str) -> bool:
    """Whether a plan's sentence opens with how things stand, and has not turned ahead so far.

    目前，全市有学校43所，今年再建5所: the schools that there are stand, those to be built do not.
    """
    opened = _NOW.match(sentence) or _ONCE.match(sentence)
    return opened is not None and _TURNS.search(sentence, opened.end()) is None


def once(sentence: str) -> bool:
    """Whether a sentence opens with a time long past that it does not date: 本世纪初."""
    return _ONCE.match(sentence) is not None


def to_come(text: str, start: int, end: int) -> bool:
    """下降0.1%的节能减排目标预计可以完成: words behind a figure say that it is expected."""
    return _TO_COME.match(text, start, end) is not None


def is_estimated(text: str, figure: Measure) -> bool:
    """增长8%（预计数，下同）: what stands behind a figure may say that it is expected."""
    return _ESTIMATED.match(text, figure.end) is not None


def settle(
    view: Kind | None,
    *,
    many: bool,
    average: bool,
    total: bool,
    level: bool,
    growth: bool,
    based: bool,
    far: bool,
) -> tuple[Kind | None, Basis]:
    """Kind and basis together; a target stays a target whatever its basis."""
    if average:
        basis: Basis = "average"
    elif total or (many and not level) or based:
        basis = "cumulative"
    elif level and not growth:
        basis = "level"
    else:
        basis = "cumulative" if far and growth else "annual"
    if view in ("target", None):
        return view, basis
    if basis in ("average", "cumulative"):
        return basis, basis
    return view, basis


def is_level(words: str, subject: Subject, figure: Measure, role: Role, *, many: bool) -> bool:
    """Whether an amount is one at a moment: a rate, a stock, what 达到 says of no yearly flow."""
    if role in ("share", "of", "from") or (role == "multiple" and figure.plain_unit == "%"):
        return True
    if role == "points":
        return _OVER.search(words) is not None
    if role != "value" or _FOR.search(words):
        return False
    if _OVER.search(words):
        return True
    if REACHES.search(words):
        return True
    if _HELD.match(subject.text):
        return True
    indicator = subject.indicator
    if figure.plain_unit in ("%", "‰", ":") or (indicator and indicator.stock):
        return True
    passed = LEVEL.search(words[-8:]) is not None
    over = many and figure.qualifier in PASSED
    if indicator:
        passed = passed or (over and indicator.unit_family == "count")
        return many and not indicator.sums and (indicator.yearly or passed)
    passed = passed or over
    if _ADDED.match(subject.text):
        return False
    made = figure.plain_unit in ("个", "项", "件", "部") and starting("deed").match(subject.text)
    stock = _STOCK.search(subject.text) and not (made or _DONE_TO.search(subject.text))
    done = many and VERB_ONLY.match(subject.text) is not None
    return bool(stock) or (passed and not done and _FLOW.search(subject.text) is None)
