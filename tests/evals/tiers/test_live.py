"""The live tier: it stops before the budget is passed, and takes up where it stopped."""

import asyncio
import json
from pathlib import Path

import httpx
import pytest

from evals.dataset import Case, load
from evals.metrics import metrics
from evals.mock import SideEffect, chat_reply, endpoint
from evals.result import result_of
from evals.score import Scored
from evals.tiers import mocked
from evals.tiers.budget import Budget, OverBudget
from evals.tiers.failures import FAILURES
from evals.tiers.live import MOST_FAILURES, Live, settings_for, shuffled
from evals.tiers.replies import Replies, WriterReply
from evals.tiers.writers import faithful
from service.errors import BackendError, BackendRefused, BadSettings
from service.settings import load_settings
from service.wiring import World, wire

EMPTY = '{"sentences":[]}'


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    wanted = ("known-001", "known-002", "known-003", "known-010")
    return tuple(case for case in load() if case.id in wanted)


@pytest.fixture(scope="module")
def world(seed_data_dir: Path) -> World:
    return wire(settings_for(mocked.settings_for(load_settings(data_dir=seed_data_dir))))


class Asked:
    """One live run against an endpoint that answers as `says`: what came, and what it cost."""

    def __init__(
        self,
        world: World,
        folder: Path,
        cases: tuple[Case, ...],
        says: SideEffect | None = None,
        **limits: float,
    ) -> None:
        given = {"tokens": 1_000_000, "calls": 100, "seconds": 60.0} | limits
        budget = Budget(int(given["tokens"]), int(given["calls"]), given["seconds"])
        self.live = Live(world, budget, folder, folder / "record.jsonl")
        self.scored: list[Scored] = []
        self.error: BackendError | None = None
        with endpoint() as router:
            self.route = router.post("/chat/completions")
            self.route.mock(side_effect=says or (lambda _: chat_reply(EMPTY, tokens=(900, 100))))
            asyncio.run(self._run(cases))

    async def _run(self, cases: tuple[Case, ...]) -> None:
        try:
            async for each in self.live.run(cases, whole=True):
                self.scored.append(each)
        except BackendError as error:
            self.error = error

    @property
    def requests(self) -> int:
        return self.route.call_count


def truthful(request: httpx.Request) -> httpx.Response:
    return chat_reply(faithful(json.loads(request.content)["messages"]).text)


def test_the_order_is_always_the_same_and_not_that_of_the_file(cases) -> None:
    assert shuffled(cases) == shuffled(tuple(reversed(cases)))
    assert len(shuffled(load())) > 200


def test_questions_go_to_the_endpoint_through_the_real_client(world, tmp_path, cases) -> None:
    run = Asked(world, tmp_path, cases, truthful)
    assert (len(run.scored), run.requests) == (len(cases), len(cases))
    headers = run.route.calls[0].request.headers
    assert (headers["authorization"], "OpenAI" in headers["user-agent"]) == ("Bearer mock", True)


@pytest.mark.parametrize("tokens", [1, 5000, 9000])
def test_no_request_is_sent_that_could_pass_the_tokens(world, tmp_path, cases, tokens) -> None:
    costly = [chat_reply(EMPTY, tokens=(2000, 900)) for _ in range(20)]
    run = Asked(world, tmp_path, cases, lambda _: costly.pop(), tokens=tokens)
    assert 2900 * run.requests <= tokens
    assert run.live.skipped
    assert len(run.scored) + len(run.live.skipped) == len(cases)


@pytest.mark.parametrize("failure", [None, "500", "429", "401"])
@pytest.mark.parametrize("calls", [1, 3])
def test_no_request_is_sent_that_passes_the_calls(world, tmp_path, cases, calls, failure) -> None:
    run = Asked(world, tmp_path, cases, FAILURES.get(failure or ""), calls=calls)
    assert run.requests <= calls
    assert run.live.skipped


def test_a_budget_turned_down_once_is_closed() -> None:
    budget = Budget(100, 10, 60.0)
    with pytest.raises(OverBudget):
        budget.reserve(101)
    with pytest.raises(OverBudget):
        budget.reserve(1)


def test_time_that_is_up_ends_the_run(world, tmp_path, cases) -> None:
    run = Asked(world, tmp_path, cases, seconds=0.0)
    assert (run.scored, len(run.live.skipped), run.requests) == ([], len(cases), 0)


