"""Subjects: what a figure is said of, with lists and shared heads and tails resolved."""

from dataclasses import dataclass, replace
from functools import lru_cache

from service.language.indicators import Indicator, load_lexicon, printed_mentions
from service.language.scopes import Home, part_in, scope_in, scope_of
from service.language.wording import CONNECTIVE, GLUE, HEAD, TAIL, VERB_ONLY
from service.language.words import starting, words_of
from vectorstore import late

_TIME = late.pattern(
    r"(?<![\d.])\d{1,2}\s?[-—~至]\s?\d{1,2}月份?|(?:到|至|在|截至|截止)?[一二][〇○零九][〇○零一二三四五六七八九]{2}年[末底初]?|(?:到|至|截至|截止)?(?:(?:19|20)\d\d(?:年|(?![\d万亿千余多元个名户家吨亩米人公平项件场台套座所条处辆%％.]))(?:[-—~至](?:(?:19|20)?\d\d)年?)?(?:\d{1,2}月)?(?:末|底|初|度)?|“?十?[一二三四五六]?五”?(?:时期|期间|末|期末)|(?:今年|去年|明年|上年)[末底初]?|年[底末]前|全年|年内|当年(?!签约|开工|竣工|投产|落地|见效|入统|建成)|"
    r"[两三四五]年(?=平均)|(?:过去|这|近|今后|未来)?(?<!学前)(?<!初中)(?<!高中)(?<!教育)[三四五]年(?:来|间|里|共|以来|内)?|全年共|一年来|上半年|前三季度|[一二三四]季度|年末|年底|期末|截至目前|(?<!项)目前|全年|[（(]以?下同[）)])"
)
_NOISE = late.pattern(
    r"^(?:[①-⑳]|\d{1,2}[.．](?!\d)|\d+[）)、]|[一二三四五六七八九十]{1,2}是|预计|力争|确保|计划|争取(?!各类|中央|中省|上级|国家|省|专项|资金|政策|债|到位|地方|项目)|努力|目标|主要|实现|完成|累计|共|将|已|推动|保持|其中|同时|并(?![网购轨联行])|和|及(?![时格])|、|，|,|:|：|是|为|的|圆满|超额|年度|"
    r"预期|扎实|全力|积极|使|促进|推进|提高|达到|直接(?!融资|投资|利用|经济|吸纳|带动|就业)|全部|各类|以来|来(?!自)|持续|另|据|按照|按(?![期时])|经济社会发展|经济社会|经济(?=社会|指标|总量)|指标|—|-|\s|“|”|（|）|\(|\)|约)+"
)
_CUT = late.pattern(
    r"(?:压减|减少|削减|压缩|节约|增加|净增|新增|拉动|带动|撬动|追加|退还|惠及|受益|帮扶|扶持|涉及)$"
)
_TIERED = frozenset(("重点项目", "人大代表建议", "政协委员提案"))
_NEW_KINDS = frozenset("型能材产兴区城")
_TIERS = frozenset("省市县区州盟旗")
_AND_ABOVE = late.pattern(r"(?P<tier>(?:国家|[省市县区州盟旗])[级属]?及?以[上下])的?$")
_SOUGHT = late.pattern(
    r"(?:招引|引进|引入|储备|谋划|签约|包装|策划|争取|申报|洽谈|对接|入库)(?:了|的)?$"
)
_INVESTED = late.pattern(
    r"(?:(?:年度|计划|累计|总|新|完成|已完成|概算|预计|启动实施|开工建设|实施|加快推进|推进|全面启动)*投资(?:额)?|(?:累计|共|财政)?投入(?:资金|财政资金|各类资金)?)(?:完成|达到|达|约|超|近|为)?"
)
_OUTLAY_NOUN = late.pattern(
    r"^(?:启动实施|开工建设|实施|加快推进|推进|全面启动|预计)+|(?:完成|达到|达|约|超|近|为)$"
)
# What pressed on a figure, said between it and its name: 生产总值受疫情影响下降8.5%.
_UNDER = late.pattern(r"受[^，,。；;\d]{2,24}?(?:影响|冲击|拖累|带动|拉动)")
_TRIED = late.pattern(r"试点|示范|攻坚|名单|先进")
_PASSED = late.pattern(
    r"(?P<what>[^，,。；;\d]{2,20}?)(?:首次|历史性|成功|一举|再次)*(?:突破|超过|迈上|迈过|跨过|跨越|跃上)"
    r"[千百十]?[千百万亿]亿?元?(?:大关|台阶)?"
)

