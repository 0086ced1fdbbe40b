"""`gongbao ask`."""

import asyncio
import sys

import typer

from service.backlog import REMEDY, backlog_line
from service.cli.arguments.asking import Ask
from service.cli.output import note, say, say_json
from service.cli.tables import markdown_table
from service.cli.terminal import print_table, print_text
from service.cli.words import degraded_line, made_by, proof_line, removed_lines, source_line
from service.cli.world import open_world
from service.shapes import Answer, Citation, Item
from service.tasks.answer import answer, stream_answer
from service.tasks.answer.arriving import Arriving
from service.wiring import World


def ask(context: typer.Context, given: Ask) -> None:
    """Answer one question, or say which part of it no report answers."""
    world = open_world(context, given.data_dir, given.backend)
    if missing := backlog_line(world.library()):
        note(f"{missing}，它们暂时只按关键词查找；{REMEDY}。")
    regions, years = given.region or [], given.year or []
    if given.stream and not given.as_json:
        asyncio.run(_streamed(world, given.question, regions, years))
        return
    result = asyncio.run(answer(world, given.question, regions=regions, years=years))
    if given.as_json:
        say_json(result)
    else:
        _say_text(result.answer)
        _say_proof(result)


async def _streamed(world: World, question: str, regions: list[str], years: list[int]) -> None:
    """Sentences as they are proven, then what only the whole answer holds."""
    arriving = Arriving()
    async for event in stream_answer(world, question, regions=regions, years=years):
        if isinstance(event.data, Item):
            print_text(arriving.sentence(event.data))
            sys.stdout.flush()
        elif event.kind == "answer" and isinstance(event.data, Answer):
            _say_text("\n".join(arriving.rest(event.data)))
            _say_proof(event.data)


def _say_text(text: str) -> None:
    table: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            table.append(line)
            continue
        if table:
            print_table(markdown_table(table))
            table = []
        if line:
            print_text(line)


def _say_proof(result: Answer) -> None:
    _say_sources(result.citations)
    say()
    if result.degraded:
        say(degraded_line(result.degraded))
    for line in removed_lines(result.proof.removed):
        say(line)
    say(f"{proof_line(result.proof)} · 查阅{result.searched.reports}份报告 · {made_by(result)}")


def _say_sources(citations: tuple[Citation, ...]) -> None:
    if citations:
        say()
    for citation in citations:
        print_text(*source_line(citation))
