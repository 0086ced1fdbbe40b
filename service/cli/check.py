"""`gongbao check`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from service.cli.options import AsJson, DataDir, Regions, Years, open_world
from service.cli.output import say, say_json
from service.cli.words import place
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


def check(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="文件", help="txt、md、docx等；- 表示标准输入")],
    region: Regions = None,
    year: Years = None,
    evidence: Annotated[
        Path | None,
        typer.Option("--evidence", metavar="文件", help="只按这份JSON里的原文核对，不查资料库"),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> None:
    """核对自己写的稿子：逐句说明有没有出处，与原文不符的给出原文的说法。"""
    world = open_world(context, data_dir)
    given = evidence_file(evidence) if evidence else None
    made = check_text(world, _text(file), regions=region or (), years=year or (), evidence=given)
    if as_json:
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
