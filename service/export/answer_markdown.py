"""An answer as Markdown for chat pages: every source number leads to its place in the report."""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TypeAlias
from urllib.parse import quote

from service.export.markdown import plain
from service.shapes import Answer, Citation
from service.tasks.words import source_name

_MARK = re.compile(r"\\\[(\d+)\\\]")


Link: TypeAlias = Callable[[Citation], str]


def page_links(base: str) -> Link:
    """Where our page, at this address, shows the quote in its report, marked."""
    return lambda cited: f"{base}#/{resource_link(cited).replace('://', '/', 1)}"


def resource_link(citation: Citation) -> str:
    """`report://满洲里市-2021/1136-1153`, percent-encoded: the span as a resource of its own."""
    return f"report://{quote(citation.report)}/{citation.start}-{citation.end}"


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


def sources_markdown(answer: Answer, link: Link) -> str:
    """What the answer rests on, numbered, and why something is missing."""
    lines: list[str] = []
    if answer.degraded:
        lines += [f"> 已降级：{plain(answer.degraded.reason)}", ""]
    if answer.citations:
        lines += ["**出处**", ""]
    lines += [
        f"{c.n}. [{plain(source_name(c))}]({link(c)})：“{plain(c.quote)}”" for c in answer.citations
    ]
    return "\n".join(lines).rstrip("\n")


def answer_markdown(answer: Answer, link: Link) -> str:
    """The whole answer with its sources."""
    links = {c.n: link(c) for c in answer.citations}
    said = answer_lines(answer.answer.splitlines(), links)
    return f"{said}{sources_markdown(answer, link)}".strip()
