"""Where a clause names a term: in quotation marks, as a programme, as an aim, as a known term, and
what a report says again and again in words that the other has not at all (强区扩权).
"""

from collections.abc import Iterator, Sequence
from functools import cache

from service.language.strength import naming, slogans
from service.tasks.changes.clauses import PlanClause
from service.tasks.changes.likeness import named, runs
from vectorstore import late

Found = tuple[str, int, int]
QUOTED = late.pattern(
    r"[“‘「]([^“”‘’「」，。；]{3,30}|[一两双三四五六七八九十][\u4e00-\u9fff])[”’」]"
)
NAMED = late.pattern(
    r"(?:(?:启动|推进|推动|组织|深入|全面|加快)*实施|开展|启动|推进|打好|打响|落实)"
    r"好?([^，。；、“”《》（）的\d和与及]{3,14}(?:行动|工程|攻坚战|(?:行动|倍增|提升|培育|年|工程)计划|战略))(?![性研技师化]|建设项目)"
)
STRATEGY = late.pattern(
    r"[“‘「]([^“”‘’「」，。；]{3,30})[”’」](?:发展)?(?:战略|思路|格局|理念|模式|体系)"
)
PROPER = late.pattern(  # “亚洲一号”智慧物流中心, “凌家塘”等专业市场: one thing's own name
    r"[^“”一二两三四五六七八九十双][^“”]{2,}[”’」](?:等?[\u4e00-\u9fff]{0,4}(?:市场|班次|物流中心|工作室|生产线|景区|酒店|专列)|等[\u4e00-\u9fff]{0,6}项目|APP)"
)
SPOKEN = late.pattern(r"[了吗呢]$|(.)[不没]\1")
LISTED = late.pattern(  # 市、区、街道 lists, 新优势 names nothing
    r"[\u4e00-\u9fff]{1,2}(?:、[\u4e00-\u9fff]{1,2})+|新[\u4e00-\u9fff]{2}"
)
MEETING = late.pattern(r"[\u4e00-\u9fff]{0,6}(?:论坛|大会|博览会|年会)")  # 中国会展经济国际合作论坛
LEFT_BEHIND = late.pattern(r"[从由]$")
TELLING = late.pattern(r"[\u4e00-\u9fff].*[\u4e00-\u9fff]")
CARRIED_OUT = late.pattern(
    r"(?:实施|推行|深化|落实|坚持|推进|开展|实行|加大)(?=([\u4e00-\u9fff]{4}))"
)
NUMERAL = late.pattern(r"[一二两三四五六七八九十百千万双]")
ASIDE = late.pattern(r"（[^（）]{1,2}）")
_MARKS = str.maketrans({**dict.fromkeys("“”‘’「」《》 \u3000"), "＋": "+"})


def bare(text: str) -> str:
    """A text without quotation marks, blanks and asides: “三百+1”工程 is found as 三百+1工程, 河长制
    in 河（湖）长制."""
    return ASIDE.sub("", text.translate(_MARKS))


def planned_terms(clause: PlanClause, region: str) -> list[Found]:
    """The terms of a clause of a plan, with their places."""
    spans = [
        _at(clause, match.start(1), match.end(1))
        for match in QUOTED.finditer(clause.text)
        if not LEFT_BEHIND.search(clause.text[: match.start()]) and not SPOKEN.search(match[1])
        if match[1] in slogans() or not PROPER.match(clause.text, match.start(1))
    ]
    spans += [
        _at(clause, match.start(1), match.end(1))
        for match in NAMED.finditer(clause.text)
        if not _is_work(match[1])
    ]
    spans += [_at(clause, *span) for span in _aims(clause.text, region)]
    spans += [_at(clause, *span) for span in _known(clause.text)]
    return [
        each
        for each in spans
        if (each[0] in slogans() or TELLING.search(each[0]))
        and each[0] not in naming("figures")
        and (each[0] in slogans() or not LISTED.fullmatch(each[0]))
    ]


