"""A fingerprint of the code that turns files into reports, facts and their digests.

Bytes that were filed by other code are read again when they are ingested again.
"""

import hashlib
from functools import cache
from pathlib import Path

import vectorstore

_MAKERS = (
    "language",
    "facts",
    "verify",
    "entailment",
    "draft.py",
    "tasks/summary",
    "tasks/compare/naming.py",
    "tasks/compare/proven.py",
)
_KINDS = (".py", ".yaml")


@cache
def recipe() -> str:
    """The fingerprint of the code that is running."""
    service = Path(__file__).parent
    roots = [Path(vectorstore.__file__).parent, *(service / maker for maker in _MAKERS)]
    paths = (path for root in roots for path in (root, *sorted(root.rglob("*"))))
    files = (path for path in paths if path.suffix in _KINDS)
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
