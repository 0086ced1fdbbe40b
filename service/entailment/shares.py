"""Shares that follow from a part and a whole that a draft names, printed or not."""

from collections.abc import Sequence
from itertools import permutations

from service.entailment.agreement import same_unit
from service.entailment.numbers import Number
from service.entailment.operands import (
    Operand,
    Ways,
    covered,
    head_of,
    is_share,
    named,
    same_sentence,
    value_of,
)
from service.entailment.pool import Pool
from vectorstore import late

PART = late.pattern("占|其中|[率比]|约?有|已|用于|来自|过半|属于|相当于")
OF_ALL = late.pattern(
    r"占到?了?(?P<all>(?!了)[^,;。:\d一半]{2,20}?)的?(?=[\d一二三四五六七八九十半近约超过]+)"
)
TWO = 2


def shares(pool: Pool, number: Number) -> Ways:
    """A part of a whole that the draft names, printed or not: 2140个，约有一半已建成投产."""
    start, end = pool.reading.clause(number.start)
    if number.unit != "%" or not PART.search(pool.reading.text, start, end):
        return
    clause = pool.reading.text[start:end]
    told = [e for e in pool.told if e.held.unit != "%" and not e.held.is_rank]
    before = [e for e in told if e.said and e.said.start < number.start]
    of = OF_ALL.search(clause)
    for part in before[-1:]:
        wholes = pool.unsaid(number, part.held.unit, of["all"]) if of else before[:-1]
        yield from _of(number, part, wholes)
    for one in told:
        text = "|".join((clause, *head_of(one)))
        unsaid = [e for e in pool.unsaid(number, one.held.unit) if covered(e, text)]
        for other in (*told, *unsaid):
            part, whole = sorted((one, other), key=value_of)
            if one.premise is other.premise:
                yield from _of(number, part, [whole])
    yield from _of_derived(pool, number, before, clause)
    if number.rough is None:  # unsaid both, in one sentence of a quote
        units = {n.unit for p in pool.sources for n in p.reading.numbers} - {"%"}
        for unit in units:
            both = [e for e in pool.unsaid(number, unit, clause) if covered(e, clause)]
            for part, whole in permutations(both, TWO):
                if same_sentence(part, whole):
                    yield from _of(number, part, [whole])


def _of_derived(pool: Pool, number: Number, before: Sequence[Operand], clause: str) -> Ways:
    """合计5000套，其中60%属于公租房: a part of what was found to follow."""
    for said, operands in pool.derived:
        unsaid = [e for e in pool.unsaid(number, said.unit, clause) if pool.framed(e, number)]
        told = [e for e in pool.printed(said.unit) if named(e, clause)]
        for part in (*unsaid, *told) or before[-1:]:
            alike = same_unit(part.held.unit, said.unit) and value_of(part) < (said.value or 0)
            if alike and said.value and is_share(number, value_of(part) / said.value * 100):
                yield part, *operands


def _of(number: Number, part: Operand, wholes: Sequence[Operand]) -> Ways:
    for whole in wholes:
        alike = whole.held is not part.held and same_unit(part.held.unit, whole.held.unit)
        alike = alike and 0 < value_of(part) < value_of(whole)
        if alike and is_share(number, value_of(part) / value_of(whole) * 100):
            yield part, whole
