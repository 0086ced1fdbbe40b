"""The loader of cases against bad lines, and the schema that is published."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from evals.bad_case import BadCase
from evals.dataset import CASES, SCHEMA, ExpectedFact, allowed, load, schema

GOOD = {"id": "a", "task": "ask", "question": "?", "expect": {"status": "answered"}}
BAD = (
    {},
    GOOD | {"id": ""},
    GOOD | {"task": "sing"},
    GOOD | {"question": None},
    GOOD | {"expect": {}},
    GOOD | {"expect": {"facts": [{"value": 8.01}]}},
    GOOD | {"task": "compare"},
    GOOD | {"task": "facts"},
    GOOD | {"task": "facts", "reports": ["b"], "expect": {"facts": [{"value": "1"}]}},
    GOOD | {"colour": "red"},
)


def test_the_published_schema_is_the_one_of_the_code():
    assert SCHEMA.read_text(encoding="utf-8") == schema()


def test_the_published_schema_takes_every_case_and_turns_down_what_the_loader_does(tmp_path):
    valid = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).is_valid
    lines = [
        line
        for file in CASES.rglob("*.jsonl")
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    assert [line for line in lines if not valid(json.loads(line))] == []
    path = tmp_path / "mine.jsonl"
    for bad in BAD:
        path.write_text(json.dumps(bad))
        with pytest.raises(BadCase):
            load(path)
        assert not valid(bad)


def test_a_line_that_is_no_json_is_named(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(
        '{"id":"a","task":"ask","question":"?","expect":{"status":"answered"}}\n{oops\n'
    )
    with pytest.raises(BadCase, match=r"mine\.jsonl:2: ") as caught:
        load(path)
    assert (caught.value.path, caught.value.line) == (path, 2)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"task": "sing"}, "task"),
        ({"expect": {"status": "sure"}}, "expect.status"),
        ({"expect": {"facts": [{"valeu": "1"}]}}, "expect.facts.0.valeu"),
        ({"question": None}, "question"),
        ({"expect": {}}, "expect"),
        ({"id": ""}, "id"),
    ],
)
def test_a_bad_field_is_named_with_file_and_line(change, named, tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_text(f"\n{json.dumps(GOOD | change)}\n")
    with pytest.raises(BadCase, match=rf"mine\.jsonl:2: .*{re.escape(named)}"):
        load(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{oops", "不是完整的JSON"),
        ("{“id”:1}".encode("gbk"), "不是UTF-8编码"),
        (b'{"id":"a","task":"ask"}', "expect：缺少这个字段"),
        (json.dumps(GOOD | {"task": "sing"}).encode(), "应为'ask'、'facts'、'compare'"),
        (json.dumps(GOOD | {"id": 3}).encode(), "id：应为加引号的字符串"),
        (json.dumps(GOOD | {"expect": {"statu": 1}}).encode(), "expect.statu：没有这个字段"),
    ],
)
def test_what_is_wrong_with_a_line_is_said_in_chinese(line, said, tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_bytes(line)
    with pytest.raises(BadCase, match=re.escape(said)):
        load(path)


def test_a_file_of_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "mine.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(GOOD).encode() + b"\r\n")
    assert [case.id for case in load(path)] == ["a"]


def test_an_id_used_in_two_files_is_named_with_both_places(tmp_path):
    line = json.dumps({"id": "a", "task": "facts", "reports": ["b"], "expect": {"reason": "x"}})
    (tmp_path / "one.jsonl").write_text(line)
    (tmp_path / "two.jsonl").write_text(line)
    with pytest.raises(BadCase, match=r"two\.jsonl:1: .*one\.jsonl:1"):
        load(tmp_path)


def test_a_list_of_expectations_and_a_single_one_read_alike():
    assert allowed("actual") == ("actual",)
    assert allowed(("actual", "expected")) == ("actual", "expected")
    assert allowed(None) == (None,)


def test_fields_that_were_not_given_are_told_from_null():
    fact = ExpectedFact.model_validate({"value": None})
    assert fact.model_fields_set == {"value"}
