"""gongbao beside a plain LangChain and Chroma chain: same questions, embeddings and model.

python -m evals.benchmarks.plain_chain REPORTS [--cases PATH] [--sample N] [--seconds S]
                                               [--out FILE] [--no-model]

The plain chain is what a tutorial builds: RecursiveCharacterTextSplitter with 1,000 characters
and an overlap of 200, the four nearest by vector in Chroma, stuffed into one prompt. The model
is the one of OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL. All texts are judged by the rule
of `prose`. Replies are kept in the data folder, those of a live eval among them: the same
command goes on where the seconds ran out, and the table is over the questions that all have
answered. FILE gets every answer and its judgement, one a line.
"""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

import chromadb
from chromadb.api.types import Metadata, Where
from langchain_core.messages import AIMessage, BaseMessage
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompt_values import PromptValue
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import RunnableLambda, RunnablePassthrough
from langchain_openai import ChatOpenAI

from evals.benchmarks.prose import REFUSED, JudgedText, ReportTexts, judge, refuses
from evals.benchmarks.splitting import split
from evals.dataset import CASES, Case, load
from evals.library import SEEDS, build
from evals.outcome import CaseOutcome
from evals.run import outcome_of, texts_of
from evals.tiers.budget import Budget, OverBudget
from evals.tiers.live import Live, settings_for, shuffled
from evals.tiers.replies import Replies, WriterReply, key_of, replies_of
from prompts import Message
from service.errors import BackendError
from service.ledger import FactQuery, Ledger
from service.llm.upstream import upstream_errors
from service.settings import Settings, load_settings
from service.shapes import Usage
from service.wiring import World, wire

NEAREST, HITS = 4, 5
NO_LIMIT = 10**12
PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", "根据下面的资料回答问题。资料里没有的，回答“报告未提及”。\n\n{context}"),
        ("human", "{question}"),
    ]
)


@dataclass(frozen=True, slots=True)
class SystemAnswer:
    """What a system said to a question: None where it gave no answer at all."""

    case: Case
    text: str | None
    refused: bool
    seconds: float


@dataclass(slots=True)
class KeptChat:
    """The chat model behind the replies that are kept; raises OverBudget when time is up."""

    settings: Settings
    replies: Replies
    budget: Budget
    seconds: float = 0.0

    async def __call__(self, prompt: PromptValue) -> AIMessage:
        asked = prompt.to_messages()
        limit = self.settings.answer_tokens
        key = key_of([_message(each) for each in asked], limit, None)
        reply = self.replies.get(key)
        if reply is None:
            self.budget.reserve(0)
            started = time.monotonic()
            with upstream_errors():
                said = await self._chat().ainvoke(asked)
            used = said.usage_metadata or {"input_tokens": 0, "output_tokens": 0}
            usage = Usage(
                prompt_tokens=used["input_tokens"], completion_tokens=used["output_tokens"], calls=1
            )
            took = time.monotonic() - started
            reply = WriterReply(key=key, text=str(said.text), usage=usage, seconds=took)
            self.replies.keep(reply)
        self.seconds += reply.seconds
        return AIMessage(reply.text)

    def _chat(self) -> ChatOpenAI:
        return ChatOpenAI(
            model=self.settings.openai_model,
            api_key=self.settings.openai_api_key,
            base_url=self.settings.openai_base_url,
            timeout=self.settings.deadline,
            max_retries=0,
            temperature=self.settings.temperature,
            extra_body={"max_tokens": self.settings.answer_tokens},
        )


def _message(message: BaseMessage) -> Message:
    return Message("system" if message.type == "system" else "user", str(message.text))


class PlainSearch:
    """Chunks of all reports in Chroma."""

    def __init__(self, world: World, folder: Path) -> None:
        self._embeddings = world.shelf.embeddings
        client = chromadb.PersistentClient(str(folder))
        self._chunks = client.create_collection("plain", embedding_function=None)
        library = world.library()
        for report in library.reports():
            pieces = list(split(library.text(report.id)))
            vectors = self._embeddings.embed_matrix(pieces)
            ids = [f"{report.id}#{number}" for number in range(len(pieces))]
            places: list[Metadata] = [{"report": report.id} for _ in pieces]
            self._chunks.add(ids=ids, documents=pieces, embeddings=vectors, metadatas=places)

    def nearest(self, question: str, k: int, report: str | None = None) -> list[str]:
        """The texts of the nearest chunks, of all reports or of one."""
        vector = self._embeddings.embed_query(question)
        only: Where | None = {"report": report} if report else None
        found = self._chunks.query(query_embeddings=[vector], n_results=k, where=only)["documents"]
        return found[0] if found else []


