"""An answer as Markdown for chat pages: every source number leads to its place in the report."""

import re
from collections.abc import Iterable, Mapping
from urllib.parse import quote

from service.export.markdown import plain
from service.shapes import Answer, Citation
from service.tasks.words import source_name

_MARK = re.compile(r"\\\[(\d+)\\\]")


def page_link(base: str, citation: Citation) -> str:
    """Where our page shows the quote in its report, marked."""
    return f"{base}#/report/{quote(citation.report)}/{citation.start}-{citation.end}"


def answer_line(line: str, links: Mapping[int, str]) -> str:
    """A line of an answer; nothing of a report becomes markup, `[1]` becomes a link.

    The bars of a table's rows stay.
    """
    text = plain(line)
    if line.startswith("|"):
        text = text.replace("\\|", "|")
    return _MARK.sub(lambda mark: _linked(int(mark[1]), mark[0], links), text)


def _linked(number: int, printed: str, links: Mapping[int, str]) -> str:
    return f"[{printed}]({links[number]})" if number in links else printed


def answer_lines(lines: Iterable[str], links: Mapping[int, str]) -> str:
    """Lines as paragraphs of their own, the rows of one table together."""
    text = ""
    for line in lines:
        if line:
            in_table = line.startswith("|") and text.endswith("|\n\n")
            text = (text[:-1] if in_table else text) + answer_line(line, links) + "\n\n"
    return text


def sources_markdown(answer: Answer, base: str) -> str:
    """What the answer rests on, numbered, and why something is missing."""
    lines: list[str] = []
    if answer.degraded:
        lines += [f"> 已降级：{plain(answer.degraded.reason)}", ""]
    if answer.citations:
        lines += ["**出处**", ""]
    lines += [
        f"{c.n}. [{plain(source_name(c))}]({page_link(base, c)})：“{plain(c.quote)}”"
        for c in answer.citations
    ]
    return "\n".join(lines).rstrip("\n")


def answer_markdown(answer: Answer, base: str) -> str:
    """The whole answer with its sources; `base` is the address of our page."""
    links = {c.n: page_link(base, c) for c in answer.citations}
    said = answer_lines(answer.answer.splitlines(), links)
    return f"{said}{sources_markdown(answer, base)}".strip()
