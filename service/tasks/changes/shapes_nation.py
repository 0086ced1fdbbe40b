"""Who says what, over all reports: counts whose every entry is a quote."""

from service.shapes import Citation, Shape


class Mentioned(Shape):
    """The first place at which a report says a term, and how often it does; `n` cites it."""

    report: str
    region: str
    year: int
    count: int
    n: int


class TermUse(Shape):
    """Who says a term: `first` is the earliest report of each region, the earliest year first.

    `by_year` counts reports that say it, `held` those that were read, of every year.
    """

    term: str
    first: tuple[Mentioned, ...]
    reports: tuple[Mentioned, ...]
    by_year: dict[int, int]
    held: dict[int, int]
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()


class AimOfReport(Shape):
    """What a report sets for the indicator, as printed: 5%左右; `n` cites it."""

    report: str
    region: str
    year: int
    said: str
    n: int


class AimGroup(Shape):
    """The reports that set the same: `count` is the length of `aims`."""

    said: str
    count: int
    aims: tuple[AimOfReport, ...]


class TargetUse(Shape):
    """The targets of one indicator over all reports, grouped by what they say.

    `silent` are reports in which no sure target of it was found: not that they set none.
    """

    indicator: str
    groups: tuple[AimGroup, ...]
    silent: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()
