"""What a part of a question takes over from the one before it, and which reports it reads."""

from collections.abc import Sequence

from service.language.indicators import load_lexicon, mentions
from service.language.words import pattern_of
from service.understand.carried_thing import thing_kept, titled_kept
from service.understand.model import Task, Understood
from service.understand.pairs import OVER_YEARS, moves, of_several
from service.understand.places import ALL, EVERYWHERE, AskedPlaces
from service.understand.times import AskedTimes, read_times
from service.understand.words import task_of, topic_of
from vectorstore import late
from vectorstore.documents import Report

TWO_PLACES = late.pattern(
    r"^(?:那|再|这)*[两二俩](?:个)?(?:地方|地区|城市|[地市县区省州旗家者])(?!级)"
)
# Which of those spoken of: 谁高？ behind 郑州市呢.
WHICH = late.pattern(
    r"^(?:那么?|这)*(?:谁|哪(?:个|家|里|边|地|一[个家])(?:地方|地区|城市|市|县)?)的?(?:更|比较|最|要)?(?:高|低|快|慢|大|小|多|少|强)(?:一?[些点])?[呢吗啊?？\s]*$"
)
# Which of the years spoken of: 哪年高？ or 谁高？ behind 2023年 and 2024年呢.
WHICH_YEAR = late.pattern(
    r"^(?:那么?|这)*哪一?年的?(?:更|比较|最|要)?(?:高|低|快|慢|大|小|多|少|强)(?:一?[些点])?[呢吗啊?？\s]*$"
)
BESIDE = late.pattern(r"^(?:那么?|再)?(?:和|与|跟|同).{1,14}(?:相?比|差)")
GOING_ON = late.pattern(r"^(?:那么?|再|还有|也)|呢[?？。\s]*$|^(?:和|与|跟|同|比)")
MET = late.pattern(r"(?:完成|实现|达到|做到|兑现|达成)了?(?:吗|没|么|与否)|完成目标")
PAIRED = ("fulfilled", "years", "gap")
LOOKING_BACK: tuple[Task, ...] = "done", "problems", "why"
EVERY = "各所全每"  # how a word for all begins; 两个地区, 其他城市 are seen from the one before


def reports_for(
    reports: Sequence[Report], regions: Sequence[str], times: AskedTimes, task: Task
) -> tuple[str, ...]:
    """The reports to read: those named by year, else those that cover or plan the years asked
    about, else the newest of each region."""
    mine = [report for report in reports if not regions or report.region in regions]
    if times.report_years:
        return tuple(r.id for r in mine if r.year in times.report_years)
    if times.years:
        near = [r for r in mine if any(r.year in (year, year + 1) for year in times.years)]
        looking_back = [r for r in near if r.covers in times.years]
        if task in LOOKING_BACK and looking_back:
            near = looking_back
        return tuple(r.id for r in (near or mine))
    if task == "trend" or times.period or times.any_span:
        return tuple(r.id for r in mine)
    newest = {r.region: r.id for r in sorted(mine, key=lambda r: r.year)}
    return tuple(r.id for r in mine if newest[r.region] == r.id)


def against_year(
    base: int,
    read: Understood,
    before: Understood | None,
    reports: Sequence[Report],
    named: Sequence[str],
) -> Understood:
    """A question how a year lies to another (-1: the one before it, -10: 十年前): of both, the asked one first."""
    mine = [r.year for r in reports if r.region in named]
    asked = read.years or (before.years if before else ()) or ((max(mine) - 1,) if mine else ())
    share = read.relation == "share" or (before is not None and before.relation == "share")
    if len(asked) != 1 or share:  # a share's change stands beside it
        return read
    years = (asked[0], asked[0] + base if base < 0 else base)
    near = AskedTimes(years, (), None, False, "")
    both: dict[str, object] = {
        "years": years,
        "reports": reports_for(reports, named, near, "lookup"),
    }
    if read.relation != "rank":  # two places are told beside each other
        both |= {"relation": "years", "task": "lookup", "measures": ()}
    return read.model_copy(update=both)


