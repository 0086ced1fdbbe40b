"""gongbao beside a plain LangChain and Chroma chain: same questions, embeddings and model.

python -m evals.benchmarks.plain_chain REPORTS [--cases PATH] [--sample N] [--no-model]

The plain chain is what a tutorial builds: chunks of 1,000 characters with an overlap of 200,
the four nearest by vector in Chroma, stuffed into one prompt. The model is the one of
OPENAI_BASE_URL, OPENAI_API_KEY and OPENAI_MODEL. Right is what the case's expected figures and
words say, in the text alone; refused are questions that have an answer and got none; invented
are answers with a number that none of the case's reports holds and no arithmetic gives.
"""

import argparse
import asyncio
import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import chromadb
from chromadb.api.types import Metadata, Where
from langchain_core.output_parsers import StrOutputParser
from langchain_core.prompts import ChatPromptTemplate
from langchain_core.runnables import Runnable
from langchain_openai import ChatOpenAI

from evals.amounts import amounts
from evals.dataset import CASES, Case, allowed, load
from evals.library import build
from evals.outcome import Outcome, Sentence
from evals.run import outcome_of, texts_of
from evals.scorers import figures
from evals.scorers.unsupported import computed, numbers_of
from service.settings import Settings, load_settings
from service.shapes import Answer, Searched
from service.wiring import World, wire

SIZE, OVERLAP, NEAREST, HITS = 1000, 200, 4, 5
REFUSALS = ("未提及", "没有提及", "未提到", "没有提到", "无法回答", "无法确定", "不知道", "未收录")
REFUSED = {"not_found", "clarify"}
PROMPT = ChatPromptTemplate.from_messages(
    [
        ("system", "根据下面的资料回答问题。资料里没有的，回答“报告未提及”。\n\n{context}"),
        ("human", "{question}"),
    ]
)


@dataclass(slots=True)
class Tally:
    """What came of the questions in one system."""

    name: str
    right: int = 0
    wrong: int = 0
    refused: int = 0
    invented: int = 0
    failed: int = 0
    seconds: list[float] = field(default_factory=list[float])

    def add(self, outcome: Outcome) -> None:
        """Count one outcome; a refusal is right where the case wants one."""
        self.seconds.append(outcome.seconds)
        if outcome.answer is None:
            self.failed += 1
            return
        self.invented += any(_made_up(outcome, outcome.answer.answer))
        refuses = outcome.answer.status in REFUSED
        allows = {str(status) for status in allowed(outcome.case.expect.status)}
        if refuses and not allows & REFUSED:
            self.refused += 1
        elif refuses or (not allows <= REFUSED and _is_right(outcome)):
            self.right += 1
        else:
            self.wrong += 1

    def __str__(self) -> str:
        mean = sum(self.seconds) / max(1, len(self.seconds))
        return (
            f"{self.name:<24} right {self.right:>3}  wrong {self.wrong:>3}  refused "
            f"{self.refused:>3}  invented {self.invented:>3}  failed {self.failed:>3}  "
            f"{mean:6.2f} s a question"
        )


class PlainChain:
    """Chunks in Chroma, the nearest four into the prompt."""

    def __init__(self, world: World, settings: Settings, folder: Path) -> None:
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
        self._settings = settings

    def nearest(self, question: str, k: int, report: str | None = None) -> list[str]:
        """The texts of the nearest chunks, of all reports or of one."""
        vector = self._embeddings.embed_query(question)
        only: Where | None = {"report": report} if report else None
        found = self._chunks.query(query_embeddings=[vector], n_results=k, where=only)["documents"]
        return found[0] if found else []

    def answer(self, question: str) -> str:
        """What the chain says."""
        chat = ChatOpenAI(
            model=self._settings.openai_model,
            api_key=self._settings.openai_api_key,
            base_url=self._settings.openai_base_url,
            timeout=self._settings.deadline,
            temperature=0,
            extra_body={"max_tokens": self._settings.answer_tokens},
        )
        chain = cast("Runnable[dict[str, str], str]", PROMPT | chat | StrOutputParser())
        context = "\n\n".join(self.nearest(question, NEAREST))
        return chain.invoke({"context": context, "question": question})


