"""Every output says the same, the tier first, and shows text as text."""

import json
import re
import shlex
from datetime import UTC, datetime
from html.parser import HTMLParser
from io import StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from rich.console import Console

from evals.agreement import Agreement
from evals.baseline import Baseline, baseline_of, changes
from evals.metrics import metrics, slices, slips
from evals.provenance import Provenance
from evals.report.document import RunDocument, Tier, Timing, rerun
from evals.report.files import SCHEMA, files, schema, write_all
from evals.report.junit import junit
from evals.report.markdown import escaped, markdown
from evals.report.terminal import show
from evals.verdict import exact
from tests.evals.making import QUOTE, answer, asked, case, result

EVIL = '<script>alert("1")</script> & | `x` \x00'
RIGHT = result(asked(of=case(id="right")))
KNOWN = result(asked(answer("甲市经济平稳增长[1]。"), case(id="known")))
WORSE = result(asked(answer(f"2020年甲市地区生产总值为141.6亿元[1]。{EVIL}"), case(id="worse")))
ERROR = result(asked(of=case(id="error", question=EVIL), error=f"坏了{EVIL}"))
RESULTS = (RIGHT, KNOWN, WORSE, ERROR)
MADE = Provenance(
    gongbao="0.1.0", python="3.11", revision="abc", lock="l", prompts={"answer.v2": "p"},
    cases="c", case_count=4, reports={"甲市-2021": "r"}, library="l", embeddings="e",
    backend="offline", model=None,
)  # fmt: skip


def made(tier: Tier = "offline", **changed: Any) -> RunDocument:
    """The report of four results, one each of right, known wrong, worse and error."""
    before = baseline_of(
        [RIGHT, KNOWN, RIGHT.model_copy(update={"id": "worse"})], metrics([RIGHT]), {}
    )
    accepted = Baseline.model_validate(
        before.model_dump()
        | {
            "cases": {
                **before.model_dump()["cases"],
                "worse": {"sha256": WORSE.case_sha256, "right": True},
            }
        }
    )
    found = changes(RESULTS, {}, accepted, whole=True)
    plain = RunDocument(
        tier=tier,
        verdict=exact(RESULTS, found, accepted),
        command="gongbao eval --tier offline",
        provenance=MADE,
        metrics=metrics(RESULTS),
        before=accepted.metrics,
        slices=slices(RESULTS),
        slips=slips(RESULTS),
        changes=found,
        timing=Timing(
            started=datetime(2026, 1, 2, tzinfo=UTC).isoformat(), seconds=1, p50_ms=1, p95_ms=2
        ),
        results=RESULTS,
    )
    return plain.model_copy(update=changed)


ROW = Agreement(
    name="headline", title="主要指标", right=9, gold=10, ledger=12,
    recall=0.9, precision=0.75, f1=0.8182,
)  # fmt: skip


def terminal(document: RunDocument) -> str:
    out = StringIO()
    console = Console(file=out, width=200)
    show(document, console, console.out)
    return out.getvalue()


def page_of(document: RunDocument) -> str:
    return files(document)["report.html"]


