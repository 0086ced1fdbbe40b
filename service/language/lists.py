"""Lists: the subjects that words side by side name, with shared heads and tails resolved."""

from dataclasses import replace

from service.language.indicators import load_lexicon, printed_mentions
from service.language.scopes import Home
from service.language.subjects import Subject, named, resolve, tidy
from service.language.wording import CONNECTIVE, TAIL
from vectorstore import late

_LIST = late.pattern(r"、|以及|和|(?<![以顾普惠涉波触推])及(?![时格早其])|与")
EACH = late.pattern(r"(?:分别|(?<![年平人])均)[^，,]{0,8}$")
_BALANCES = late.pattern(r"存贷款((?:期末|年末)?余额)")
_AT_HOME_AND_ABROAD = late.pattern(r"内外资(?=$|项目|企业)")
_YIELDS = late.pattern(
    r"(?:主营业务收入|营业收入|营收|销售收入|税收(?:收入)?|利税|利润(?:总额)?|总?产值|增加值|固定资产投资|投资)$"
)
_CITY_AND_COUNTRY = late.pattern(r"^城(?:、|和)?乡(?=居民|常住|低保|最低|人均|医保|家庭)")
_TOTALS = late.pattern(r"总额|总规模|规模")
_THREE_TRADES = late.pattern(
    r"(?:三[次大]产业|第?一(?:产业)?、?第?二(?:产业)?[、和]?第?三(?:次|大)?产业?)(?P<what>增加值|投资|)$"
)
_SHARED_TAILS = late.pattern(
    r"(资产总额|总额|总量|总值|出栏量|存栏量|起数|时间|产销量|产销|销量|数量|总量|产量|产值|面积|里程|覆盖率|增加值|总产值|收入|总收入|销售额|保障标准|低保标准|标准|养老金|工资|补助|补贴|贷款|存款|(?:医保)?年?最高支付限额|人数|余额|规模|投资|安全利用率|吞吐量|(?:参保|处理|办结|普及|达标|合格|入园|巩固|满意|增长)率|(?:用电|用水|发电|贸易|货运|客运|保有)量|(?:贸易|交易|成交|发行)额|研发(?:经费)?投入强度|天数|浓度|指数|户数|比重|占比|利用率)$"
)


def listed(words: str, start: int, count: int, home: Home) -> tuple[Subject, ...]:
    """The `count` subjects that `words` list, or () when they list another number."""
    core = _core(words.rstrip())
    lead = len(core) - len(CONNECTIVE.sub("", core))
    core, start = core[lead:], start + lead
    lead = _own_lead(core, home)
    core, start = core[lead:], start + lead
    core = _BALANCES.sub(r"存款\1、贷款\1", core) if count == 2 else core
    core = _AT_HOME_AND_ABROAD.sub("内资、外资", core) if count == 2 else core
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
    core = TAIL.sub("", words)
    total = _TOTALS.match(words, len(core))
    if total and not (names and names[-1][1] >= len(core)):
        return words[: total.end()]
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
    direct = named(own, start, home)
    if direct:
        return direct
    shared = _with_head(texts[0], own) if index else None
    shared = shared or (_with_tail(own, texts[-1]) if index < len(texts) - 1 else None)
    found = named(shared, start, home) if shared else None
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
        paid = own.endswith("低保") and tail is not None and not tail.group().endswith("标准")
        if tail and not paid and not _SHARED_TAILS.search(own):
            return own + tail.group()
    elif index and _YIELDS.fullmatch(own) and (head := _YIELDS.sub("", texts[0])) != texts[0]:
        return tidy(head) + own
    elif index and len(own) <= 4 and _SHARED_TAILS.search(own):
        head = _SHARED_TAILS.sub("", texts[0])
        return head + own if head and head != texts[0] else own
    return own


def before_pause(words: str, start: int) -> Subject | None:
    """一般公共预算收入再创新高、增长8.1%: a mark of enumeration used as a comma."""
    cut = words.rfind("、")
    rest = words[cut + 1 :].strip()
    if cut <= 0 or not rest or TAIL.sub("", rest):
        return None
    named = printed_mentions(words[:cut])
    if not named or EACH.search(words):
        return None
    begin, end, indicator = named[-1]
    if cut - end > 12:
        return None
    return Subject(words[begin:end], start + begin, indicator)