def reviewed_terms(clause: PlanClause) -> list[Found]:
    """The strategies that a review names in quotation marks: “四轮驱动”战略."""
    return [_at(clause, *match.span(1)) for match in STRATEGY.finditer(clause.text)]


def repeated_terms(clause: PlanClause, own: str, other: str) -> Iterator[Found]:
    """What is carried out and said again between other words, of which the other report has no pair."""
    for match in CARRIED_OUT.finditer(clause.text):
        word = match[1]
        pieces = (word[at : at + 2] for at in range(len(word) - 1))
        named_thing = word.endswith(naming("kinds"))
        if not named_thing and not any(p in other for p in pieces) and _stands_free(word, own):
            yield _at(clause, *match.span(1))


def _stands_free(word: str, text: str) -> bool:
    """Whether a word is said between different neighbours: no piece of a longer one."""
    around = [
        (text[at - 1 : at], text[at + len(word) : at + len(word) + 1]) for at in places(word, text)
    ]
    return all(len(set(side)) > 1 for side in zip(*around, strict=True))


def places(word: str, text: str) -> Iterator[int]:
    """Where a word begins in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def whole_places(word: str, text: str) -> Iterator[int]:
    """Where a word begins and is no rest of a longer number: not 千万工程 in 百千万工程."""
    counts = bool(NUMERAL.match(word))
    return (at for at in places(word, text) if not (counts and at and NUMERAL.match(text[at - 1])))


def _at(clause: PlanClause, start: int, end: int) -> Found:
    return clause.text[start:end], clause.start + start, clause.start + end


def _is_work(name: str) -> bool:
    return name.endswith("工程") and any(word in name for word in naming("works"))


@cache
def _aim(region: str) -> tuple[str, ...]:
    short = region.rstrip("市县区省州旗")
    return (*naming("aims"), *([short] if len(short) > 1 else []))


def _aims(text: str, region: str) -> Iterator[tuple[int, int]]:
    """What a region is to become: 琼北综合经济区 of 构建以海口为中心的琼北综合经济区."""
    opened = GOAL.search(text)
    if opened is None:
        return
    for head in _aim(region):
        at = text.find(head, opened.end())
        if at < 0 or not END.match(text, at + len(head)):
            continue
        start = max(opened.end(), text.rfind("的", 0, at) + 1)
        whole = text.startswith(("全国", "全省"), start) and not text.startswith("性", start + 2)
        start += len("全国") * whole
        body = text[start:at]
        if 2 <= len(body) <= 12 and not BROKEN.search(body) and runs(named(body), 2):
            yield start, at + len(head)


GOAL = late.pattern(r"建设|打造|构建|建成|创建|培育|争创|迈向|形成")
SOCIETY = "经济社会"  # 共享经济社会发展成果 is of no 共享经济
END = late.pattern(r"$|[、和与的”]")
BROKEN = late.pattern(r"[、，“”《》（）\d和与及]|建设|打造|构建|推进|推动|加快|国家级?|示范")


def _known(text: str) -> Iterator[tuple[int, int]]:
    covered: list[tuple[int, int]] = []
    for word in slogans():
        for at in places(word, text):
            span = (at, at + len(word))
            inside = any(left <= span[0] and span[1] <= right for left, right in covered)
            part = text.startswith(SOCIETY, at + len(word) - 2) or MEETING.match(text, span[1])
            if not inside and not part:
                covered.append(span)
                yield span


def found_in(
    clauses: Sequence[PlanClause], reviews: Sequence[PlanClause], region: str, own: str, other: str
) -> Iterator[tuple[PlanClause, Found]]:
    """All terms of a report's plan and review, those of the plan first."""
    for clause in clauses:
        for each in planned_terms(clause, region):
            yield clause, each
    for clause in reviews:
        for each in reviewed_terms(clause):
            yield clause, each
    for clause in clauses:
        for each in repeated_terms(clause, own, other):
            yield clause, each
