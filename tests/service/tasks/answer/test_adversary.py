"""Whatever the model does: no unproven number is shown, the right one is, and it is said why."""

import asyncio
import re
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any

import pytest
import respx

from service.llm import Backend
from service.llm.endpoint import from_settings
from service.settings import load_settings
from service.tasks.answer.compose import compose
from service.tasks.answer.desk import Draft
from service.tasks.answer.finish import finish
from service.tasks.answer.own_words import Written, own_words
from service.tasks.answer.replies import reply
from service.tasks.answer.written import by_model, streamed
from service.understand import understand
from service.verify import DraftLine
from tests.llm_mock import BASE_URL, llm
from tests.service.tasks.answer.adversary import FAILURES, NAMES, hanging, liar
from tests.service.verify.ledger_lines import questions
from vectorstore.library import Library

__all__ = ["llm"]
ASKED = 60
STEP = 5  # a liar meets a fifth of the questions, the next liar another fifth
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its draft and what is answered without a model."""

    text: str
    draft: Draft
    own: str


def shown(written: Written, draft: Draft) -> str:
    """The text that leaves."""
    return finish(written.lines, draft.evidence, draft.closing).text


def backend(deadline: float = 5) -> Backend:
    """The real client, one try."""
    return from_settings(
        load_settings(
            deadline=deadline, retries=0, openai_api_key="k", openai_base_url=BASE_URL,
            openai_model="mock-model",
        )
    )  # fmt: skip


@pytest.fixture(scope="module")
def model() -> Backend:
    """One client for all questions."""
    return backend()


@pytest.fixture(scope="module")
def asked(seed_library: Library) -> list[Question]:
    """Sixty questions that a model may write on."""
    found: list[Question] = []
    for text in questions(seed_library, every=2):
        understood = understand(text, seed_library.reports())
        if reply(seed_library, understood) is not None:
            continue
        draft = compose(seed_library, understood)
        if draft.status in ("answered", "partial"):
            found.append(Question(text, draft, shown(own_words(draft), draft)))
        if len(found) == ASKED:
            break
    return found


def run(
    model: Backend, questions: list[Question], stream: bool = False
) -> list[tuple[Question, Written]]:
    """All questions through the model, one after the other in one loop."""

    async def one(question: Question) -> Written:
        if not stream:
            return await by_model(question.text, question.draft, model, 6000, 800)
        parts: list[DraftLine | Written] = [
            part async for part in streamed(question.text, question.draft, model, 6000, 800)
        ]
        whole = parts[-1]
        assert isinstance(whole, Written)
        assert list(parts[:-1]) == whole.lines
        return whole

    async def everything() -> list[tuple[Question, Written]]:
        return [(question, await one(question)) for question in questions]

    work: Coroutine[Any, Any, list[tuple[Question, Written]]] = everything()
    return asyncio.run(work)


def bare(text: str) -> str:
    """A sentence without the spaces that a stream may put into it."""
    return "".join(text.split())


def strange_numbers(question: Question, text: str) -> set[str]:
    """Digits that stand neither in the answer given without a model nor in any source."""
    known = question.own + "".join(c.quote for c in question.draft.evidence.citations)
    said = "".join(line.text for line in question.draft.lines)
    printed = {number.replace(",", "") for number in DIGITS.findall(known + said)}
    years = {str(year) for year in range(1990, 2050)}
    told = {number.replace(",", "") for number in DIGITS.findall(re.sub(r"\[\d+\]", "", text))}
    return told - printed - years


def lost_numbers(question: Question, text: str) -> set[str]:
    """Digits of the answer without a model that this one does not say."""
    plain = re.sub(r"\[\d+\]", "", question.own)
    return set(DIGITS.findall(plain)) - set(DIGITS.findall(text))


def judge(outcomes: list[tuple[Question, Written]], told: list[str]) -> None:
    """No lie is shown, nothing of the ledger is lost, and what happened is said."""
    lies = {bare(each) for each in told}
    for question, written in outcomes:
        text = shown(written, question.draft)
        assert [line.text for line in written.lines if bare(line.text) in lies] == []
        assert strange_numbers(question, text) == set()
        assert lost_numbers(question, text) == set()
        assert written.count.removed or (written.degraded and written.degraded.reason)


def test_there_are_sixty_questions(asked: list[Question]) -> None:
    assert len(asked) == ASKED


@pytest.mark.parametrize("failure", FAILURES)
def test_a_failing_endpoint_leaves_the_ledger_s_answer(
    asked: list[Question], model: Backend, llm: respx.MockRouter, failure: str
) -> None:
    llm.post("/chat/completions").mock(side_effect=FAILURES[failure])
    for stream in (False, True):
        outcomes = run(model, asked[stream :: 2 * STEP if stream else STEP], stream=stream)
        judge(outcomes, [])


@pytest.mark.parametrize("name", NAMES)
def test_a_lying_model_is_not_believed(
    asked: list[Question], model: Backend, llm: respx.MockRouter, name: str
) -> None:
    told: list[str] = []
    llm.post("/chat/completions").mock(side_effect=liar(name, told))
    some = asked[NAMES.index(name) % STEP :: STEP]
    outcomes = run(model, some)
    judge(outcomes, told)
    assert len(told) >= len(some) == ASKED // STEP
    assert all(written.count.removed for _, written in outcomes)


@pytest.mark.parametrize("name", NAMES)
def test_no_lie_is_streamed(
    asked: list[Question], model: Backend, llm: respx.MockRouter, name: str
) -> None:
    told: list[str] = []
    llm.post("/chat/completions").mock(side_effect=liar(name, told))
    judge(run(model, asked[NAMES.index(name) % STEP :: 2 * STEP], stream=True), told)


def test_a_hanging_endpoint_is_left_at_the_deadline(
    asked: list[Question], llm: respx.MockRouter
) -> None:
    llm.post("/chat/completions").mock(side_effect=hanging)
    quick = backend(deadline=0.05)
    judge(run(quick, asked[:3]), [])
    judge(run(quick, asked[3:6], stream=True), [])
