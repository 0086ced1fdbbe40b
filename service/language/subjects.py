"""Subjects: what a figure is said of, with lists and shared heads and tails resolved."""

from dataclasses import dataclass, replace

from service.language.indicators import Indicator, load_lexicon, printed_mentions
from service.language.scopes import Home, part_in, scope_in, scope_of
from service.language.wording import CONNECTIVE, GLUE, HEAD, RATE_OF_CHANGE, TAIL, VERB_ONLY
from vectorstore import late

_LIST = late.pattern(r"、|以及|和|(?<![以顾普惠涉波触推])及(?![时格早其])|与")
_TIME = late.pattern(
    r"(?<![\d.])\d{1,2}\s?[-—~至]\s?\d{1,2}月份?|(?:到|至|在|截至|截止)?[一二][〇○零九][〇○零一二三四五六七八九]{2}年[末底初]?|(?:到|至|截至|截止)?(?:(?:19|20)\d\d年?(?:[-—~至](?:(?:19|20)?\d\d)年?)?(?:\d{1,2}月)?(?:末|底|初|度)?|“?十?[一二三四五六]?五”?(?:时期|期间|末|期末)|(?:今年|去年|明年|上年)[末底初]?|全年|年内|当年|"
    r"[两三四五]年(?=平均)|(?:过去|这|近|今后|未来)?(?<!学前)(?<!初中)(?<!高中)(?<!教育)[三四五]年(?:来|间|里|共|以来|内)?|全年共|一年来|上半年|前三季度|[一二三四]季度|年末|年底|期末|截至目前|(?<!项)目前|全年|[（(]以?下同[）)])"
)
_NOISE = late.pattern(
    r"^(?:\d{1,2}[.．](?!\d)|\d+[）)、]|[一二三四五六七八九十]{1,2}是|预计|力争|确保|计划|争取|努力|目标|主要|实现|完成|累计|共|将|已|推动|带动|保持|其中|同时|并(?![网购轨联行])|和|及|、|，|,|:|：|是|为|的|圆满|超额|年度|"
    r"预期|扎实|全力|积极|使|促进|推进|提高|达到|直接|全部|各类|以来|来|持续|另|据|按照|按(?![期时])|经济|社会|发展|指标|—|-|\s|“|”|（|）|\(|\)|约)+"
)
_CUT = late.pattern(
    r"(?:压减|减少|削减|压缩|节约|增加|净增|新增|拉动|带动|撬动|追加|退还|惠及|受益|帮扶|扶持|涉及)$"
)
_TIERED = frozenset(("重点项目", "人大代表建议", "政协委员提案"))
_NEW_KINDS = frozenset("型能材产兴区城")
_TIERS = frozenset("省市县区州盟旗")
_AND_ABOVE = late.pattern(r"(?P<tier>(?:国家|[省市县区州盟旗])级?及?以上)的?$")
_SOUGHT = late.pattern(
    r"(?:招引|引进|引入|储备|谋划|签约|包装|策划|争取|申报|洽谈|对接|入库)(?:了|的)?$"
)
_BALANCES = late.pattern(r"存贷款((?:期末|年末)?余额)")
_CITY_AND_COUNTRY = late.pattern(r"^城(?:、|和)?乡(?=居民|常住|低保|最低|人均|医保|家庭)")
_THREE_TRADES = late.pattern(
    r"(?:三[次大]产业|第?一(?:产业)?、?第?二(?:产业)?[、和]?第?三(?:次|大)?产业?)(?P<what>增加值|投资|)$"
)
_INVESTED = late.pattern(
    r"(?:(?:年度|计划|累计|总|新|完成|已完成|概算|预计|启动实施|开工建设|实施|加快推进|推进|全面启动)*投资(?:额)?|(?:累计|共|财政)?投入(?:资金|财政资金|各类资金)?)(?:完成|达到|达|约|超|近|为)?"
)
_OUTLAY_NOUN = late.pattern(
    r"^(?:启动实施|开工建设|实施|加快推进|推进|全面启动|预计)+|(?:完成|达到|达|约|超|近|为)$"
)
_TRIED = late.pattern(r"试点|示范|攻坚|名单|先进")
_PASSED = late.pattern(
    r"(?P<what>[^，,。；;\d]{2,20}?)(?:首次|历史性|成功|一举|再次)*(?:突破|超过|迈上|迈过|跨过|跨越|跃上)"
    r"[千百十]?[千百万亿]亿?元?(?:大关|台阶)?"
)
_SHARED_TAILS = late.pattern(
    r"(时间|产销量|产销|销量|数量|总量|产量|产值|面积|里程|覆盖率|增加值|总产值|收入|总收入|销售额|保障标准|低保标准|标准|人数|余额|规模|投资|率|量|值|额|数|天数|浓度|指数|户数|比重|占比|利用率)$"
)


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
    named = _named(spoken, start, home)
    if named:
        return named
    phrase = _without(tidy(_whole(spoken)), home)
    if not phrase:
        return None
    offset = spoken.rfind(phrase)
    return Subject(phrase, start + max(0, offset), scope=scope_in(phrase, home))