_RAISED = late.pattern(
    r"(?:逐步|继续|进一步|适当|大幅|稳步|不断|统一|再次|将|并|、)*(?:提高|提升|上调|调高|扩大|增加|降低|下调|压缩|缩短|压减|调整)"
    r"(?P<what>[^，,。；;：:\d]{2,36}?(?:标准|补贴|补助|津贴|比例|费用|工资|待遇|税率|费率|时限|时间|额度|门槛|价格|养老金|人数|规模|覆盖面|面积|容量))"
)

_JOINS = ("和", "及", "与")  # 保障性住房和棚户区改造12万套 is one amount of both
_SHORTEST = 2
_OPENS = {"）": "（", ")": "(", "”": "“"}


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject: `text` as the report has it; `start` is where it begins in the clean text."""

    text: str
    start: int
    indicator: Indicator | None = None
    scope: str | None = None

    @property
    def name(self) -> str:
        return self.indicator.name if self.indicator else self.text

    def renamed(self, text: str) -> "Subject":
        return replace(self, text=text, indicator=None)


def resolve(words: str, start: int, home: Home) -> Subject | None:
    """The subject that ends at the end of `words`, which stand at `start` in the text."""
    spoken = words.rstrip()
    found = named(spoken, start, home)
    if found:
        return found
    phrase = tidy(_whole(spoken))
    phrase = (
        phrase if f"“{phrase}" in spoken or f"“{phrase[:3]}" in spoken else _without(phrase, home)
    )
    if not phrase:
        return None
    offset = spoken.rfind(phrase)
    return Subject(phrase, start + max(0, offset), scope=scope_in(phrase, home))


def _whole(words: str) -> str:
    """Words without their tail, but with the mark that closes one of theirs: 示范村（点）达."""
    core = TAIL.sub("", words)
    behind = words[len(core) : len(core) + 1]
    opened = core.count(_OPENS.get(behind, "")) > core.count(behind)
    return core + behind if behind in _OPENS and opened else core


def _without(phrase: str, home: Home) -> str:
    """A phrase without the region's own name in front: 全区规模以上企业复工率."""
    for name in sorted(home.own, key=len, reverse=True):
        whole = phrase.startswith("性", len(name))
        if len(name) > 1 and phrase.startswith(name) and len(phrase) > len(name) + 1 and not whole:
            return phrase[len(name) :]
    return phrase