def between_reports(question: str, read: Understood) -> Understood:
    """从2016年报告到2022年报告升了还是降了: of the years that the two reports speak of."""
    two = len(read.report_years) == 2 and len(read.regions) == 1 and not read.years
    if not two or not read.indicators or not (moves(question) or OVER_YEARS.search(question)):
        return read
    past = 0 if read.kind == "target" else 1
    years = tuple(year - past for year in read.report_years)
    return read.model_copy(
        update={"years": years, "relation": "years", "task": "lookup", "measures": (), "topic": ""}
    )


def is_afresh(question: str, places: AskedPlaces) -> bool:
    """Whether a question stands by itself: it names its region, or all (各地的…), and what it asks
    for, and does not go on from the one before (那…, …呢, 和…比)."""
    if GOING_ON.search(question):
        return False
    every = ALL.search(question)
    if not (places.regions or places.unknown or (every and every[0][0] in EVERY)):
        return False
    rest = read_times(places.rest, None).rest
    return bool(mentions(rest)) or len(topic_of(EVERYWHERE.sub(" ", rest)).replace(" ", "")) >= 2


def visited(named: Sequence[str], before: Understood | None) -> tuple[str, ...]:
    """The regions that a conversation has asked about, the newest last."""
    earlier = before.visited if before is not None else ()
    return (*(region for region in earlier if region not in named), *named)


def both_places(question: str, before: Understood | None) -> tuple[str, ...]:
    """The two regions spoken of before, in their order: 两个地方差多少, 谁高."""
    if before is None or len(before.visited) < 2:
        return ()
    two = TWO_PLACES.search(question) or (len(before.regions) == 1 and WHICH.search(question))
    return before.visited[-2:] if two else ()


def inherited_regions(
    question: str, places: AskedPlaces, before: Understood | None
) -> tuple[str, ...]:
    """The regions a part takes over: those before it, unless it names its own or all.

    “和海拉尔比呢” keeps them beside its own.
    """
    if before is None or ALL.search(question):
        return ()
    named = places.regions or places.unknown
    return before.regions if not named or BESIDE.search(question) else ()


def _relation_kept(
    question: str, read: Understood, before: Understood, *, silent: bool, about: bool
) -> dict[str, object]:
    """What is asked of figures, where a follow-up names another thing, time or region only: 固投呢
    behind a share, a rank, a target met, two years; 完成了吗 behind a target."""
    if read.relation:
        return {}
    if before.relation in ("share", "rank") and about:
        whole = {"whole": before.whole, "wider": before.wider, "indicators": before.indicators}
        return {"relation": before.relation, **whole}
    if before.relation in PAIRED and silent and not about:
        return {"relation": before.relation}
    if before.kind == "target" and MET.search(question) and before.indicators:
        return {"relation": "fulfilled", "indicators": before.indicators, "kind": None}
    kept = before.relation in ("rank", "share") and silent and read.task == "lookup"
    return {"relation": before.relation} if kept else {}


