"""What one sentence has said so far: times, subjects, claims."""

from dataclasses import dataclass

from service.language.claim import Claim
from service.language.clauses import Clause, SplitSentence
from service.language.subjects import Subject
from service.language.times import Cue
from service.language.words import starting
from vectorstore import late
from vectorstore.regions import named

_ACTOR = late.pattern(
    r"(?P<name>(?:(?:全[省市区县州旗]|[省市区县州]级|重点|\d+个)?(?:工业|产业)?(?:园区|集中区|集聚区))|[^，,。；;、：:\d“”]{0,20}?(?:集团|公司|商厦|百货|保税区|综保区|贸易区|互贸区|药业|酒店|高新区|经开区|开发区|自贸区|新区|自贸试验区|合作区|经济区|集聚区|工业区|工业园区?|产业园区?|[东西南北]中心城市|县域|片区|特区|旗舰店|民营企业|民营经济))"
    r"(?![^，,。；;\d]{0,60}等(?:\d+个|一批)?(?:重大|重点|产业)*项目)(?![^，,。；;、：:\d“”]{2,8}(?:旗舰店|分公司)|等|[、和及与](?!.{0,6}(?:签|合作)))"
)
_ELSEWHERE = late.pattern(
    r"(?P<name>[\u4e00-\u9fff]{1,9}?(?:自治[县旗州]|[县区市旗州]))(?![、和及与长委政县区市域级])"
)
_FOSTERED = late.pattern(
    r"(?:推动|支持|推进|加快|引导|助推)+(?!推动|支持|推进|加快|引导|助推)(?P<name>[\u4e00-\u9fff]{2,10}?(?:园区|集中区|集聚区|工业园|产业园|开发区|高新区|经开区|新区|集团|公司))"
    r"(?=[^，,。；;]{0,8}建设|扩容|扩区|升级|发展|建设|做大|做强|加快|打造|创建|壮大|提质|提升|争创|转型)"
)
_FIRST = late.pattern(r"^.*?首[家个]")
_VERB_FIRST = late.pattern(
    r"^(?:稳步|持续|深入|全力|大力|全面|努力|扎实|着力|不断|发挥|落实|促进|新增|净增|扶持|服务|帮助|推进|推动|启动|加快|支持|引导|鼓励|依托|围绕|深化|与|在|以|对|实施|培育|引进|加强|完善|抓好|建设|通过|为)"
)
_GOES_ON = late.pattern(r"(?:实现|完成)(?!地区|国内|全[省市县区州旗]|生产|人均|城[镇乡]|农村|农民)")
_OPENER = late.pattern(
    r"(?P<topic>[\u4e00-\u9fff]{2,8}?)(?:日趋|日益|不断|持续|更加|更为|明显|显著|稳步|加快|进一步|全面)[\u4e00-\u9fff]{2,6}。"
)
_AIMED = late.pattern(r"^(?:力争|确保|争取)(?:全年|今年|年内)?")


@dataclass
class SentenceReading:
    """The reading of one sentence; `whole` is what 其中 takes a part of, `actor` who acts,
    `carried` the part of the region that the last clauses spoke of, `place` the zone that the
    heading above is about, `topic` what the paragraph opens with, `asides` what nothing is said on of, `lead` what stands before a list of counted
    things, with the place where its clause begins.
    """

    sentence: SplitSentence
    cues: list[Cue]
    actor: str | None = None
    carried: str | None = None
    place: str | None = None
    topic: str = ""
    action: str = ""
    lead: tuple[int, str] = (-1, "")
    subjects: tuple[Subject, ...] = ()
    whole: Subject | None = None
    claims: tuple[Claim, ...] = ()
    asides: tuple[Claim, ...] = ()

    @property
    def last(self) -> Claim | None:
        """The claim made last."""
        return self.claims[-1] if self.claims else None

    @property
    def spoken(self) -> tuple[Subject, ...]:
        """What a bare noun may be said of: nothing where two things were just counted alike."""
        last = [claim for claim in self.claims if claim.value][-2:]
        units = {claim.value.unit for claim in last if claim.value}
        names = {claim.subject.name for claim in last}
        return () if len(names) > len(units) else self.subjects

    def said_since(self, offset: int) -> bool:
        """Whether words at an offset were said after the last figures."""
        figures = [each for claim in self.claims[-1:] for each in (claim.value, claim.growth)]
        return any(figure and figure.end <= offset for figure in figures)

    def summing(self, clause: Clause, so_far: str) -> bool:
        """累计完成投资8200亿元,实现社会消费品零售总额6800亿元: 累计 speaks of both."""
        goes_on = self.last is not None and self.last.summed and not clause.hard
        return goes_on and _GOES_ON.match(so_far.lstrip()) is not None

    def clause_start(self, offset: int) -> int | None:
        """Where the clause around an offset starts."""
        return next((c.start for c in self.sentence.clauses if c.start <= offset < c.end), None)

    def hard_start(self, offset: int) -> int:
        """Where the stretch between semicolons around an offset starts."""
        hard = [c.start for c in self.sentence.clauses if c.hard and c.start <= offset]
        return hard[-1] if hard else self.sentence.start

    def clause_end(self, offset: int) -> int:
        """Where the clause around an offset ends."""
        return next((c.end for c in self.sentence.clauses if c.start <= offset <= c.end), offset)


def opener_of(sentence: str) -> str:
    """城市管理日趋精细。 at the head of a paragraph says what it is about; nothing for others."""
    found = _OPENER.fullmatch(sentence.strip())
    return found["topic"] if found else ""


def actor_of(sentence: str) -> str | None:
    """The firm or zone that a sentence is about: its figures are not the region's."""
    words = _AIMED.sub("", sentence.lstrip())
    if _VERB_FIRST.match(words) or starting("deed").match(words):
        return None
    found = _ACTOR.match(words)
    return _FIRST.sub("", found["name"]) if found else None


def elsewhere(words: str) -> str | None:
    """The other region or fostered zone that a stretch begins with: 古浪县绿色工业扩规提质."""
    found = _ELSEWHERE.match(words.lstrip())
    name = found["name"] if found else ""
    if any(region.name == name or _nests(region.name, name) for region in named(name)):
        return name
    zone = _FOSTERED.match(words.lstrip())
    return zone["name"] if zone else None


def _nests(official: str, name: str) -> bool:
    """天祝县 is short for 天祝藏族自治县."""
    return official[-3:-1] == "自治" and official[-1] == name[-1] and official[:2] == name[:2]
