"""`gongbao ingest`."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from service.build import BuildProgress as Step
from service.build import IngestResult
from service.build import ingest as build_in
from service.cli.arguments.library import Ingest
from service.cli.output import complain, note, say, say_json
from service.cli.world import settings_of
from service.doubts import said
from service.pace import time_left
from service.rereading.task import reread
from service.settings import Settings
from service.tasks.words import report_name
from service.wiring import wire
from vectorstore.documents import Report

_STAGES = {
    "wait": "等待另一个入库任务",
    "read": "读报告",
    "embed": "算向量",
    "commit": "启用新版本",
}
_NAME = 24


def ingest(context: typer.Context, given: Ingest) -> None:
    """Read files into the library and say what came of each."""
    settings = settings_of(context, given.data_dir)
    with progress() as tell:
        result = build_in(
            settings.places,
            given.paths,
            embeddings_spec=settings.embeddings_spec,
            region=given.region,
            year=given.year,
            replace=given.replace,
            progress=tell,
        )
    show(result, as_json=given.as_json, after=lambda: read_doubtful(settings))


def read_doubtful(settings: Settings) -> None:
    """Have the configured model read what is in doubt, now that the library serves the rest."""
    if settings.backend == "offline" or (settings.openai_api_key or settings.model) is None:
        return
    made = reread(wire(settings))
    if made.paragraphs:
        note(f"模型读了{made.paragraphs}段存疑的文字，{made.lifted}条存疑的数据得到印证。")
    if made.notice:
        note(made.notice)


def show(result: IngestResult, *, as_json: bool, after: Callable[[], None] = lambda: None) -> None:
    """Say what came of each file, and do what comes after; leave with 1 where one failed."""
    if as_json:
        say_json(result)
    else:
        _show(result)
    for failure in result.failed:
        complain(f"{failure.path}：{failure.error}")
    if result.notice:
        note(result.notice)
    after()
    if result.failed:
        raise typer.Exit(1)


def _show(result: IngestResult) -> None:
    for word, reports in (
        ("已加入", result.added),
        ("已替换", result.replaced),
        ("未变化", result.unchanged),
    ):
        for report in reports:
            say(f"{word}  {_summary(report)}")
            if report.doubts and word != "未变化":
                note(said(report))
    counts = (
        f"加入{len(result.added)}份，替换{len(result.replaced)}份，"
        f"未变化{len(result.unchanged)}份，失败{len(result.failed)}份"
    )
    say(counts + "。")
    if result.vectors_pending and not result.notice:
        note(
            f"还有{result.vectors_pending}个段落的向量没算完，暂时只按关键词查找；"
            "另一个入库任务正在接着算。"
        )


def _summary(report: Report) -> str:
    return (
        f"{report.id}  {report_name(report)}  {report.chars:,}字，"
        f"{report.passages}个段落，{report.figures}个数据"
    )


@contextmanager
def progress() -> Generator[Callable[[Step], None] | None]:
    """A bar on a terminal, on stderr; nothing elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[left]}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(_STAGES["read"], total=None, left="")

        def tell(step: Step) -> None:
            name = f"{_STAGES[step.stage]} {Path(step.name).name[:_NAME]}".strip()
            total, left = step.total or None, time_left(step.left)
            bar.update(task, description=name, completed=step.done, total=total, left=left)

        yield tell