class Page(HTMLParser):
    """Tags and visible text of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []
        self.text = ""
        self._styled = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._styled = tag == "style"
        self.outside += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_data(self, data: str) -> None:
        if not self._styled:
            self.text += data


def test_the_published_schema_is_the_one_of_the_code() -> None:
    assert SCHEMA.read_text("utf-8") == schema()


def test_the_json_reads_back_and_starts_with_the_tier() -> None:
    text = files(made())["eval.json"]
    assert RunDocument.model_validate_json(text) == made()
    assert next(iter(json.loads(text))) == "tier"


@pytest.mark.parametrize("tier", ["offline", "mocked", "live"])
def test_the_tier_stands_first_in_every_output(tier: Tier) -> None:
    document = made(tier)
    assert terminal(document).splitlines()[0].startswith(f"层级：{tier}")
    assert markdown(document).splitlines()[0].startswith(f"# 检验结果 · {tier}")
    assert ElementTree.fromstring(junit(document)).attrib["name"] == f"gongbao eval [{tier}]"
    page = Page(files(document)["report.html"]).text.split()
    assert " ".join(page[:3]).startswith(f"检验结果 · {tier}")
    assert page[page.index("结论：不通过") - 1].startswith(tier)


def test_a_mocked_number_says_that_it_is_no_models_quality() -> None:
    document = made("mocked")
    for text in (terminal(document), markdown(document), files(document)["report.html"]):
        assert "不代表任何模型的水平" in text


def test_the_verdict_is_the_same_everywhere() -> None:
    document = made()
    suite = ElementTree.fromstring(junit(document))
    verdict = suite.find("testcase[@name='verdict']/failure")
    assert verdict is not None
    assert "worse" in (verdict.text or "")
    for text in (terminal(document), markdown(document), files(document)["report.html"]):
        assert "不通过" in text


def test_junit_fails_what_the_gate_fails_by_and_tells_the_rest() -> None:
    suite = ElementTree.fromstring(junit(made()))
    found = {each.attrib["name"]: [child.tag for child in each] for each in suite.iter("testcase")}
    assert found == {
        "verdict": ["failure"],
        "right": [],
        "known": ["system-out"],
        "worse": ["failure"],
        "error": ["error"],
    }
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["errors"]) == (
        "5", "2", "1",
    )  # fmt: skip


def test_the_page_is_one_file_and_its_text_is_escaped() -> None:
    page = Page(files(made())["report.html"])
    assert "script" not in page.tags
    assert page.outside == []
    assert '<script>alert("1")</script> & | `x`' in page.text


def test_the_page_shows_regressions_first_with_gold_answer_and_command() -> None:
    html = files(made())["report.html"]
    assert html.index('id="worse"') < html.index('id="known"') < html.index('id="right"')
    assert "gongbao eval --tier offline --case worse" in html
    assert "&#34;value&#34;: &#34;141.5&#34;" in html
    worse = html[html.index('id="worse"') : html.index('id="known"')]
    assert "数据：甲市 地区生产总值 2020 141.5亿元 8%" in worse
    assert f"“{QUOTE}”" in worse
    assert "<mark>地区生产总值完成141.5亿元,增长8%左右</mark>" in html


def test_markdown_shows_text_as_text_in_one_line() -> None:
    assert escaped("a|b\n<c> *d*") == r"a\|b \<c\> \*d\*"
    rows = [line for line in markdown(made()).splitlines() if line.startswith("|")]
    assert {row.count("|") for row in rows} == {6}


def test_ledger_and_gold_stand_beside_each_other_in_every_output() -> None:
    document = made(agreement=(ROW,))
    assert "| 主要指标 | 9/10/12 | 90.0% | 75.0% | 81.8% |" in markdown(document)
    assert ["主要指标", "9/10/12", "90.0%", "75.0%", "81.8%"] in [
        line.split() for line in terminal(document).splitlines()
    ]
    assert "主要指标9/10/1290.0%75.0%81.8%" in Page(files(document)["report.html"]).text
    assert json.loads(files(document)["eval.json"])["agreement"][0]["f1"] == 0.8182


def test_a_metric_says_how_it_moved() -> None:
    assert "+1" in terminal(made(before={"questions": (0, 3)}))
    assert "原1/1" in terminal(made(before={"questions": (1, 1)}))


def test_what_was_left_out_is_skipped_in_junit() -> None:
    suite = ElementTree.fromstring(junit(made(skipped=("x", "y"), unconfirmed=("z",))))
    left = {each.attrib["name"]: each[0].attrib for each in suite.iter("testcase") if len(each)}
    assert (left["x"]["message"], left["z"]["message"]) == ("预算用完，没有跑", "草稿，没有人确认")
    assert (suite.attrib["tests"], suite.attrib["skipped"]) == ("8", "3")


def test_every_output_says_what_the_run_was_made_from() -> None:
    document = made()
    for text in (terminal(document), markdown(document), junit(document), page_of(document)):
        assert "abc" in text
    for text in (markdown(document), junit(document), page_of(document)):
        assert all(words in text for words in ("answer.v2 p", "甲市-2021 r", "95%在2毫秒内"))


def test_slips_are_told_in_chinese() -> None:
    document = made(slips={"万/亿": 2, "lie: digit": 1})
    for text in (terminal(document), page_of(document)):
        assert re.search("万、亿混淆 ?2；放过假话（digit） ?1", text)


def test_the_command_can_be_pasted_whatever_the_id() -> None:
    odd = WORSE.model_copy(update={"case": "a; rm -rf '~'"})
    assert shlex.split(rerun(made(), odd))[-1] == "a; rm -rf '~'"
    assert "``" in markdown(made(results=(odd.model_copy(update={"case": "a`b"}),)))


def test_nothing_steers_the_terminal() -> None:
    text = terminal(made(results=(WORSE.model_copy(update={"question": "\x1b[2J\r\u202e甲"}),)))
    assert "\x1b" not in text
    assert "?[2J??甲" in text


def test_all_files_are_written(tmp_path) -> None:
    write_all(made(), tmp_path / "new" / "out")
    names = {path.name for path in (tmp_path / "new" / "out").iterdir()}
    assert names == {"eval.json", "eval.schema.json", "junit.xml", "summary.md", "report.html"}
