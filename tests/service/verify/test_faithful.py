"""A writer who tells the truth is not cut, however it is put."""

from random import Random

import pytest

from service.draft import amount, growth, period_words
from service.facts.model import Fact
from service.verify import DraftLine, prove
from tests.service.verify.faithful import sentences, template_for
from tests.service.verify.ledger_lines import evidence_of, ledger
from vectorstore.library import Library

SURVIVE = 0.95


@pytest.fixture(scope="module")
def facts(seed_library: Library) -> tuple[Fact, ...]:
    """All facts of the five reports."""
    return ledger(seed_library)


def share(cut: list[object], told: int) -> float:
    """How much of what was told stands."""
    return 1 - len(cut) / told


@pytest.mark.parametrize("seed", [1, 2])
def test_sentences_in_a_person_s_words_survive(
    seed_library: Library, facts: tuple[Fact, ...], seed: int
) -> None:
    random = Random(seed)
    reports = {report.id: report for report in seed_library.reports()}
    tellable = [f for f in facts if f.known or 3 <= len(f.indicator) <= 14]
    written = list(sentences(tellable, reports, random))
    told = random.sample(written, 200)
    cut: list[object] = []
    for line, fact in told:
        others = 0 if "，全" in line.text or random.random() < 0.5 else 1
        given = evidence_of([fact], facts, seed_library.reports(), others)
        cut += [(line.text, v.reasons) for v in prove([line], given).verdicts if not v.proven]
    assert share(cut, len(told)) >= SURVIVE, cut


def pairs(facts: tuple[Fact, ...], random: Random, wanted: int) -> list[tuple[Fact, Fact]]:
    """Two results of one report and year."""
    plain = [f for f in facts if template_for(f) and f.kind == "actual" and f.value and f.known]
    found: list[tuple[Fact, Fact]] = []
    while len(found) < wanted:
        one, other = random.sample(plain, 2)
        if (one.report, one.period) == (other.report, other.period):
            found += [(one, other)] if one.indicator != other.indicator else []
    return found


@pytest.mark.parametrize(
    "draft",
    [
        ["{p}{r}{a}为{x}，{b}达到{y}。"],
        ["{p}{r}{a}、{b}分别为{x}和{y}。"],
        ["{p}{r}{a}{x}；其中，{b}{y}。"],
        ["{p}{r}{a}为{x}。", "此外，{b}为{y}。"],
        ["{r}{p}{a}为{x}。", "同时，{b}实现{y}。"],
    ],
)
def test_two_figures_of_one_draft_survive(
    seed_library: Library, facts: tuple[Fact, ...], draft: list[str]
) -> None:
    cut: list[object] = []
    told = pairs(facts, Random(3), 40)
    for one, other in told:
        words = {
            "p": period_words(one.period), "r": one.region, "a": one.indicator, "b": other.indicator,
            "x": amount(one), "y": amount(other),
        }  # fmt: skip
        lines = [DraftLine(each.format(**words)) for each in draft]
        proof = prove(lines, evidence_of([one, other], facts, seed_library.reports(), 1))
        cut += [(v.line.text, v.reasons) for v in proof.verdicts if not v.proven][:1]
    assert share(cut, len(told)) >= SURVIVE, cut


def test_a_result_and_the_target_behind_it_survive(
    seed_library: Library, facts: tuple[Fact, ...]
) -> None:
    cut: list[object] = []
    told = [
        (done, aim) for done in facts for aim in facts
        if done.report == aim.report and done.indicator == aim.indicator and done.known
        and template_for(done) and template_for(aim)
        and (done.kind, aim.kind) == ("actual", "target")
    ]  # fmt: skip
    for done, aim in told:
        was, will = amount(done) or growth(done), amount(aim) or growth(aim)
        when, then = period_words(done.period), period_words(aim.period)
        given = evidence_of([done, aim], facts, seed_library.reports(), 1)
        for text in (
            f"{done.region}{when}{done.indicator}{'为' if done.value else ''}{was}，{then}目标为{will}。",
            f"{done.region}{then}{done.indicator}目标为{will}，{when}实际{was}。",
        ):
            verdict = prove([DraftLine(text)], given).verdicts[0]
            cut += [] if verdict.proven else [(text, verdict.reasons)]
    assert share(cut, 2 * len(told)) >= SURVIVE, cut


def test_a_quotation_stands_with_commas_of_either_width(
    seed_library: Library, facts: tuple[Fact, ...]
) -> None:
    cut: list[object] = []
    told = Random(5).sample(facts, 60)
    wide = str.maketrans(",;:()", "，；：（）")
    for fact in told:
        lead = f"提出的{fact.year}年计划是" if fact.kind == "target" else "报告指出"
        line = DraftLine(f"{fact.region}{lead}：“{fact.quote.translate(wide)}”[1]。", (1,))
        verdict = prove([line], evidence_of([fact], facts, seed_library.reports())).verdicts[0]
        cut += [] if verdict.proven else [(line.text, verdict.reasons)]
    assert share(cut, len(told)) >= SURVIVE, cut
