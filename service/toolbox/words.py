"""What a tool's result says to a reader who gets no JSON: Markdown with the places of the quotes."""

from service.export.answer_markdown import answer_markdown, resource_link
from service.export.changes_markdown import changes_markdown, term_markdown
from service.export.markdown import brief_markdown, comparison_markdown, plain
from service.shapes import Answer, Brief, Comparison, Shape
from service.tasks.changes.shapes import Changes
from service.tasks.changes.shapes_nation import TermUse
from service.tasks.words import report_name
from service.toolbox.results import FactList, FoundPassage, PassageList, ReportList


def in_words(result: Shape) -> str:
    """The result as Markdown."""
    match result:
        case Answer():
            return answer_markdown(result, resource_link)
        case Comparison():
            return comparison_markdown(result)
        case Brief():
            return brief_markdown(result)
        case Changes():
            return changes_markdown(result)
        case TermUse():
            return term_markdown(result)
        case FactList():
            return _facts(result)
        case PassageList():
            return "\n\n".join(map(_passage, result.passages)) or "没有找到相关段落。"
        case ReportList():
            lines = [f"- {each.id}：{report_name(each)}，{each.chars}字" for each in result.reports]
            return "\n".join(lines) or "库中没有这样的报告。"
        case _:
            return result.model_dump_json()


def _facts(result: FactList) -> str:
    lines = [
        f"- {fact.region}｜{fact.indicator}｜{fact.period or '时期不明'}｜{fact.kind or '类型不明'}："
        f"“{plain(fact.quote)}”（{fact.report} {fact.start}-{fact.end}）"
        + (f"口径待核：{'；'.join(fact.doubts)}" if fact.doubts else "")
        for fact in result.facts
    ]
    more = result.total - len(result.facts)
    lines += [f"另有{more}条未列出，请缩小范围。"] if more else []
    return "\n".join(lines) or "没有符合条件的数据。"


def _passage(passage: FoundPassage) -> str:
    place = f"{passage.report} {passage.start}-{passage.end}｜{' / '.join(passage.section)}"
    doubt = f"\n（其中数据口径待核：{'；'.join(passage.doubts)}）" if passage.doubts else ""
    return f"**{plain(place)}**\n{plain(passage.text)}{doubt}"
