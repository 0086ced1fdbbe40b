import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.seeds import cleaned
from vectorstore.identity import identify
from vectorstore.regions import report_id

SEEDS = Path(__file__).parents[1] / "seeds"
KEYS = [
    "id",
    "title",
    "region",
    "parents",
    "level",
    "year",
    "covers",
    "source",
    "sha256",
    "chars",
    "file",
]
ENTRIES: list[dict[str, Any]] = [
    json.loads(line) for line in (SEEDS / "manifest.jsonl").read_text("utf-8").splitlines()
]
each_seed = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])


def test_every_file_has_one_line_and_every_line_a_file():
    files = sorted(f"texts/{path.name}" for path in (SEEDS / "texts").iterdir())
    assert sorted(entry["file"] for entry in ENTRIES) == files


@each_seed
def test_a_line_has_the_keys_in_order(entry: dict[str, Any]):
    assert list(entry) == KEYS


@each_seed
def test_hash_and_length_are_those_of_the_file_as_received(entry: dict[str, Any]):
    data = (SEEDS / entry["file"]).read_bytes()
    assert entry["sha256"] == hashlib.sha256(data).hexdigest()
    assert entry["chars"] == len(data.decode("utf-8"))


@each_seed
def test_identity_found_from_the_text_alone_agrees(entry: dict[str, Any]):
    found = identify(cleaned((SEEDS / entry["file"]).read_text("utf-8")))
    assert found.region == entry["region"]
    assert list(found.parents) == entry["parents"]
    assert found.level == entry["level"]
    assert (found.year, found.covers) == (entry["year"], entry["covers"])
    assert found.title == entry["title"]
    assert report_id(found.region, found.parents, found.year) == entry["id"]


@each_seed
def test_the_source_is_named_in_the_text(entry: dict[str, Any]):
    text = (SEEDS / entry["file"]).read_text("utf-8")
    assert entry["source"] is None or entry["source"] in text
