"""How often the words of each group of the table of equals stand in reports.

python -m evals.benchmarks.equals FOLDER [--fewest N]

Prints the groups of which fewer than N reports (5) hold a word that proves another: a quote never
holds one of them, so that the group proves nothing. A draft's own words (头一回) need not occur.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from service.entailment.lexicon import equals


def rare(texts: Sequence[str], fewest: int) -> Iterable[tuple[int, list[str], list[str]]]:
    """The groups that fewer than some texts hold a word of, with the number that do."""
    for held, said in equals():
        found = sum(any(word in text for word in held) for text in texts)
        if found < fewest:
            yield found, held, said


def main() -> None:
    """Print the rare groups, and how many groups there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--fewest", type=int, default=5)
    options = parser.parse_args()
    texts = [path.read_text("utf-8") for path in sorted(options.folder.glob("*.txt"))]
    told = list(rare(texts, options.fewest))
    for found, held, said in told:
        proves = "" if held == said else f" > {' '.join(said)}"
        sys.stdout.write(f"{found:4} {' '.join(held)}{proves}\n")
    groups = len(list(equals()))
    sys.stdout.write(f"{len(told)} of {groups} groups are rare in {len(texts)} reports\n")


if __name__ == "__main__":
    main()
