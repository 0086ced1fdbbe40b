"""The mocked tier: the real openai client, and an endpoint inside the process that misbehaves.

Every question is asked of a faithful writer and of some of the failures, dealt out by the
question's name, so that each failure meets questions of every kind and a new question moves no
other. What was recorded of a real model is replayed.
"""

import zlib
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass, replace

import httpx
from pydantic import SecretStr

from evals.dataset import Case
from evals.mock import BASE_URL, chat_reply, chat_stream, endpoint, is_streamed, messages_of
from evals.outcome import CaseOutcome
from evals.run import gold_of, outcome_of, texts_of
from evals.score import Scored, scored
from evals.tiers.failures import FAILURES
from evals.tiers.replays import Missing, Replays
from evals.tiers.writers import HONEST, LIARS, Writer, WrittenReply
from service.settings import Settings
from service.wiring import World, choose

EACH, STRIDE = 3, 7
DEADLINE = 10.0
STREAMED = " (streamed)"
REPLAY = "replay"


@dataclass(slots=True)
class Endpoint:
    """What answers one question, what it was made to say, and how often it was asked."""

    variant: str
    replays: Replays | None = None
    case: str = ""
    calls: int = 0
    lies: tuple[str, ...] = ()
    missed: str = ""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.calls += 1
        name = self.variant.removesuffix(STREAMED)
        if name in FAILURES:
            return FAILURES[name](request)
        if self.replays is not None:
            return self._replayed(self.replays)
        written = _writer(name)(messages_of(request))
        self.lies = tuple(dict.fromkeys([*self.lies, *written.lies]))
        return _sent(written, request)

    def _replayed(self, replays: Replays) -> httpx.Response:
        try:
            return chat_reply(replays.text(self.case, self.calls))
        except Missing as error:
            self.missed = str(error)
            return httpx.Response(500, json={"error": {"message": "no recording"}})


def settings_for(settings: Settings) -> Settings:
    """Settings that lead the real client to the endpoint inside the process."""
    return settings.model_copy(
        update={
            "backend": "openai",
            "model": None,
            "openai_api_key": SecretStr("mock"),
            "openai_base_url": BASE_URL,
            "openai_model": "mock-model",
            "retries": 0,
            "deadline": DEADLINE,
        }
    )


def plan(cases: Sequence[Case], replays: Replays, *, every: bool) -> Iterator[tuple[Case, str]]:
    """Which question meets which variant: all of them with `every`, else some."""
    rest = [name for name in (*HONEST, *LIARS, *FAILURES) if name != "faithful"]
    rest += [f"{name}{STREAMED}" for name in ("faithful", "truncated", "500", *LIARS)]
    asked = [case for case in cases if case.task == "ask" and not case.previous]
    for case in asked:
        at = zlib.crc32(case.id.encode())
        yield case, "faithful"
        turn = rest if every else [rest[(at + step * STRIDE) % len(rest)] for step in range(EACH)]
        for variant in turn:
            yield case, variant
        if replays.has(case.id):
            yield case, REPLAY


async def run(world: World, cases: Sequence[Case], *, whole: bool) -> AsyncIterator[Scored]:
    """Every question in its variants."""
    texts = texts_of(world.library())
    gold = gold_of(texts, cases)
    replays = Replays.load()
    worlds: dict[str, World] = {}
    for case, variant in plan(cases, replays, every=not whole):
        answers = Endpoint(variant, replays if variant == REPLAY else None, case.id)
        with endpoint() as router:
            router.post("/chat/completions").mock(side_effect=answers)
            if variant not in worlds:  # what one endpoint turned down is no other's affair
                worlds[variant] = World(world.settings, world.shelf, choose(world.settings))
            streamed = variant.endswith(STREAMED)
            made = await outcome_of(
                worlds[variant], case, texts, gold, streamed=streamed, retrieve=False
            )
        yield scored(_told(made, answers))


def _told(outcome: CaseOutcome, answers: Endpoint) -> CaseOutcome:
    fails = answers.variant.removesuffix(STREAMED) in FAILURES
    return replace(
        outcome,
        variant=answers.variant,
        lies=answers.lies,
        fails=fails,
        calls=answers.calls,
        error=answers.missed or outcome.error,
    )


def _writer(name: str) -> Writer:
    return HONEST[name] if name in HONEST else LIARS[name]


def _sent(written: WrittenReply, request: httpx.Request) -> httpx.Response:
    if is_streamed(request):
        text = written.text
        return chat_stream([text[at : at + 7] for at in range(0, len(text), 7)])
    return chat_reply(written.text)
