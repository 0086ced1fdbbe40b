"""A report, or a span of it, as a resource that an agent reads."""

from service.errors import BadRequest
from service.toolbox.results import ReportSection, ReportText
from vectorstore.library import Library


def report_text(
    library: Library, report_id: str, start: int = 0, end: int | None = None
) -> ReportText:
    """`clean_text[start:end]` with the outline of that span; UnknownReport, BadRequest."""
    report, text = library.report(report_id), library.text(report_id)
    end = len(text) if end is None else end
    if not 0 <= start < end <= len(text):
        raise BadRequest(f"{report_id}的正文是0到{len(text)}，没有{start}到{end}这一段。")
    sections = tuple(
        ReportSection(path=each.path, part=each.part, start=each.start, end=each.end)
        for each in library.sections(report_id)
        if each.start < end and start < each.end
    )
    return ReportText(report=report, start=start, end=end, text=text[start:end], sections=sections)
