"""One evaluation: the cases, what they came to, and the code it leaves with."""

import asyncio
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import typer

from evals import baseline, dataset
from evals.arguments import Eval
from evals.boundary import BadUse, could_not_run
from evals.dataset import Case
from evals.evaluate import Setting, document
from evals.library import SEEDS, NoReports, build
from evals.report import terminal
from evals.report.document import RunDocument, Tier, shell_word
from evals.report.files import write_all
from evals.score import Scored
from evals.tiers import mocked, offline
from evals.tiers.budget import Budget
from evals.tiers.live import Live
from evals.tiers.live import settings_for as live_settings
from evals.verdict import CODES
from service.cli.output import note, say, say_json
from service.cli.world import settings_of
from service.settings import Settings
from service.wiring import World, wire

CACHE = "eval"
_RUNS = {"offline": offline.run, "mocked": mocked.run}


def evaluate(context: typer.Context, given: Eval) -> None:
    """Run the cases, print and write what they came to, and leave with the verdict's code."""
    with could_not_run(context):
        settings = settings_of(context, given.data_dir)
        own = given.cases is None and given.reports is None
        path = given.against or (baseline.BASELINE if own else None)
        if given.update and (path is None or given.only):
            raise BadUse("--update-baseline要跑全部用例；自己的用例要用--baseline指定基线文件。")
        setting = _setting(given.tier, _chosen(given.cases, given.only), path)
        command = _typed({"--tier": given.tier, "--cases": given.cases, "--reports": given.reports})
        setting = replace(setting, whole=own and not given.only, command=command)
        world = _world(settings, given.tier, given.reports or SEEDS)
        live = None
        if given.tier == "live":
            budget = Budget(given.tokens, given.calls, given.seconds)
            live = Live(world, budget, settings.data_dir / CACHE, given.record)
        made = asyncio.run(_run(setting, world, live))
        if given.update and path:
            _accept(made, path)
        _show(made, given.out, given.as_json)
    raise typer.Exit(0 if given.update else CODES[made.verdict.state])


def _typed(options: dict[str, object]) -> str:
    """The command with those of its options that decide what a case comes to."""
    given = (f"{name} {shell_word(str(value))}" for name, value in options.items() if value)
    return " ".join(["gongbao eval", *given])


def _setting(tier: Tier, cases: tuple[Case, ...], path: Path | None) -> Setting:
    """The run of these cases, compared with the baselines of a file where there is one."""
    accepted = baseline.load(tier, path) if path else None
    reference = baseline.load("offline", path) if path else None
    drafts = tuple(case.id for case in cases if case.draft)
    confirmed = tuple(case for case in cases if not case.draft)
    return Setting(
        tier,
        confirmed,
        whole=False,
        accepted=accepted,
        reference=reference,
        unconfirmed=drafts,
    )


def _accept(made: RunDocument, path: Path) -> None:
    kept = baseline.baseline_of(made.results, made.metrics, made.provenance.prompts)
    baseline.save(made.tier, kept, path)
    note(f"已把这次的结果记为{made.tier}层的基线：{path}")


def _show(made: RunDocument, out: Path | None, as_json: bool) -> None:
    if out is not None:
        write_all(made, out)
    if as_json:
        say_json(made)
    else:
        terminal.show(made, terminal.console(), say)


def _chosen(path: Path | None, only: Sequence[str] | None) -> tuple[Case, ...]:
    if path is not None and not path.exists():
        raise NoReports(f"没有用例文件{path}；请核对--cases。")
    held = dataset.load(path or dataset.CASES)
    if not held:
        raise NoReports(f"{path}里没有用例；请用--cases指定JSONL文件。")
    if not only:
        return held
    unknown = set(only) - {case.id for case in held}
    if unknown:
        raise NoReports(f"没有用例{'、'.join(sorted(unknown))}；请核对--case。")
    return tuple(case for case in held if case.id in only)


def _world(settings: Settings, tier: Tier, reports: Path) -> World:
    """The world over the evaluation's own library, with the backend of the tier."""
    note(f"准备资料库（{reports}）……")
    data_dir = build(
        reports, settings.data_dir / CACHE, settings.embeddings_spec, settings.data_dir, note
    )
    own = settings.model_copy(update={"data_dir": data_dir})
    if tier == "offline":
        own = own.model_copy(update={"backend": "offline"})
    chosen = {"mocked": mocked.settings_for, "live": live_settings}.get(tier)
    return wire(chosen(own) if chosen else own)


async def _run(setting: Setting, world: World, live: Live | None) -> RunDocument:
    started, clock = datetime.now().astimezone(), time.monotonic()
    scores: list[Scored] = []
    run = live.run if live else partial(_RUNS[setting.tier], world)
    async for each in run(setting.cases, whole=setting.whole):
        scores.append(each)
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{len(scores)} {each.outcome.id[:40]:<40}")
    if sys.stderr.isatty():
        sys.stderr.write("\r" + " " * 60 + "\r")
    took = time.monotonic() - clock
    skipped, reused = (live.skipped, live.reused) if live else ((), 0)
    return document(setting, world, scores, started, took, skipped, reused)