def split(text: str) -> Iterator[str]:
    """Chunks of at most SIZE characters that end at a sentence where there is one."""
    start = 0
    while start < len(text):
        end = min(start + SIZE, len(text))
        stop = max(text.rfind("\n", start + OVERLAP, end), text.rfind("。", start + OVERLAP, end))
        if end < len(text) and stop > start + OVERLAP:
            end = stop + 1
        yield text[start:end]
        if end == len(text):
            return
        start = end - OVERLAP


def main() -> int:
    """Prints a line for each system, and recall beside ours."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("reports", type=Path)
    parser.add_argument("--cases", type=Path, default=CASES)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--no-model", action="store_true")
    arguments = parser.parse_args()
    settings = load_settings()
    data_dir = build(arguments.reports, settings.data_dir / "eval", settings.embeddings_spec)
    own = settings.model_copy(update={"data_dir": data_dir})
    offline = wire(own.model_copy(update={"backend": "offline"}))
    cases = _sample(load(arguments.cases), arguments.sample)
    with tempfile.TemporaryDirectory() as folder:
        plain = PlainChain(offline, settings, Path(folder))
        _say(f"{len(cases)} questions over {len(offline.library().reports())} reports")
        _recall(offline, plain, cases)
        _say(str(_ours("gongbao offline", offline, cases)))
        if not arguments.no_model:
            _say(str(_ours(f"gongbao {settings.openai_model}", wire(own), cases)))
            _say(str(_theirs(plain, cases, texts_of(offline.library()))))
    return 0


def _sample(cases: Sequence[Case], size: int) -> list[Case]:
    asked = [case for case in cases if case.task == "ask" and not case.previous]
    mixed = sorted(asked, key=lambda case: hashlib.sha256(case.id.encode()).hexdigest())
    return mixed[: size or None]


def _recall(world: World, plain: PlainChain, cases: Sequence[Case]) -> None:
    """Whether the evidence is in what each search finds: five chunks of one, of a report ours."""
    quotes = [(case.question or "", proof.quote) for case in cases for proof in case.evidence]
    held = sum(any(q in text for text in plain.nearest(asked, HITS)) for asked, q in quotes)
    found = [asyncio.run(outcome_of(world, case, texts_of(world.library()))) for case in cases]
    ours = sum(
        any(proof.quote in passage.text for passage in outcome.retrieved or ())
        for outcome in found
        for proof in outcome.case.evidence
    )
    _say(
        f"evidence among the first {HITS}: gongbao {ours}/{len(quotes)}, plain {held}/{len(quotes)}"
    )


def _ours(name: str, world: World, cases: Sequence[Case]) -> Tally:
    tally, texts = Tally(name), texts_of(world.library())

    async def ask() -> None:
        for case in cases:
            tally.add(await outcome_of(world, case, texts, retrieve=False))

    asyncio.run(ask())
    return tally


def _theirs(plain: PlainChain, cases: Sequence[Case], texts: dict[str, str]) -> Tally:
    tally = Tally("plain chain")
    for case in cases:
        started = time.monotonic()
        said = plain.answer(case.question or "")
        refuses = any(word in said for word in REFUSALS)
        answer = Answer(
            question=case.question or "",
            understood={},
            status="not_found" if refuses else "answered",
            answer=said,
            searched=Searched(reports=len(texts), regions=()),
            backend="plain",
        )
        tally.add(Outcome(case, texts, answer=answer, seconds=time.monotonic() - started))
    return tally


def _is_right(outcome: Outcome) -> bool:
    """By the text alone, so that both are measured alike: expected figures and words."""
    return all(check.state == "pass" for check in figures.said(outcome))


def _made_up(outcome: Outcome, says: str) -> Iterator[bool]:
    """Whether each number of an answer stands in none of the case's reports and is no result."""
    names = outcome.case.reports or tuple(outcome.texts)
    held = [each for name in names for each in amounts(outcome.texts.get(name, ""))]
    for line in says.splitlines():
        numbers = numbers_of(Sentence(line))
        true = [number for number in numbers if any(number.equals(each) for each in held)]
        yield from (number not in true and not computed(number, true) for number in numbers)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
