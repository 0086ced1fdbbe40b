"""The tasks that answer with a record of each: who had it done, on which reports, with how much
proof. What changes the library is recorded by `service.asked`."""

import logging
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import replace
from typing import Any, TypeAlias

from starlette.concurrency import run_in_threadpool

from service.api.callers import current
from service.api.metrics import Metrics
from service.api.tasks import Tasks
from service.audit import Audit
from service.errors import os_line
from service.shapes import Answer, Brief, Comparison
from service.tasks.check.shapes import Check
from service.tasks.events import Event

Proven: TypeAlias = Answer | Brief | Comparison | Check


_log = logging.getLogger("gongbao")


class Recorder:
    """Writes what was done to the audit, if there is one, and counts it."""

    def __init__(self, audit: Audit | None, metrics: Metrics, *, questions: bool) -> None:
        self._audit = audit
        self._metrics = metrics
        self._questions = questions

    def proven(self, did: str, made: Proven, question: str | None = None) -> None:
        """A text that left, with its proof."""
        proof = made.proof
        self._metrics.proven(did, proof.proven, len(proof.removed))
        cited = sorted({citation.report for citation in made.citations})
        self.did(
            did,
            reports=cited or None,
            status=getattr(made, "status", None),
            numbers=proof.numbers,
            proven=proof.proven,
            cut=len(proof.removed) or None,
            question=question if self._questions else None,
        )

    def did(self, did: str, **told: object) -> None:
        """Anything else."""
        if self._audit is None:
            return
        try:
            self._audit.write(did, current.get().key, **told)
        except OSError as error:  # the answer was right; who looks after the disk must know
            _log.error("审计记录写不下：%s", os_line(error))


def audited(tasks: Tasks, recorder: Recorder) -> Tasks:
    """The same tasks, each recorded when it is done."""
    own = _Audited(tasks, recorder)
    return replace(
        tasks,
        answer=own.answer,
        stream_answer=own.stream_answer,
        compare=own.compare,
        stream_compare=own.stream_compare,
        brief=own.brief,
        stream_brief=own.stream_brief,
        check=own.check,
    )


class _Audited:
    """The tasks under their own names."""

    def __init__(self, tasks: Tasks, recorder: Recorder) -> None:
        self._tasks = tasks
        self._recorder = recorder

    async def answer(self, world: Any, question: str, **given: Any) -> Answer:
        made = await self._tasks.answer(world, question, **given)
        await run_in_threadpool(self._recorder.proven, "ask", made, question)
        return made

    async def compare(self, *given: Any, **more: Any) -> Comparison:
        made = await self._tasks.compare(*given, **more)
        await run_in_threadpool(self._recorder.proven, "compare", made)
        return made

    async def brief(self, *given: Any, **more: Any) -> Brief:
        made = await self._tasks.brief(*given, **more)
        await run_in_threadpool(self._recorder.proven, "brief", made)
        return made

    def stream_answer(self, world: Any, question: str, **given: Any) -> AsyncIterator[Event]:
        return self._watched(self._tasks.stream_answer(world, question, **given), "ask", question)

    def stream_compare(self, *given: Any, **more: Any) -> AsyncIterator[Event]:
        return self._watched(self._tasks.stream_compare(*given, **more), "compare")

    def stream_brief(self, *given: Any, **more: Any) -> AsyncIterator[Event]:
        return self._watched(self._tasks.stream_brief(*given, **more), "brief")

    async def _watched(
        self, events: AsyncIterator[Event], did: str, question: str | None = None
    ) -> AsyncIterator[Event]:
        """Closing it closes what it watches."""
        try:
            async for event in events:
                if isinstance(event.data, Answer | Brief | Comparison):
                    await run_in_threadpool(self._recorder.proven, did, event.data, question)
                yield event
        finally:
            if isinstance(events, AsyncGenerator):
                await events.aclose()

    def check(self, *given: Any, **more: Any) -> Check:
        made = self._tasks.check(*given, **more)
        self._recorder.proven("check", made)
        return made