class PlainChain:
    """The nearest four chunks into the prompt."""

    def __init__(self, search: PlainSearch, chat: KeptChat) -> None:
        self._search, self._chat = search, chat
        filled = RunnablePassthrough.assign(context=self._context) | PROMPT
        self._chain = filled | RunnableLambda(chat) | StrOutputParser()

    def _context(self, asked: dict[str, str]) -> str:
        return "\n\n".join(self._search.nearest(asked["question"], NEAREST))

    async def answer(self, case: Case) -> SystemAnswer | None:
        """What the chain says to a question; None when the time is up."""
        started, before = time.monotonic(), self._chat.seconds
        try:
            text = await self._chain.ainvoke({"question": case.question or ""})
        except OverBudget:
            return None
        except BackendError:
            return SystemAnswer(case, None, False, time.monotonic() - started)
        took = max(time.monotonic() - started, self._chat.seconds - before)
        return SystemAnswer(case, text, refuses(text), took)


@dataclass(slots=True)
class Tally:
    """What came of the questions in one system."""

    name: str
    said: list[SystemAnswer] = field(default_factory=list[SystemAnswer])

    def row(self, sources: ReportTexts) -> str:
        """The line of the table."""
        judged = self._judged(sources)
        count = [
            sum(each.verdict == v for _, each in judged) for v in ("right", "wrong", "refused")
        ]
        wrong = sum(bool(each.wrong_numbers) for _, each in judged)
        mean = sum(each.seconds for each in self.said) / max(1, len(self.said))
        cells = [self.name, *map(str, [*count, wrong, len(self.said) - len(judged)]), f"{mean:.2f}"]
        return f"| {' | '.join(cells)} |"

    def _judged(self, sources: ReportTexts) -> list[tuple[SystemAnswer, JudgedText]]:
        """What was answered, if only by a refusal, and what it comes to."""
        return [
            (each, judge(each.case, each.text, sources, refused=each.refused))
            for each in self.said
            if each.text is not None
        ]

    def lines(self, sources: ReportTexts) -> Iterator[str]:
        """Every answer with its judgement as JSON."""
        for each, found in self._judged(sources):
            entry = {"system": self.name, "case": each.case.id, "question": each.case.question}
            entry |= asdict(found) | {"seconds": round(each.seconds, 2), "text": each.text}
            yield json.dumps(entry, ensure_ascii=False) + "\n"


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path, nargs="?", default=SEEDS)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--no-model", action="store_true")
    given = parser.parse_args(arguments)
    settings = load_settings()
    cache = settings.data_dir / "eval"
    data_dir = build(given.reports, cache, settings.embeddings_spec, settings.data_dir)
    own = settings_for(settings.model_copy(update={"data_dir": data_dir}))
    cases = shuffled(load(given.cases))[: given.sample or None]
    budget = Budget(NO_LIMIT, NO_LIMIT, given.seconds)
    with tempfile.TemporaryDirectory() as folder:
        offline = wire(own.model_copy(update={"backend": "offline"}))
        chat = KeptChat(own, replies_of(own, cache), budget)
        plain = PlainChain(PlainSearch(offline, Path(folder)), chat)
        model = None if given.no_model else Live(wire(own), budget, cache)
        asyncio.run(_compared(offline, plain, model, cases, given.out))
    return 0


async def _compared(
    offline: World, plain: PlainChain, model: Live | None, cases: Sequence[Case], out: Path | None
) -> None:
    texts = texts_of(offline.library())
    ledger = Ledger(offline.library())
    facts = {name: ledger.facts(FactQuery(reports=(name,))) for name in texts}
    sources = ReportTexts(texts, facts)
    tallies = [Tally("gongbao offline")]
    if model is not None:
        name = model.world.backend.model
        tallies += [Tally(f"gongbao with {name}"), Tally(f"plain chain with {name}")]
    async for each in _answers(offline, plain, model, cases, texts):
        for tally, said in zip(tallies, each, strict=True):
            tally.said.append(said)
        sys.stderr.write(f"\r{len(tallies[0].said)}/{len(cases)}")
    sys.stderr.write("\n")
    _say(f"{len(tallies[0].said)} of {len(cases)} questions over {len(texts)} reports\n")
    _say("| system | right | wrong | refused | with a wrong number | no result | s a question |")
    _say("|---|--:|--:|--:|--:|--:|--:|")
    for tally in tallies:
        _say(tally.row(sources))
    if out is not None:
        lines = (line for tally in tallies for line in tally.lines(sources))
        out.write_text("".join(lines), "utf-8")


async def _answers(
    offline: World,
    plain: PlainChain,
    model: Live | None,
    cases: Sequence[Case],
    texts: dict[str, str],
) -> AsyncIterator[list[SystemAnswer]]:
    """What every system says to a question, for those questions that all of them got to."""
    for case in cases:
        said = [_ours(case, await outcome_of(offline, case, texts, retrieve=False))]
        if model is not None:
            theirs = await plain.answer(case)
            found = [_ours(case, each.outcome) async for each in model.run([case], whole=False)]
            if theirs is None or not found:
                continue
            said += [*found, theirs]
        yield said


def _ours(case: Case, outcome: CaseOutcome) -> SystemAnswer:
    answer = outcome.answer
    if answer is None or outcome.error:
        return SystemAnswer(case, None, False, outcome.seconds)
    return SystemAnswer(case, answer.answer, answer.status in REFUSED, outcome.seconds)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
