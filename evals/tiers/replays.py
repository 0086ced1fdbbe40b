"""Replies recorded from a real model, by case and prompt version; a miss is never papered over."""

import json
from dataclasses import dataclass
from pathlib import Path

import prompts

RECORDED = Path(__file__).parent / "replays.jsonl"
PROMPT = "answer"


class Missing(Exception):
    """No reply was recorded for this case with this prompt; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Replays:
    """Recorded texts: one for each call of a case, in order, under the prompt's version."""

    texts: dict[tuple[str, str], tuple[str, ...]]
    prompt: str

    @classmethod
    def load(cls, path: Path = RECORDED) -> "Replays":
        """The recordings of a JSONL file; none where there is no file."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        if path.is_file():
            for line in path.read_text("utf-8").splitlines():
                entry = json.loads(line)
                found[entry["case"], entry["prompt"]] = tuple(entry["texts"])
        return cls(found, prompts.load(PROMPT).id)

    def has(self, case: str) -> bool:
        """Whether the case was recorded, with whatever prompt."""
        return any(name == case for name, _ in self.texts)

    def text(self, case: str, call: int) -> str:
        """The reply to the n-th call of a case (from 1); Missing where there is none."""
        texts = self.texts.get((case, self.prompt), ())
        if call > len(texts):
            raise Missing(
                f"{case}没有第{call}次回复的录音（{self.prompt}）；"
                "请用gongbao eval --tier live --record重录。"
            )
        return texts[call - 1]


def line(case: str, prompt: str, texts: list[str], model: str) -> str:
    """One recording as a line of the file."""
    entry = {"case": case, "prompt": prompt, "model": model, "texts": texts}
    return json.dumps(entry, ensure_ascii=False) + "\n"
