"""Write the character counts of `register`: `python -m vectorstore.clean.count_register FILE...`.

Give it undamaged reports only. A gram seen once says nothing as a triple and is left out.
"""

import gzip
import json
import sys
from collections import Counter
from pathlib import Path

from vectorstore.clean.pipeline import clean
from vectorstore.clean.register import RESOURCE, count, folded


def main(paths: list[str]) -> None:
    """Count the reports in `paths` and write the resource beside this module."""
    grams: Counter[str] = Counter()
    for path in paths:
        text = clean(Path(path).read_text(encoding="utf-8")).text
        grams += count(folded("\n" + text))
    kept = {gram: n for gram, n in sorted(grams.items()) if len(gram) < 3 or n > 1}
    plain = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()
    packed = gzip.compress(plain, compresslevel=9, mtime=0)
    Path(__file__).with_name(RESOURCE).write_bytes(packed)


if __name__ == "__main__":
    main(sys.argv[1:])
