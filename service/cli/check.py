"""`gongbao check`."""

import sys
from pathlib import Path

import typer

from service.cli.arguments.asking import CheckDraft as Given
from service.cli.output import say, say_json
from service.cli.words import place
from service.cli.world import open_world
from service.errors import BadRequest
from service.tasks.check import check as check_text
from service.tasks.check.given import evidence_file
from service.tasks.check.shapes import Check, CheckSource
from service.tasks.words import LEVELS
from service.verify.quotes import marked_by
from vectorstore.read import read_file
from vectorstore.read.decode import decode

SIGNS = {"proven": "✓", "contradicted": "✗", "not_found": "？", "no_claim": "·"}
STDIN = "-"


def check(context: typer.Context, given: Given) -> None:
    """Prove a text of one's own sentence by sentence."""
    world = open_world(context, given.data_dir)
    evidence = evidence_file(given.evidence) if given.evidence else None
    text = _text(given.file)
    regions, years = given.region or (), given.year or ()
    made = check_text(world, text, regions=regions, years=years, evidence=evidence)
    if given.as_json:
        say_json(made)
    else:
        _show(made)


def _text(file: str) -> str:
    if file != STDIN:
        path = Path(file)
        if not path.is_file():
            raise BadRequest(f"没有文件{file}，请检查路径；从标准输入读请用 - 。")
        return read_file(path).text
    data = sys.stdin.buffer.read()
    return decode(data, "标准输入").text if data.strip() else ""


def _show(made: Check) -> None:
    for sentence in made.sentences:
        marks = "".join(f"[{n}]" for n in sentence.citations)
        words = marked_by(sentence.text, lambda _: "")
        say(f"{SIGNS[sentence.verdict]} {words}{marks}")
        if sentence.instead:
            say(f"    {sentence.instead}")
        elif sentence.reasons:
            say(f"    {'；'.join(sentence.reasons)}")
    if made.citations:
        say()
    for source in made.citations:
        say(_source(source))
    say()
    counts = {verdict: sum(s.verdict == verdict for s in made.sentences) for verdict in SIGNS}
    say(
        f"有据{counts['proven']}句，不符{counts['contradicted']}句，未找到依据{counts['not_found']}句"
        f" · 查阅{made.searched.reports}份报告"
    )


def _source(source: CheckSource) -> str:
    where = place(source.section[-LEVELS:])
    name = f"{source.region}{source.year}年政府工作报告" + (f" · {where}" if where else "")
    return f"[{source.n}] {name}：“{source.quote}”"
