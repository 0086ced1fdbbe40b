import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZipFile

import pytest

from service import desk
from service.confined import Unconfined
from service.document import Prepared, prepare
from service.ledger import FactQuery, Ledger
from service.sources import Given
from tests.service.bench import Bench, bench, ids
from vectorstore.errors import UnknownReport

__all__ = ["bench"]
WriteReport = Callable[..., Path]


def test_a_report_is_filed_with_its_facts(bench: Bench, write_report: WriteReport) -> None:
    result = bench.ingest(write_report())
    library = bench.library()
    facts = Ledger(library).facts(FactQuery(indicators=("地区生产总值",)))

    assert ids(result.added) == ["海拉尔区-2021"]
    assert result.added == library.reports()
    assert {fact.value for fact in facts if fact.kind == "actual"} == {"100"}
    assert result.added[0].figures == 5
    assert result.added[0].passages == len(library.passages("海拉尔区-2021"))
    assert all(library.text(fact.report)[fact.start : fact.end] == fact.quote for fact in facts)
    assert library.check() == []


def test_the_same_bytes_change_nothing(bench: Bench, write_report: WriteReport) -> None:
    path = write_report()
    bench.ingest(path)
    version = bench.library().state
    again = bench.ingest(path, replace=True)

    assert ids(again.unchanged) == ["海拉尔区-2021"]
    assert (again.added, again.replaced, again.failed) == ((), (), ())
    assert bench.library().state == version


def test_a_zip_is_filed_file_by_file(bench: Bench, write_report: WriteReport) -> None:
    archive = write_report().parent / "报告.zip"
    with ZipFile(archive, "w") as package:
        for region in ("海拉尔区", "满洲里市"):
            path = write_report(region=region)
            package.write(path, f"内/{region}.txt")
            path.unlink()
        package.writestr("内/信.txt", "今天天气很好。" * 20)
    result = bench.ingest(archive)

    assert ids(result.added) == ["海拉尔区-2021", "满洲里市-2021"]
    assert [Path(failure.path).parts[-3:] for failure in result.failed] == [
        ("报告.zip", "内", "信.txt")
    ]
    assert ids(bench.ingest(archive).unchanged) == ["海拉尔区-2021", "满洲里市-2021"]


def test_one_file_under_two_names_is_one_report(bench: Bench, write_report: WriteReport) -> None:
    result = bench.ingest(write_report(name="a.txt"), write_report(name="b.txt"))

    assert (ids(result.added), result.unchanged, result.failed) == (["海拉尔区-2021"], (), ())


def test_other_bytes_of_one_identity_are_refused_unless_they_replace(
    bench: Bench, write_report: WriteReport
) -> None:
    bench.ingest(write_report(gdp="100"))
    changed = write_report(gdp="120", name="new.txt")

    refused = bench.ingest(changed)
    assert "--replace" in refused.failed[0].error
    assert "完成100亿元" in bench.library().text("海拉尔区-2021")

    replaced = bench.ingest(changed, replace=True)
    library = bench.library()
    assert ids(replaced.replaced) == ["海拉尔区-2021"]
    assert "完成120亿元" in library.text("海拉尔区-2021")
    values = {fact.value for fact in Ledger(library).facts()}
    assert "120" in values
    assert "100" not in values
    assert library.check() == []


def test_two_files_of_one_identity_in_one_ingest_are_not_both_taken(
    bench: Bench, write_report: WriteReport
) -> None:
    first, second = write_report(gdp="1", name="a.txt"), write_report(gdp="2", name="b.txt")
    result = bench.ingest(first, second, replace=True)

    assert ids(result.added) == ["海拉尔区-2021"]
    assert [failure.path for failure in result.failed] == [str(second)]
    assert "a.txt" in result.failed[0].error


def test_the_callers_word_wins_over_the_text(bench: Bench, write_report: WriteReport) -> None:
    path = write_report()
    result = bench.ingest(path, region="满洲里", year=2019)

    assert ids(result.added) == ["满洲里市-2019"]
    assert ids(bench.ingest(path, region="满洲里", year=2019).unchanged) == ["满洲里市-2019"]


def test_a_filed_text_moves_to_another_identity_only_on_replace(
    bench: Bench, write_report: WriteReport
) -> None:
    path = write_report()
    bench.ingest(path)

    assert "已作为 海拉尔区-2021" in bench.ingest(path, year=2020).failed[0].error
    assert ids(bench.ingest(path, year=2020, replace=True).replaced) == ["海拉尔区-2020"]
    assert ids(bench.library().reports()) == ["海拉尔区-2020"]


def test_a_manifest_names_the_reports_of_its_folder(
    bench: Bench, write_report: WriteReport
) -> None:
    path = write_report()
    entry = {"file": path.name, "region": "乌海市", "title": "题", "source": "源"}
    (path.parent / "manifest.jsonl").write_text(json.dumps(entry), "utf-8")
    report = bench.ingest(path.parent).added[0]

    assert (report.id, report.title, report.source) == ("乌海市-2021", "题", "源")


