"""How answers, sources and proofs read on a terminal."""

import re
from collections.abc import Sequence

from service.shapes import Answer, Brief, Citation, Comparison, Degraded, ProofCount, Removed
from service.tasks.words import LEVELS

_NUMBERED = re.compile(
    r"(第?[一二三四五六七八九十百]+[、章篇是]|[(（][一二三四五六七八九十]+[)）]|\d+[.、．])"
)
_SHORT = 20


def place(section: Sequence[str]) -> str:
    """`一、（一）`: the numbers of the headings; a heading without one stands on its own."""
    groups: list[str] = []
    joins = False
    for heading in section:
        numbered = _NUMBERED.match(heading)
        if numbered and joins:
            groups[-1] += numbered[1]
        else:
            groups.append(numbered[1] if numbered else _cut(heading))
        joins = numbered is not None
    return " · ".join(group.rstrip("、.．") for group in groups)


def _cut(heading: str) -> str:
    return heading if len(heading) <= _SHORT else heading[: _SHORT - 1] + "…"


def source_line(citation: Citation) -> tuple[str, str]:
    """What is cited and its number: `满洲里市2021年政府工作报告 · 一、（一）：“…”`, `[1] `."""
    where = place(citation.section[-LEVELS:])
    name = f"{citation.region}{citation.year}年政府工作报告" + (f" · {where}" if where else "")
    return f"{name}：“{citation.quote}”", f"[{citation.n}] "


def proof_line(proof: ProofCount) -> str:
    """How many numbers there were and that those shown are proven."""
    if proof.numbers == 0:
        return "没有需要核验的数字"
    if proof.numbers == proof.proven:
        return f"数字{proof.numbers}个，全部核验"
    cut = proof.numbers - proof.proven
    return f"数字{proof.proven}个，全部核验；另有{cut}个无法证实，已删去"


def made_by(result: Answer | Comparison | Brief) -> str:
    """Whose words these are, and how long they took."""
    who = "离线" if result.backend == "offline" else (result.model or result.backend)
    return f"{who} · {result.elapsed_ms / 1000:.1f}秒"


def degraded_line(degraded: Degraded) -> str:
    """Why the model's words are not here."""
    return f"已降级：{degraded.reason}"


def removed_lines(removed: Sequence[Removed]) -> list[str]:
    """Why sentences were cut; not their words, which are not proven."""
    return [f"删去一处：{item.reason}" for item in removed]
