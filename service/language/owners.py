"""Owners: whether a figure is the region's own or one of a zone, a firm or another region."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from service.language.claim import Claim
from service.language.clauses import Clause, SplitSentence
from service.language.lines import SentenceReading, actor_of, elsewhere
from service.language.scopes import Home
from service.language.subjects import Subject
from service.language.words import starting
from vectorstore import late

_PART = late.pattern(
    r"(?:每个(?=园区|开发区|集聚区))?(?:县域|县（市）|县\(市\)|县市区?|开发区|园区|集聚区|高新区|经开区|新区|乡镇|片区|口岸|保税区)"
)
_STAYS = late.pattern(rf"{_PART.pattern}|及?以[上下]$")
_ZONE = (
    r"(?:园区|集中区|集聚区|工业园|产业园|开发区|高新区|经开区|(?<![城社])新区|保税区|综保区|"
    r"合作区|旅游区|航空港|(?:空港|临空|先导|经济)[^，,。；;、和]{0,6}[实试]验区|县域(?:经济|工业))"
)
_RUNS_ON = late.pattern(r"(?:共|累计)?(?:完成|实现|达到)(?!率)")
_ZONE_FIRST = late.pattern(
    rf"(?P<name>[\u4e00-\u9fff（）]{{0,12}}?{_ZONE}|[\u4e00-\u9fff][东西南北]中心城市|[\u4e00-\u9fff]{{0,4}}(?:郊区|郊县|山区|库区|两翼|少数民族地区|民族地区))"
    r"(?:经济|综合|整体|一体化|运行|实力|发展)"
)
_URGED = late.pattern(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[是要、]|\d{1,2}[.．、]|——|[一这][一两三四五]?年来?[，,]|我们)*"
    r"(?:着力|努力|全力|继续|集中|力量|扎实|奋力|坚持|大力|加快|全面|持续|深入|积极|以|推进|推动|促进|提升|提质|提速|增效|做强|做大|做优|加强|突破|"
    r"聚力|强化|创新|发展|壮大|培育|抓好|抓实|狠抓|建设|打造|了|的|把)*"
)
_HEADED = late.pattern(
    rf"(?P<name>[\u4e00-\u9fff（）]{{0,10}}?{_ZONE})(?P<rest>[^，,。；;：:]{{0,14}})"
)
_EVENT = late.pattern(
    r"[、和与及]|晋升|纳入|获|批复|批准|设立|升级|列入|入选|成为|揭牌|挂牌|封关|通过"
)
_HOST = late.pattern(
    r"(?:各位代表[，,！!])?(?:[^。；，,]{0,12}[，,])?(?:支持)?(?:新疆)?(?:生产建设)?(?P<name>兵团)(?!地|与|和|、|驻)"
    r"|(?:各位代表[，,！!])?(?:[^。；，,]{0,16}[，,])?也是(?P<once>原[\u4e00-\u9fff]{2,4}[市县区])"
)
_PUSHED = late.pattern(r"^.*(?:加快|推进|推动|提升|建设|发展)")
_TOPIC = late.pattern(r"开放|招商|城镇|农[村民]|乡村|改革|区域|民生")
_BRANCH = late.pattern(
    rf"(?P<name>“?两区”?|{_ZONE}|农业|(?:[\u4e00-\u9fff]{{1,6}}?(?<!主导)(?<!优势)(?<!支柱)(?<!新兴)(?<!特色)产业)|服务业)"
)
_OF_ZONES = frozenset(
    {
        "地区生产总值", "固定资产投资", "工业投资", "工业增加值", "工业总产值", "规模以上工业增加值",
        "规模以上工业总产值", "一般公共预算收入", "财政总收入", "税收收入", "进出口总额", "出口总额",
        "实际利用外资", "引进到位资金", "到位省外资金", "旅游人次", "旅游收入",
    }
)  # fmt: skip


_BEHIND = late.pattern(
    rf"(?P<name>(?:产业)?{_ZONE}|“两区”)[^，,。\d]{{0,16}}(?:[，,][^，,。\d]{{0,20}}){{0,2}}[，,][^，,。\d]{{0,8}}$"
)
_SOUGHT = late.pattern(
    r"(?:新?(?:引进|签约|招引))?(?P<name>[^，,。；;\d]{2,10}?项目)\d+[个项][，,、]$"
)
_IS_ZONE = late.pattern(rf"{_ZONE}$")
_NAMED = 4
_NEARLY = Decimal("1.02")


class Owners:
    """Tells whose the figures of one report are; `host` is the body that a paragraph is about."""

    def __init__(self, text: str, home: Home) -> None:
        self.text = text
        self.home = home
        self.host: str | None = None

    def open(self, line: SentenceReading) -> None:
        """The firm or zone that a sentence begins with, and the zone that its place is headed by."""
        sentence = line.sentence
        words = self.text[sentence.start : sentence.end]
        actor = actor_of(words)
        line.actor = self.host if actor is None or actor in self.home.own else actor
        line.place = self._headed(sentence)

    def hear(self, sentence: SplitSentence) -> None:
        """The first sentence of a paragraph may say that all of it is about another body."""
        if sentence.opens:
            told = _HOST.match(self.text[sentence.start : sentence.end].lstrip())
            self.host = (told["name"] or told["once"]) if told else None

    def turn(self, line: SentenceReading, clause: Clause) -> None:
        """A new stretch speaks of the region again, unless it begins with another or runs on."""
        words = self.text[clause.start : clause.end].lstrip()
        if clause.hard and not (line.carried and _RUNS_ON.match(words)):
            name = elsewhere(words)
            line.carried = None if name in self.home.own else name
        zone = None if clause.groups else _ZONE_FIRST.match(words)
        name = _PUSHED.sub("", zone["name"]) if zone else ""
        if name and not self._is_home(name):
            line.carried = name

    def of(self, line: SentenceReading, subject: Subject) -> Subject:
        """What a firm or a zone did, or what is said on of a part, is filed under its name."""
        part = None if subject.indicator else _PART.match(subject.text)
        if part:
            line.carried = part.group()
        if subject.scope:
            stays = subject.scope == line.carried or _STAYS.search(subject.scope)
            line.carried = subject.scope if stays else None
            return subject
        who = line.actor or (line.carried if subject.indicator else None)
        if who is None and subject.indicator and subject.indicator.name in _OF_ZONES:
            who = line.place
        who = _named(who) if who else None
        own = self._says_own(line, subject) and not (who or "").startswith("原")
        if who is None or who in subject.text or own:
            return subject
        return replace(subject, scope=who)

    def _says_own(self, line: SentenceReading, subject: Subject) -> bool:
        start = line.clause_start(subject.start)
        words = self.text[subject.start if start is None else start : subject.start]
        return self.home.says_own(words)

    def _headed(self, sentence: SplitSentence) -> str | None:
        """The zone of the nearest heading; one further up must name the zone it means."""
        for up, heading in enumerate(reversed(sentence.path)):
            name = self._zone(heading)
            if name and (up == 0 or (len(name) > _NAMED and not name.startswith("县域"))):
                return name
        return None

    def _zone(self, heading: str) -> str | None:
        """The zone whose growth a heading speaks of: 天府新区建设全面提速, no 新区获批设立."""
        found = _HEADED.match(heading, _urged(heading))
        if found is None or _EVENT.search(found.group()) or _TOPIC.search(heading):
            return None
        name = _PUSHED.sub("", found["name"])
        of_all = found["rest"] == "产业" or self._is_home(name)
        return None if of_all or not name else name

    def _is_home(self, name: str) -> bool:
        """Whether a zone's name is that of the region itself: a county's 县域 is all of it."""
        own = name in self.home.own or self.home.region.endswith(("新区", "开发区"))
        return own or (name.startswith("县域") and self.home.region.endswith(("县", "旗")))


def _named(who: str) -> str | None:
    """发展曹妃甸综合保税区 → 曹妃甸综合保税区; nobody where the deed is all there is: 壮大民营经济."""
    led = starting("no_place").match(who)
    if led is None:
        return who
    rest = who[led.end() :]
    return _named(rest) if _IS_ZONE.search(rest) and len(rest) > _NAMED else None


def _urged(heading: str) -> int:
    found = _URGED.match(heading)
    return found.end() if found else 0


def part_from_whole(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """Of two amounts of the whole region that cannot both be right, one is that of a part.

    It is the one that follows a part in its own sentence, or that stands behind a zone or under
    the heading of a zone or a branch while the other does not.
    """
    told = list(claims)
    said = _by_sentence(told, range(len(told)))
    for group in _alike(claims):
        figures = (claims[at].value for at in group)
        values = [figure.value for figure in figures if figure and figure.value]
        if values and max(values) > min(values) * _NEARLY:
            apart = len({claims[at].section for at in group}) > 1
            for at in group:
                beside = [told[each] for each in said[told[at].sentence[0]]]
                part = _part(told[at], beside, text, apart=apart)
                told[at] = replace(told[at], subject=replace(told[at].subject, scope=part))
            whole = [at for at in group if not told[at].subject.scope]
            for beside in _by_sentence(told, whole).values():
                _tell_apart(told, beside)
    return tuple(told)


def _alike(claims: Sequence[Claim]) -> Iterable[list[int]]:
    """The places of the amounts that share their key and name no part."""
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, claim in enumerate(claims):
        indicator, figure = claim.subject.indicator, claim.value
        if indicator and not claim.subject.scope and figure and claim.role == "value":
            target = claim.kind == "target"
            key = (indicator.name, claim.period, target, claim.basis, figure.plain_unit)
            alike[key].append(at)
    return alike.values()


def _by_sentence(claims: Sequence[Claim], places: Iterable[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for at in places:
        found[claims[at].sentence[0]].append(at)
    return found


def _part(claim: Claim, said: Sequence[Claim], text: str, *, apart: bool) -> str | None:
    """The part that an amount is of; `said` are the claims of its sentence, `apart` when the
    amounts it stands against are under more than one heading."""
    start, name = claim.sentence[0], claim.subject.name
    sought = _SOUGHT.search(text, start, claim.start) if name == "引进到位资金" else None
    if sought:
        return sought["name"]
    before = [each for each in said if each.start < claim.start]
    scopes = [each.subject.scope for each in before if each.subject.scope]
    if scopes and any(each.subject.name == name and not each.subject.scope for each in before):
        return scopes[-1]
    if name not in _OF_ZONES:
        return None
    behind = _BEHIND.search(text, start, claim.subject.start)
    if behind:
        return behind["name"]
    if not claim.section or not apart:
        return None
    heading = claim.section[-1]
    found = _BRANCH.search(heading, _urged(heading))
    return found["name"] if found else None


def _tell_apart(told: list[Claim], places: Sequence[int]) -> None:
    """外商直接投资1亿美元、实际利用外资2.5亿美元: side by side two names are two indicators."""
    names = [(at, told[at].subject.text) for at in places if told[at].value and _is_money(told[at])]
    for at, name in names:
        apart = any(not text.endswith(name) and not name.endswith(text) for _, text in names)
        if apart and told[at].subject.name != name:
            told[at] = replace(told[at], subject=told[at].subject.renamed(name))


def _is_money(claim: Claim) -> bool:
    indicator = claim.subject.indicator
    return indicator is not None and indicator.unit_family == "money"
