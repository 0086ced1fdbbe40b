"""An expected fact beside one of the ledger: which fields agree, and how the others slipped."""

import re
from collections.abc import Sequence

from evals.amounts import PlainAmount, amount, decimal
from evals.dataset import ExpectedFact, allowed
from evals.names import known, of_case, same_name
from service.facts.model import Fact

DIMENSIONS: dict[str, tuple[str, ...]] = {
    "value": ("value", "growth"),
    "unit": ("unit",),
    "period": ("period",),
    "kind": ("kind", "basis"),
    "entity": ("region", "indicator", "scope"),
    "qualifier": ("qualifier", "growth_qualifier"),
}
_WEAK = {"达", "达到", "", None}
_ALIKE = ({"超", "超过", "突破", "逾"}, {"近", "接近"}, {"约", "左右", "大约"}, {"余", "多"})
_POWER = re.compile(r"^1(?:E[+-]?\d+|0*)$|^0\.0*1$")


def compared(expected: ExpectedFact, fact: Fact) -> dict[str, bool]:
    """For each field that is judged, whether the fact says what is expected."""
    judged = {field for fields in DIMENSIONS.values() for field in fields}
    names = [name for name in judged & expected.model_fields_set if name != "indicator"]
    found = {name: _same(name, expected, fact) for name in sorted(names)}
    if "indicator" in expected.model_fields_set:
        found["indicator"] = _same_indicator(expected, fact)
    return found


def dimensions(fields: dict[str, bool]) -> dict[str, bool]:
    """The judged dimensions, each right only if all of its fields are."""
    return {
        dimension: all(fields[name] for name in names if name in fields)
        for dimension, names in DIMENSIONS.items()
        if any(name in fields for name in names)
    }


def _same(name: str, expected: ExpectedFact, fact: Fact) -> bool:
    wanted, said = getattr(expected, name), getattr(fact, name)
    if name in ("value", "unit"):
        return _same_amount(name, expected, fact)
    if name == "growth":
        return _same_growth(wanted, said)
    if name in ("qualifier", "growth_qualifier"):
        return _same_qualifier(wanted, said)
    if name == "scope":
        return _same_scope(wanted, said, fact)
    if name in ("period", "kind", "basis"):
        return said in allowed(wanted)
    return wanted == said


def _same_scope(wanted: str | None, said: str | None, fact: Fact) -> bool:
    """Outside the lexicon the name may say whose it is: 免税区交易额 is of the 免税区."""
    if wanted and said is None and not fact.known:
        return wanted.strip("“”").replace("”", "") in fact.indicator_text.replace("”", "")
    return (wanted is None) == (said is None) and (wanted or "") in (said or "")


def _amount(value: str | None, unit: str | None) -> PlainAmount | None:
    if value is None:
        return None
    return amount(value if unit and value.endswith(unit) else value + (unit or ""))


def _same_amount(name: str, expected: ExpectedFact, fact: Fact) -> bool:
    """One amount in other scales (1.2万亿元, 12000亿元) is the same value and the same unit."""
    unit = expected.unit if "unit" in expected.model_fields_set else fact.unit
    if (expected.value, unit) == (fact.value, fact.unit):
        return True
    wanted, said = _amount(expected.value, unit), _amount(fact.value, fact.unit)
    if wanted is None or said is None:
        return name == "unit" and unit == fact.unit
    if name == "unit":
        return bool(wanted.unit) and wanted.unit == said.unit
    return wanted.value == said.value


def _same_growth(wanted: str | None, said: str | None) -> bool:
    if wanted == said or wanted is None or said is None:
        return wanted == said
    if wanted.replace("%-", "-") == said.replace("%-", "-"):  # 6.5%-7% is 6.5-7%
        return True
    rates = decimal(wanted), decimal(said)
    return None not in rates and rates[0] == rates[1] and wanted[-1] == said[-1]


def _same_qualifier(wanted: str | None, said: str | None) -> bool:
    if wanted == said or (wanted in _WEAK and said in _WEAK):
        return True
    return any(wanted in group and said in group for group in _ALIKE)


def _same_indicator(expected: ExpectedFact, fact: Fact) -> bool:
    """By the evaluation's own names; a noun phrase must not be taken for one of them."""
    if expected.indicator is None:
        return True
    meant = of_case(expected.indicator)
    wanted, said = known(meant.name), known(fact.indicator)
    if wanted is not None:
        same = said is wanted or fact.indicator == expected.indicator
        return same and meant.scope in (fact.scope or "")
    if said is None:
        return True
    gold = f"{expected.indicator} {expected.indicator_text or ''}"
    return any(name in gold for name in (fact.indicator, fact.indicator_text))


def whole_name(expected: ExpectedFact, fact: Fact) -> bool:
    """Whether a fact's name is the whole of the gold's: 产值 is not 医药健康产业产值."""
    if expected.indicator is None:
        return True
    names = (of_case(expected.indicator).name, expected.indicator_text or "")
    said = (fact.indicator, fact.indicator_text)
    quote, scope = expected.quote or "", fact.scope or ""
    return any(
        same_name(name, each, quote=quote, scope=scope) for name in names if name for each in said
    )


def slips(expected: ExpectedFact, fact: Fact, fields: dict[str, bool]) -> tuple[str, ...]:
    """The known ways to go wrong that the disagreeing fields show."""
    wrong = {name for name, agrees in fields.items() if not agrees}
    found = [*_number_slips(expected, fact, wrong)]
    if "kind" in wrong:
        both = {fact.kind, *allowed(expected.kind)}
        is_target = "target" in both and both & {"actual", "expected"}
        found.append("target/result" if is_target else "kind")
    named = {"region": "neighbour region", "indicator": "indicator", "scope": "scope",
             "period": "period", "basis": "basis"}  # fmt: skip
    found += [slip for name, slip in named.items() if name in wrong]
    for name in ("qualifier", "growth_qualifier"):
        if name in wrong:
            found.append("qualifier" if getattr(fact, name) else "qualifier dropped")
    return tuple(dict.fromkeys(found))


def _number_slips(expected: ExpectedFact, fact: Fact, wrong: set[str]) -> Sequence[str]:
    found: list[str] = []
    if "growth" in wrong and expected.growth and fact.growth:
        opposite = expected.growth.lstrip("-") == fact.growth.lstrip("-")
        found.append("direction" if opposite else "growth")
    if {"value", "unit"} & wrong:
        wanted, said = _amount(expected.value, expected.unit), _amount(fact.value, fact.unit)
        if wanted and said and wanted.value and said.value:
            found.append(_amount_slip(wanted, said))
        else:
            found.append("value")
    elif "growth" in wrong and not found:
        found.append("growth")
    return found


def _amount_slip(wanted: PlainAmount, said: PlainAmount) -> str:
    if {wanted.unit, said.unit} == {"%", "个百分点"}:
        return "%/个百分点"
    if wanted.value == said.value:
        return "unit"
    ratio = (wanted.value / said.value).normalize()
    if ratio in (10**4, 1 / type(ratio)(10**4)):
        return "万/亿"
    return "10^k" if _POWER.match(str(ratio)) else "value"
