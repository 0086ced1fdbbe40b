"""The judges never ask the product what a text says: they know its values, not its readers."""

import ast
from collections.abc import Iterator
from pathlib import Path

EVALS = Path(__file__).parents[2] / "evals"
VALUES = {"service.facts.model", "service.shapes", "vectorstore.documents"}
UNDER_TEST = {"proof.py": {"service.verify"}}  # what is put to the proof is asked of the proof
READERS = ("amounts.py", "times.py", "names.py", "claims.py", "ledger_gold.py")


def imported(path: Path) -> Iterator[str]:
    """The modules of the product that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def test_readers_and_scorers_know_only_the_products_values() -> None:
    files = [EVALS / name for name in (*READERS, "first_sight_facts.py")]
    files += sorted((EVALS / "scorers").glob("*.py"))
    asked = {
        f"{path.name}: {module}"
        for path in files
        for module in imported(path)
        if module.startswith(("service", "vectorstore"))
        and module not in VALUES | UNDER_TEST.get(path.name, set())
    }
    assert len(files) > 15
    assert asked == set()