def _whole(words: str) -> str:
    """Words without their tail, but with the bracket that closes one of theirs: 示范村（点）达."""
    core = TAIL.sub("", words)
    behind = words[len(core) : len(core) + 1]
    opened = core.count("（") > core.count("）") or core.count("(") > core.count(")")
    return core + behind if opened and behind in ("）", ")") else core


def _without(phrase: str, home: Home) -> str:
    """A phrase without the region's own name in front: 全区规模以上企业复工率."""
    for name in sorted(home.own, key=len, reverse=True):
        if len(name) > 1 and phrase.startswith(name) and len(phrase) > len(name) + 1:
            return phrase[len(name) :]
    return phrase


def _named(words: str, start: int, home: Home) -> Subject | None:
    for begin, end, indicator in reversed(printed_mentions(words)):
        rest = words[end:]
        if not (GLUE.fullmatch(rest) or GLUE.fullmatch(_TIME.sub("", rest))):
            break
        prefix = TAIL.sub("", tidy(words[:begin]))
        acts = VERB_ONLY.match(prefix)
        if acts and acts.group().endswith("新") and prefix[acts.end() :][:1] in _NEW_KINDS:
            acts = None
        tiered = indicator.name in _TIERED and prefix[-1:] in _TIERS
        if acts and (len(prefix) != acts.end() + 1 or tiered):
            prefix = prefix[acts.end() :]
        tier = _AND_ABOVE.search(words[:begin])
        prefix = tier.group("tier") if tier else prefix
        text = words[begin:end]
        if indicator.name.startswith(prefix) and prefix in ("城镇", "农村"):
            prefix = ""
        if prefix.endswith(("存", "非", "未", "无")):
            return None
        if _CUT.search(words[:begin].rstrip()) or words[:begin].rstrip().endswith("人均"):
            return None
        if indicator.name == "重点项目" and _SOUGHT.search(words[:begin].rstrip()):
            return None
        scope, more = scope_of(prefix, home)
        if more:
            at = words.rfind(more, 0, begin)
            return Subject(f"{more}{text}", start + max(0, at), scope=scope)
        return Subject(text, start + begin, indicator, scope)
    return None


def scene(words: str, start: int, home: Home) -> Subject | None:
    """The indicator that words without a figure name last, with whose it is."""
    for begin, end, indicator in printed_mentions(words)[-1:]:
        prefix = TAIL.sub("", tidy(words[:begin]))
        tried = VERB_ONLY.fullmatch(prefix) or _TRIED.search(words, end)
        scope = None if tried else part_in(prefix, home)
        return Subject(words[begin:end], start + begin, indicator, scope)
    passed = _PASSED.fullmatch(words.strip())
    return Subject(tidy(passed["what"]), start) if passed else None


def tidy(words: str) -> str:
    """A noun phrase without the time, the connectives and the bare verbs around it."""
    phrase = CONNECTIVE.sub("", _TIME.sub("", words).strip())
    phrase = _NOISE.sub("", phrase).strip("、，, 的“")
    if phrase.count("“") != phrase.count("”"):
        phrase = phrase.replace("“", "").replace("”", "")
    return phrase


def is_bare(words: str) -> bool:
    """Whether words before a figure hold no noun: 新建, 累计完成, 为."""
    phrase = CONNECTIVE.sub("", _TIME.sub("", words).strip()).strip("、的 “”")
    phrase = TAIL.sub("", phrase)
    return (
        not phrase
        or VERB_ONLY.fullmatch(phrase) is not None
        or _INVESTED.fullmatch(phrase) is not None
    )


def listed(words: str, start: int, count: int, home: Home) -> tuple[Subject, ...]:
    """The `count` subjects that `words` list, or () when they list another number."""
    core = _core(words.rstrip())
    lead = len(core) - len(CONNECTIVE.sub("", core))
    core, start = core[lead:], start + lead
    lead = _own_lead(core, home)
    core, start = core[lead:], start + lead
    core = _BALANCES.sub(r"存款\1、贷款\1", core) if count == 2 else core
    told = _city_and_country(core, start, home) if count == 2 else ()
    told = _three_trades(core, start, home) if count == 3 else told
    if told:
        return told
    pieces = _pieces(core)
    if len(pieces) < count:
        return ()
    if len(pieces) > count:
        pieces = pieces[-count:] if _separable(core, pieces, count) else []
    texts = [core[a:b] for a, b in pieces]
    found = [_element(texts, at, start + pieces[at][0], home) for at in range(len(texts))]
    scope = found[0].scope if found else None
    return tuple(each if each.scope else replace(each, scope=scope) for each in found)


