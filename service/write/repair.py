"""The second turn of a conversation, and the cut of what it leaves unproven."""

from collections.abc import Mapping, Sequence

from prompts import Message, load
from service.shapes import Removed
from service.verify import DraftEvidence, DraftLine, LineVerdict, prove
from service.verify.quotes import marked_by
from vectorstore import late

CLAUSE = late.pattern(r"[，；,;]")
END = "。！？!? "


def second_turn(
    asked: Sequence[Message], reply: str, verdicts: Sequence[LineVerdict]
) -> list[Message]:
    """The conversation with the failed sentences alone, by their numbers and with the reasons."""
    failed = [
        {"n": n, "text": verdict.line.text, "reason": "；".join(verdict.reasons[:3])}
        for n, verdict in enumerate(verdicts, 1)
        if not verdict.proven
    ]
    return [*asked, Message("assistant", reply), *load("repair").render(failed=failed)]


def merged(
    verdicts: Sequence[LineVerdict],
    again: Mapping[int, Sequence[DraftLine]],
    evidence: DraftEvidence,
) -> list[LineVerdict]:
    """The draft with the failed sentences written again, each in its place, proven as a whole.

    One that was not written again, or that fails as well, stays as it was: failed.
    """
    lines: list[DraftLine] = []
    for n, verdict in enumerate(verdicts, 1):
        lines.extend([verdict.line] if verdict.proven else again.get(n) or [verdict.line])
    return list(prove(lines, evidence).verdicts)


def cut(
    verdicts: Sequence[LineVerdict], evidence: DraftEvidence
) -> tuple[list[LineVerdict], list[Removed]]:
    """What stands of a draft, clause by clause, and what was cut."""
    kept: list[LineVerdict] = []
    removed: list[Removed] = []
    for verdict in verdicts:
        reason = "；".join(verdict.reasons)
        if verdict.proven:
            kept.append(verdict)
            continue
        shorter, dropped = _shortened(verdict.line, evidence, kept)
        if shorter is not None:
            kept.append(shorter)
        text = dropped if shorter is not None else verdict.line.text
        if text:  # nothing where but a false source was named
            removed.append(Removed(text=text, reason=reason))
    return kept, removed


def _shortened(
    line: DraftLine, evidence: DraftEvidence, before: Sequence[LineVerdict]
) -> tuple[LineVerdict | None, str]:
    """The line without the clauses that do not stand; None where its first one does not."""
    clauses = _clauses(line.text)
    held: LineVerdict | None = None
    text, dropped = "", ""
    for clause in clauses:
        longer = f"{text}，{clause}" if text else clause
        tried = DraftLine(f"{longer}。", line.citations)
        verdict = prove([tried], evidence, after=before).verdicts[0]
        if verdict.proven:
            held, text = verdict, longer
        elif not text:
            return None, ""
        else:
            dropped += ("，" if dropped else "") + clause
    return (held, dropped) if held and held.claims and len(clauses) > 1 else (None, "")


def _clauses(text: str) -> list[str]:
    """The clauses of a sentence without its end and its marks; quotations are not parted."""
    bare = marked_by(text, lambda _: "").strip(END)
    start = 0
    found: list[str] = []
    for mark in CLAUSE.finditer(bare):
        depth = bare.count("“", 0, mark.start()) - bare.count("”", 0, mark.start())
        if depth <= 0:
            found.append(bare[start : mark.start()])
            start = mark.end()
    return [clause for clause in (*found, bare[start:]) if clause.strip()]