def test_each_bad_file_is_listed_with_one_line_and_the_others_are_filed(
    bench: Bench, write_report: WriteReport, tmp_path: Path
) -> None:
    bad = {
        "empty.txt": b"",
        "note.txt": "今天开会，讨论下周的安排。".encode() * 20,
        "old.doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "noise.txt": bytes(range(256)) * 40,
        "huge.txt": b"a" * (21 * 2**20),
    }
    for name, content in bad.items():
        (tmp_path / name).write_bytes(content)
    good = write_report()
    result = bench.ingest(*(tmp_path / name for name in bad), good, tmp_path / "absent.txt")

    assert ids(result.added) == ["海拉尔区-2021"]
    assert {Path(failure.path).name for failure in result.failed} == {*bad, "absent.txt"}
    assert all("\n" not in failure.error for failure in result.failed)
    assert bench.library().check() == []


def test_the_reports_of_a_compendium_are_filed_each_for_itself(
    bench: Bench, write_report: WriteReport, tmp_path: Path
) -> None:
    reports = [write_report("临江市", gdp="86.4"), write_report("桦甸市", gdp="132.5")]
    whole = tmp_path / "汇编.txt"
    whole.write_text("\n\n".join(path.read_text("utf-8") for path in reports), "utf-8")

    result = bench.ingest(whole)
    library = bench.library()
    facts = Ledger(library).facts(FactQuery(indicators=("地区生产总值",)))

    assert ids(result.added) == ["临江市-2021", "桦甸市-2021"]
    assert {(fact.region, fact.value) for fact in facts if fact.kind == "actual"} == {
        ("临江市", "86.4"),
        ("桦甸市", "132.5"),
    }
    for report in library.reports():
        assert report.span is not None
        text = whole.read_text("utf-8")[slice(*report.span)]
        assert library.raw(report.id) == text
        assert report.sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert ids(bench.ingest(whole).unchanged) == ["临江市-2021", "桦甸市-2021"]


def test_one_report_of_a_compendium_that_is_taken_spares_the_others(
    bench: Bench, write_report: WriteReport, tmp_path: Path
) -> None:
    bench.ingest(write_report("临江市", gdp="99"))
    reports = [write_report("临江市", gdp="86.4"), write_report("桦甸市", gdp="132.5")]
    whole = tmp_path / "汇编.txt"
    whole.write_text("\n\n".join(path.read_text("utf-8") for path in reports), "utf-8")
    result = bench.ingest(whole)

    assert ids(result.added) == ["桦甸市-2021"]
    assert [failure.error for failure in result.failed] == [
        "临江市-2021 已入库，内容与此文件不同；要替换请加 --replace。"
    ]


def test_a_report_that_a_file_holds_twice_is_filed_once(
    bench: Bench, write_report: WriteReport
) -> None:
    once = write_report()
    twice = write_report(name="twice.txt")
    twice.write_text(once.read_text("utf-8") + "\n" + once.read_text("utf-8"), "utf-8")
    (report,) = bench.ingest(twice).added
    facts = Ledger(bench.library()).facts(FactQuery())

    assert report.doubts == ("文件里同样的全文有2遍，只读了一遍",)
    assert report.sha256 == hashlib.sha256(twice.read_bytes()).hexdigest()
    assert {(fact.period, fact.kind, fact.value, fact.growth) for fact in facts} == {
        ("2020", "actual", "100", "2.1%"),
        ("2020", "actual", "3.4", None),
        ("2021", "target", None, "5%"),
        ("2021", "target", None, "6%"),
    }
    assert len(facts) == 4


def test_an_odd_failure_of_one_file_spares_the_others(
    bench: Bench, write_report: WriteReport
) -> None:
    def fragile(data: bytes, name: str, given: Given) -> tuple[Prepared, ...]:
        if name == "odd.txt":
            raise RecursionError
        return prepare(data, name, given)

    bench.reader = Unconfined(fragile)
    result = bench.ingest(write_report(name="odd.txt"), write_report("乌海市"))

    assert ids(result.added) == ["乌海市-2021"]
    assert "RecursionError" in result.failed[0].error


def test_bytes_filed_by_other_code_are_read_again(
    bench: Bench, write_report: WriteReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_report()
    monkeypatch.setattr(desk, "recipe", lambda: "older code")
    bench.ingest(path)
    monkeypatch.undo()

    assert ids(bench.ingest(path).replaced) == ["海拉尔区-2021"]
    assert ids(bench.ingest(path).unchanged) == ["海拉尔区-2021"]


def test_nothing_ingested_leaves_the_library_empty(bench: Bench, tmp_path: Path) -> None:
    result = bench.ingest(tmp_path / "absent")

    assert len(result.failed) == 1
    assert bench.library().state == 0


def test_removal_takes_the_facts_too(bench: Bench, write_report: WriteReport) -> None:
    bench.ingest(write_report(), write_report("乌海市"))
    bench.remove("海拉尔区-2021")
    library = bench.library()

    assert ids(library.reports()) == ["乌海市-2021"]
    assert {fact.report for fact in Ledger(library).facts()} == {"乌海市-2021"}
    assert library.check() == []
    with pytest.raises(UnknownReport):
        bench.remove("海拉尔区-2021")
