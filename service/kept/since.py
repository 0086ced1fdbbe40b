"""What has become of the reports that kept work was proven against."""

from pydantic import BaseModel, ConfigDict

from service.kept.works import Work
from vectorstore.documents import Report
from vectorstore.errors import UnknownReport
from vectorstore.library import Library


class Since(BaseModel):
    """Ids of reports that are gone or have other text now, of those whose quotes no longer stand
    where they stood, and how many reports were added or replaced since."""

    model_config = ConfigDict(frozen=True)

    removed: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    added: int = 0


def basis_of(library: Library) -> dict[str, str]:
    """All reports as they stand: what an answer of now was read from."""
    return {report.id: report.sha256 for report in library.reports()}


def since(work: Work, library: Library) -> Since:
    """How the library differs from the one the work was made from, as far as it concerns it.

    乌海市-2024 replaced by a corrected text: `replaced`; and `moved` where a quote of it is gone.
    """
    held: dict[str, Report] = {report.id: report for report in library.reports()}
    used = {str(each["report"]) for each in work.result.get("citations", ())}
    removed = tuple(sorted(name for name in used if name not in held))
    replaced = tuple(
        sorted(name for name in used & held.keys() if held[name].sha256 != work.basis.get(name))
    )
    return Since(
        removed=removed,
        replaced=replaced,
        moved=tuple(name for name in replaced if not _stands(work, name, library)),
        added=sum(name not in work.basis for name in held),
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