def test_what_was_replied_is_not_asked_again(world, tmp_path, cases) -> None:
    first = Asked(world, tmp_path, cases, calls=3)
    second = Asked(world, tmp_path, cases)
    assert (len(second.scored), second.live.skipped) == (len(cases), [])
    assert first.requests + second.requests == len(cases)
    third = Asked(world, tmp_path, cases, calls=1)
    assert (third.requests, third.live.reused) == (0, len(cases))
    answers = [[each.outcome.answer for each in run.scored] for run in (second, third)]
    assert [a.answer for a in answers[0] if a] == [a.answer for a in answers[1] if a]


def test_kept_replies_bring_their_tokens_and_seconds_along(world, tmp_path, cases) -> None:
    Asked(world, tmp_path, cases[:1])
    (path,) = tmp_path.glob("replies-*.jsonl")
    slow = [json.loads(line) | {"seconds": 7.0} for line in path.read_text("utf-8").splitlines()]
    path.write_text("".join(json.dumps(each) + "\n" for each in slow), "utf-8")
    (again,) = Asked(world, tmp_path, cases[:1]).scored
    assert again.outcome.answer is not None
    assert again.outcome.answer.usage.prompt_tokens == 900
    assert again.outcome.seconds > 7


def test_another_model_is_asked_for_itself(world, tmp_path, cases) -> None:
    Asked(world, tmp_path, cases)
    settings = world.settings.model_copy(update={"openai_model": "another"})
    assert Asked(wire(settings), tmp_path, cases).requests == len(cases)


def test_a_line_cut_short_is_passed_over(tmp_path) -> None:
    path = tmp_path / "replies.jsonl"
    Replies(path).keep(WriterReply(key="a", text="x"))
    with path.open("a", encoding="utf-8") as lines:
        lines.write('{"key":"b","te')
    Replies(path).keep(WriterReply(key="c", text="z"))
    held = Replies(path)
    assert [each and each.text for each in map(held.get, "abc")] == ["x", None, "z"]


@pytest.mark.parametrize("name", ["no endpoint", "401", "429", "500", "hang", "garbage", "html"])
def test_an_endpoint_that_fails_gives_no_result_and_no_refusal(
    world, tmp_path, cases, name
) -> None:
    (failed,) = Asked(world, tmp_path, cases[:1], FAILURES[name]).scored
    assert (failed.right, failed.outcome.answer) == (None, None)
    assert "模型服务没有给出答案" in failed.outcome.error
    (again,) = Asked(world, tmp_path, cases[:1], truthful).scored
    assert again.right is True


@pytest.mark.parametrize("name", ["length", "content filter"])
def test_a_reply_that_the_model_spoilt_is_its_own_and_kept(world, tmp_path, cases, name) -> None:
    (spoilt,) = Asked(world, tmp_path, cases[:1], FAILURES[name]).scored
    answer = spoilt.outcome.answer
    assert answer is not None
    assert (spoilt.outcome.error, answer.degraded is None) == ("", False)
    assert Asked(world, tmp_path, cases[:1], FAILURES[name]).requests == 0


def test_an_endpoint_that_keeps_failing_ends_the_run_with_its_error(world, tmp_path) -> None:
    run = Asked(world, tmp_path, load(), FAILURES["401"])
    assert isinstance(run.error, BackendRefused)
    assert run.requests == MOST_FAILURES


def test_replies_are_recorded_by_case_and_prompt(world, tmp_path, cases) -> None:
    Asked(world, tmp_path, cases[:1])
    entry = json.loads((tmp_path / "record.jsonl").read_text("utf-8"))
    assert (entry["case"], entry["texts"]) == ("known-001", [EMPTY])


def test_the_share_of_the_models_own_sentences_that_survive_is_measured(
    world, tmp_path, cases
) -> None:
    def half_true(request: httpx.Request) -> httpx.Response:
        said = json.loads(faithful(json.loads(request.content)["messages"]).text)["sentences"]
        lie = {"text": "全年完成投资987.6亿元。", "citations": [1]}
        return chat_reply(json.dumps({"sentences": [*said[:1], lie]}, ensure_ascii=False))

    run = Asked(world, tmp_path, cases, half_true)
    found = {each.name: (each.k, each.n) for each in metrics([result_of(s) for s in run.scored])}
    assert found["sentences: own"] == (len(cases), 2 * len(cases))
    assert found["answers: own"] == (len(cases), len(cases))


def test_without_a_model_there_is_no_live_run(world_offline, tmp_path) -> None:
    with pytest.raises(BadSettings, match="OPENAI_API_KEY"):
        Live(world_offline, Budget(1, 1, 1.0), tmp_path)
