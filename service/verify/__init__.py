"""The proof: no number leaves gongbao that is not proven against a span of a report."""

from service.verify.evidence import (
    Context,
    Derived,
    DraftEvidence,
    DraftLine,
    LineVerdict,
    Mention,
    Operation,
    Proof,
)
from service.verify.match import is_start
from service.verify.prove import prove, prove_line, sources

__all__ = [
    "Context",
    "Derived",
    "DraftEvidence",
    "DraftLine",
    "LineVerdict",
    "Mention",
    "Operation",
    "Proof",
    "is_start",
    "prove",
    "prove_line",
    "sources",
]