def _own_lead(core: str, home: Home) -> int:
    """全市城乡居民人均可支配收入: the region's own name before a list is no part of it."""
    spoken = core.lstrip()
    own = [name for name in home.own if len(name) > 1 and spoken.startswith(name)]
    return len(core) - len(spoken) + max(map(len, own)) if own else 0


def _core(words: str) -> str:
    """Words without their tail, but no name cut short: 固定资产投资、进出口总额分别增长."""
    names = printed_mentions(words)
    return words[: max(len(TAIL.sub("", words)), names[-1][1] if names else 0)]


def _separable(core: str, pieces: list[tuple[int, int]], count: int) -> bool:
    return all(b - a >= 2 for a, b in pieces[-count:])


def _pieces(core: str) -> list[tuple[int, int]]:
    names = [(a, b) for a, b, _ in printed_mentions(core)]
    cuts = [
        m.span() for m in _LIST.finditer(core)
        if not any(a < m.start() and m.end() < b for a, b in names)
    ]  # fmt: skip
    edges = [0, *(x for cut in cuts for x in cut), len(core)]
    return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if core[a:b].strip()]


def _city_and_country(core: str, start: int, home: Home) -> tuple[Subject, ...]:
    phrase = tidy(core)
    match = _CITY_AND_COUNTRY.search(phrase)
    if not match or "、" in phrase[match.end() :] or "和" in phrase[match.end() :]:
        return ()
    rest = phrase[match.end() :]
    offset = start + max(0, core.find(phrase))
    pairs = [resolve(f"{side}{rest}", offset, home) for side in ("城镇", "农村")]
    found = tuple(replace(each, start=offset) for each in pairs if each)
    return found if len(found) == 2 else ()


def _three_trades(core: str, start: int, home: Home) -> tuple[Subject, ...]:
    """三次产业分别增长3%、5%、8%: the first, the second and the third."""
    found = _THREE_TRADES.search(core)
    if found is None:
        return ()
    at = start + found.start()
    each = (resolve(f"第{place}产业{found['what']}", at, home) for place in "一二三")
    return tuple(replace(one, start=at) for one in each if one)


def _element(texts: list[str], index: int, start: int, home: Home) -> Subject:
    own = texts[index]
    direct = _named(own, start, home)
    if direct:
        return direct
    shared = _with_head(texts[0], own) if index else None
    shared = shared or (_with_tail(own, texts[-1]) if index < len(texts) - 1 else None)
    found = _named(shared, start, home) if shared else None
    if found:
        return replace(found, start=start)
    phrase = tidy(_lend(texts, index)) or own.strip()
    return Subject(phrase, start)


def _with_head(first: str, own: str) -> str | None:
    """规上工业总产值和增加值: the second takes the head of the first."""
    names = load_lexicon().printed
    tail = tidy(own)
    clean = tidy(first)
    for cut in range(len(clean) - 1, 1, -1):
        if clean[:cut] + tail in names:
            return clean[:cut] + tail
    return None


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


def _with_tail(own: str, last: str) -> str | None:
    """粮食、蔬菜、肉类产量: all but the last take the tail of the last."""
    names = load_lexicon().printed
    head = tidy(own)
    clean = tidy(last)
    for cut in range(1, len(clean)):
        if head + clean[cut:] in names:
            return head + clean[cut:]
    return None


def _lend(texts: list[str], index: int) -> str:
    own, last = texts[index], texts[-1]
    if index < len(texts) - 1:
        tail = _SHARED_TAILS.search(last)
        if tail and not _SHARED_TAILS.search(own):
            return own + tail.group()
    elif index and len(own) <= 4 and _SHARED_TAILS.search(own):
        head = _SHARED_TAILS.sub("", texts[0])
        return head + own if head and head != texts[0] else own
    return own


def invested(words: str) -> str | None:
    """The amount that words such as 完成投资, 总投资 name of a subject said before."""
    spoken = CONNECTIVE.sub("", _TIME.sub("", words)).strip()
    found = _INVESTED.fullmatch(spoken) or _INVESTED.fullmatch(TAIL.sub("", spoken))
    return _OUTLAY_NOUN.sub("", found.group()) if found else None


def rate_of_change(words: str) -> bool:
    """Whether a subject is itself a rate of change: 居民消费价格涨幅."""
    return RATE_OF_CHANGE.search(TAIL.sub("", words)) is not None
