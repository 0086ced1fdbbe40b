"""What has become of the reports that kept work was proven against."""

from pydantic import BaseModel, ConfigDict

from service.kept.works import Work
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport
from vectorstore.library import Library


class Corrected(BaseModel):
    """A report whose region or year was put right since: its file is held under another id; `used`
    where the work quotes it."""

    model_config = ConfigDict(frozen=True)

    was: str
    now: str
    used: bool


class Since(BaseModel):
    """Ids of reports that are gone or have other text now, of those whose quotes no longer stand
    where they stood, those that were corrected, and how many were added since."""

    model_config = ConfigDict(frozen=True)

    corrected: tuple[Corrected, ...] = ()
    removed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    added: int = 0

    @property
    def gone(self) -> tuple[str, ...]:
        """The reports whose quotes cannot be looked up where the work says they stand."""
        corrected = (each.was for each in self.corrected if each.used)
        return (*self.removed, *corrected, *self.moved)


def basis_of(library: Library) -> dict[str, str]:
    """All reports as they stand: what an answer of now was read from."""
    return {report.id: report.sha256 for report in library.reports()}


def since(work: Work, library: Library) -> Since:
    """How the library differs from the one the work was made from, as far as it concerns it.

    乌海市-2024 replaced by a corrected text: `replaced`; and `moved` where a quote of it is gone.
    """
    held: dict[str, Report] = {report.id: report for report in library.reports()}
    used = {str(each["report"]) for each in work.result.get("citations", ())}
    corrected = _corrected(work, held, used)
    right = {name for each in corrected for name in (each.was, each.now)}
    removed = tuple(sorted(name for name in used if name not in held and name not in right))
    replaced = tuple(
        sorted(name for name in used & held.keys() if held[name].sha256 != work.basis.get(name))
    )
    return Since(
        corrected=corrected,
        removed=removed,
        replaced=replaced,
        moved=tuple(name for name in replaced if not _stands(work, name, library)),
        added=sum(name not in work.basis and name not in right for name in held),
    )


def _corrected(work: Work, held: dict[str, Report], used: set[str]) -> tuple[Corrected, ...]:
    """Reports of the basis that are gone while their very file is held under an id that is new."""
    files = {report.sha256: name for name, report in held.items() if name not in work.basis}
    return tuple(
        Corrected(was=name, now=files[sha256], used=name in used)
        for name, sha256 in sorted(work.basis.items())
        if name not in held and sha256 in files
    )


def _stands(work: Work, name: str, library: Library) -> bool:
    """Whether every quote of the report is still found at its place."""
    try:
        text = library.text(name)
    except UnknownReport:
        return False
    quotes = (each for each in work.result["citations"] if each["report"] == name)
    return all(
        each["start"] is not None and text[each["start"] : each["end"]] == each["quote"]
        for each in quotes
    )