def inheriting(
    question: str,
    read: Understood,
    before: Understood,
    reports: Sequence[Report],
    named: Sequence[str],
    times: AskedTimes,
) -> Understood:
    """The part with what it leaves unsaid: times, and what is asked about if it names nothing."""
    silent = not (times.years or times.period or times.any_span or times.report_years)
    silent = silent and read.relation != "years"  # the two of 比上一年 are the question's own
    carried = dict(read.carried)
    everywhere = bool(ALL.search(question))
    kept = _times_kept(read, before, reports, named, everywhere=everywhere) if silent else {}
    if silent:
        carried["years"] = tuple(map(str, before.years or before.report_years))
    thing = thing_kept(question, read, before)
    if "about" in thing:
        carried["about"] = before.indicators or (before.spoken or before.subject,)
    else:
        kept["trail"] = times.years
    kept |= {name: held for name, held in thing.items() if name != "about"}
    if not thing and not read.indicators and read.subject:
        kept["about"] = before.subject
    kept |= titled_kept(question, before)
    about = "about" in carried
    if about and silent and len(before.trail) > 1 and pattern_of("sum_asked").search(question):
        kept["years"] = before.trail  # 加起来呢 behind 2021年 and 19年呢
    if about and silent and len(named) == 1 and _of_two_years(question, before):
        near = AskedTimes(before.trail, (), None, False, "")
        kept |= {"years": before.trail, "relation": "years", "task": "lookup"}
        kept |= {"kind": before.kind, "measures": before.measures}
        kept["reports"] = reports_for(reports, named, near, "lookup")
        carried["years"] = tuple(map(str, before.trail))
        return read.model_copy(update={**kept, "carried": carried, "trail": before.trail})
    kept |= _computed(question, read.model_copy(update=kept), about=about)
    kept |= _relation_kept(question, read, before, silent=silent, about=about)
    kept |= _task_kept(read, before)
    if silent and before.kind and not (read.kind or read.measures or read.wants_figure):
        weighed = read.task in ("compare", "rank", "list") and not read.indicators
        figures = before.indicators and (read.task == "lookup" or weighed) and not read.relation
        kept |= {"kind": before.kind} if figures else {}
    if about and not silent and before.kind == "target" and _is_planned(read, reports, named):
        kept["kind"] = "target"  # 2015年呢 behind 2016年的目标
    told = {name: held for name, held in carried.items() if any(held)}
    trail = (*before.trail, *(y for y in times.years if y not in before.trail)) if about else ()
    return read.model_copy(update={"trail": trail or times.years, **kept, "carried": told})


def _of_two_years(question: str, before: Understood) -> bool:
    """Whether it is asked which of the two years spoken of is the higher, 谁高 where one place was."""
    one_place = len(before.visited) < 2 and WHICH.search(question)
    return len(before.trail) == 2 and bool(one_place or WHICH_YEAR.search(question))


def _is_planned(read: Understood, reports: Sequence[Report], named: Sequence[str]) -> bool:
    """Whether a follow-up names years alone, each planned by a report of the places."""
    planned = {report.year for report in reports if report.region in named}
    bare = not (read.kind or read.measures or read.wants_figure or read.relation)
    return bare and bool(read.years) and planned.issuperset(read.years)


def _times_kept(
    read: Understood,
    before: Understood,
    reports: Sequence[Report],
    named: Sequence[str],
    *,
    everywhere: bool,
) -> dict[str, object]:
    then = AskedTimes(before.years, before.report_years, before.period, before.any_span, "", False)
    return {
        "years": before.years,
        "report_years": before.report_years,
        "period": before.period,
        "any_span": before.any_span,
        "reports": reports_for(reports, named, then, read.task)
        if named or everywhere
        else before.reports,
    }


def _computed(question: str, read: Understood, *, about: bool) -> dict[str, object]:
    """What is asked of the years, places and things once they are all known: 加起来呢 behind two
    years, 谁涨得快 behind two incomes."""
    if read.relation:
        return {}
    named = read.regions if about else ()
    made = of_several(question, read.years, named, len(read.indicators)) if about else None
    both = len(read.indicators) == 2 and about
    if made is None and both and task_of(question) in ("compare", "rank"):
        made = "between"
    return {"relation": made, "task": "lookup"} if made else {}


def _task_kept(read: Understood, before: Understood) -> dict[str, object]:
    kept: dict[str, object] = {}
    open_task = before.task in ("done", "planned", "problems", "why")
    if open_task and read.task == "lookup" and not (read.measures or read.wants_figure):
        everyday = bool(read.spoken) and read.spoken not in load_lexicon().printed
        if not read.indicators or (everyday and not before.indicators):  # 旅游呢 behind 怎么搞产业
            kept = {"task": before.task, "kind": before.kind, "indicators": ()}
    if before.task in ("compare", "rank") and read.task in ("lookup", "list") and read.regions:
        kept["task"] = before.task
    figures = read.task == before.task == "lookup" and not (read.relation or before.relation)
    unsaid = figures or not read.indicators or not (before.indicators or before.spoken)
    if not read.measures and unsaid and "target" not in (read.kind, before.kind):
        kept["measures"] = before.measures
    return kept