def named(words: str, start: int, home: Home) -> Subject | None:
    """The indicator that words end in, with the scope or the longer name they give it."""
    for begin, end, indicator in reversed(printed_mentions(words)):
        rest = words[end:]
        bare = _UNDER.sub("", _TIME.sub("", rest))
        if not (GLUE.fullmatch(rest) or GLUE.fullmatch(bare)):
            break
        prefix = TAIL.sub("", tidy(words[:begin]))
        whole, acts = prefix, VERB_ONLY.match(prefix)
        if acts and acts.group().endswith("新") and prefix[acts.end() :][:1] in _NEW_KINDS:
            acts = None
        tiered = indicator.name in _TIERED and prefix[-1:] in _TIERS
        if acts and (len(prefix) != acts.end() + 1 or tiered):
            prefix = prefix[acts.end() :]
        done = _done(acts.group() if acts else "")
        tier = _AND_ABOVE.search(words[:begin])
        prefix = tier.group("tier") if tier else prefix
        text = words[begin:end]
        if indicator.name.startswith(prefix) and prefix in ("城镇", "农村"):
            prefix = ""
        if prefix.endswith(("存", "非", "未", "无")) or rest.strip() == "比":
            return None
        if _CUT.search(words[:begin].rstrip()) or words[:begin].rstrip().endswith("人均"):
            return None
        if indicator.name == "重点项目" and _SOUGHT.search(words[:begin].rstrip()):
            return None
        if prefix.endswith(_JOINS) and len(prefix) > _SHORTEST and indicator.unit_family == "count":
            return Subject(f"{whole}{text}", start + begin)
        scope, more = scope_of(prefix, home)
        if more:
            at = words.rfind(more, 0, begin)
            done = "" if more.startswith(done) else done
            return Subject(f"{done}{more}{text}", start + max(0, at), scope=scope)
        if starting("begun").match(done) and indicator.unit_family == "count":
            return Subject(f"{done}{text}", start + begin, scope=scope)
        return Subject(text, start + begin, indicator, scope)
    return None


def _done(acts: str) -> str:
    """The deeds at the end of verbs, which say what was done to a thing that they count: 新启动."""
    for at in range(len(acts)):
        deed = starting("deed", "begun").match(acts, at)
        if deed and deed.group() not in words_of("light_deed"):
            rest = acts[deed.end() :]
            return deed.group() + _done(rest)
    return ""


def scene(words: str, start: int, home: Home) -> Subject | None:
    """The indicator that words without a figure name last, with whose it is."""
    for begin, end, indicator in printed_mentions(words)[-1:]:
        prefix = TAIL.sub("", tidy(words[:begin]))
        tried = VERB_ONLY.fullmatch(prefix) or _TRIED.search(words, end)
        scope = None if tried else part_in(prefix, home)
        return Subject(words[begin:end], start + begin, indicator, scope)
    passed = _PASSED.fullmatch(words.strip()) or _RAISED.fullmatch(words.strip())
    return Subject(tidy(passed["what"]), start) if passed else None


@lru_cache(maxsize=4096)
def tidy(words: str) -> str:
    """A noun phrase without the time, the connectives and the bare verbs around it."""
    phrase = CONNECTIVE.sub("", _TIME.sub("", words).strip())
    return evened(_NOISE.sub("", phrase).strip("、，, 的"))


def evened(words: str) -> str:
    """Words without the quotation marks of which the other half is missing."""
    return (
        words if words.count("“") == words.count("”") else words.replace("“", "").replace("”", "")
    )


def untimed(words: str) -> str:
    """Words without the times in them: 一季度竣工."""
    return _TIME.sub("", words).strip()


@lru_cache(maxsize=4096)
def is_bare(words: str) -> bool:
    """Whether words before a figure hold no noun: 新建, 累计完成, 为."""
    phrase = CONNECTIVE.sub("", _TIME.sub("", words).strip()).strip("、的 “”")
    phrase = TAIL.sub("", phrase)
    return (
        not phrase
        or VERB_ONLY.fullmatch(phrase) is not None
        or _INVESTED.fullmatch(phrase) is not None
    )


def continued(said: str, tail: str) -> Indicator | None:
    """The indicator that a bare noun is after words that name its head: 粮食…,总产量."""
    names = load_lexicon().printed
    if tail == "出口":
        return names["出口总额"] if "进出口" in said else None
    whole = tidy(said)
    for head in (whole, HEAD.sub("", whole)):
        for name in (head[:cut] + tail for cut in range(len(head), 1, -1)):
            if name in names:
                return names[name]
    return None


def invested(words: str) -> str | None:
    """The amount that words such as 完成投资, 总投资 name of a subject said before."""
    spoken = CONNECTIVE.sub("", _TIME.sub("", words)).strip()
    found = _INVESTED.fullmatch(spoken) or _INVESTED.fullmatch(TAIL.sub("", spoken))
    return _OUTLAY_NOUN.sub("", found.group()) if found else None
