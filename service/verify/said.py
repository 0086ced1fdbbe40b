"""One line read for its proof: its cues, its quantities, and what each of them is said of."""

from dataclasses import replace
from functools import cached_property

from service.language.indicators import find
from service.verify.cue import Dimension, DimensionCue
from service.verify.cues import ITEM_STOPS, clause_bounds, cues, governing, item_cue, modality
from service.verify.evidence import Context, DraftEvidence, DraftLine
from service.verify.listed import distributed
from service.verify.numbers import Quantity, quantities
from service.verify.quotes import Quoted, blank_markers, quoted, verbatim
from service.verify.said_of import Said
from vectorstore import late

BARE = late.pattern(
    r"(?:[比较]上年|[比较]去年|同比|年均|较上年同期)?"
    r"(?:增长|下降|增速|增幅|增|减少|提高|上升|回落)(?:[为了约达超近]|达到|超过)?"
)
HALVES = {"城镇": ("城镇", "城市"), "农村": ("农村", "农牧民", "农民", "乡村")}
HALF = late.pattern("|".join(name for names in HALVES.values() for name in names))
JOINT = late.pattern(r"(?:[、,，]|和|与|及|以及|，?(?:至|到))\s*")


class LineReading:
    """A line with everything the proof looks at, read once; `context` is what goes unsaid."""

    def __init__(self, line: DraftLine, evidence: DraftEvidence, context: Context) -> None:
        self.line = line
        self.evidence = evidence
        self.context = context
        self.text = blank_markers(line.text)
        self.cues = cues(self.text, evidence)
        self.quantities = quantities(line.text)
        self.quotes = quoted(line, evidence)
        self.verbatim = verbatim(line, evidence)

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where the quantities stand."""
        return [(quantity.start, quantity.end) for quantity in self.quantities]

    @cached_property
    def _shared(self) -> dict[Dimension, dict[tuple[int, int], DimensionCue]]:
        dimensions: tuple[Dimension, ...] = ("region", "period", "indicator")
        return {d: distributed(self.cues, d, self.text, self.places) for d in dimensions}

    @cached_property
    def outside(self) -> tuple[DimensionCue, ...]:
        """The cues of the draft's own words, those inside quotations left out."""
        spans = [self.verbatim] if self.verbatim else list(self.quotes)
        return tuple(
            cue
            for cue in self.cues
            if not any(s.citation and s.start <= cue.start and cue.end <= s.end for s in spans)
        )

    @cached_property
    def is_spoken(self) -> bool:
        """Whether the line speaks a report's words as its own, not quoting them."""
        if self.verbatim is None or self.verbatim.start == 0:
            return False
        return self.text[: self.verbatim.start].rstrip()[-1:] not in tuple('：:“「"')

    def quotation(self, quantity: Quantity) -> Quoted | None:
        """The true quotation that a quantity stands in, one of whole clauses before a name."""
        inside = [
            quote
            for quote in (*self.quotes, *((self.verbatim,) if self.verbatim else ()))
            if quote.citation and quote.start <= quantity.start and quantity.end <= quote.end
        ]
        return next((quote for quote in inside if quote.whole), inside[0] if inside else None)

    def under(self, dimension: Dimension, quantity: Quantity) -> DimensionCue | None:
        """The cue that governs a quantity, “分别” lists resolved."""
        place = (quantity.start, quantity.end)
        shared = self._shared.get(dimension, {}).get(place)
        if shared:
            return shared
        if dimension == "indicator":
            return item_cue(self.cues, self.text, *place)
        return governing(self.cues, dimension, self.text, *place)

    def indicator(self, quantity: Quantity) -> DimensionCue | None:
        """The indicator a quantity is said of; an earlier one that cannot take its unit is none."""
        cue = self._resided(self.under("indicator", quantity), quantity)
        if cue is None or quantity.figure is None:
            return cue
        known = find(cue.value)
        unit = quantity.figure.plain_unit
        own_item = clause_bounds(self.text, quantity.start, quantity.end, ITEM_STOPS)
        near = own_item[0] <= cue.start < own_item[1]
        growing = unit in ("%", "个百分点", "倍", "番", "")
        return cue if known is None or near or growing or known.takes(unit) else None

    def is_bare_growth(self, quantity: Quantity) -> bool:
        """Whether a growth follows a number and names nothing itself (…完成8.79亿元，增长0.8%)."""
        if (quantity.start, quantity.end) in self._shared.get("indicator", {}):
            return False
        return bool(BARE.fullmatch(self.before(quantity)))

    def _resided(self, cue: DimensionCue | None, quantity: Quantity) -> DimensionCue | None:
        """城镇…为660元，农村为5200元: where the item names but the other half, the thing is
        that of the half."""
        dealt = (quantity.start, quantity.end) in self._shared.get("indicator", {})
        if cue is None or dealt or quantity.end <= cue.start:
            return cue
        left, _ = clause_bounds(self.text, quantity.start, quantity.end, ITEM_STOPS)
        other = HALF.search(self.text, left, quantity.start) if cue.start < left else None
        if other is None or cue.value[:2] not in HALVES or other.group() in HALVES[cue.value[:2]]:
            return cue
        half = "农村" if cue.value[:2] == "城镇" else "城镇"
        return replace(cue, value=half + cue.value[2:], start=other.start(), end=other.end())

    def said(self, quantity: Quantity) -> Said:
        """Everything a readable quantity is said of."""
        assert quantity.figure is not None
        region, period = self.under("region", quantity), self.under("period", quantity)
        indicator = self.indicator(quantity)
        basis = governing(self.cues, "basis", self.text, quantity.start, quantity.end)
        clause = max(self.text.rfind(stop, 0, quantity.start) for stop in "。；;") + 1
        basis_value = basis.value if basis and basis.start >= clause else None
        base = governing(self.cues, "base", self.text, quantity.start, quantity.end)
        kind = modality(self.cues, self.places, self.text, quantity.start, quantity.end)
        return Said(
            figure=quantity.figure,
            before=self.before(quantity),
            after=self._after(quantity),
            region=region.value if region else self.context.region,
            region_text=self.text[region.start : region.end] if region else "",
            region_before=self._region_before(region),
            period=period.value if period else self.context.period,
            period_said=period is not None,
            indicator=indicator.value if indicator else self._unnamed(quantity),
            indicator_text=self.text[indicator.start : indicator.end] if indicator else "",
            beside=self._beside(quantity),
            modality=kind or self.context.kind,
            average=basis_value == "average",
            cumulative=basis_value == "cumulative",
            base=base.value if base and base.start >= clause else None,
        )

    def _region_before(self, last: DimensionCue | None) -> str | None:
        """The region named before the last one in the same clause, else what is understood."""
        if last is None:
            return None
        left, _ = clause_bounds(self.text, last.start, last.end)
        earlier = [
            cue.value
            for cue in self.cues
            if cue.dimension == "region" and left <= cue.start < last.start
        ]
        return earlier[-1] if earlier else self.context.region

    def _beside(self, quantity: Quantity) -> tuple[str, ...]:
        """The indicators named in the item that a quantity stands in."""
        left, right = clause_bounds(self.text, quantity.start, quantity.end, ITEM_STOPS)
        return tuple(
            self.text[cue.start : cue.end]
            for cue in self.cues
            if cue.dimension in ("indicator", "whole") and left <= cue.start < right
        )

    def named(self, quantity: Quantity) -> DimensionCue | None:
        """The ledger's own name for something that a number is part of: 5000万元以上项目."""
        inside = (
            cue
            for cue in self.cues
            if cue.dimension == "indicator"
            and cue.start <= quantity.start
            and quantity.end <= cue.end
        )
        return next(inside, None)

    def _unnamed(self, quantity: Quantity) -> str | None:
        return None if self.under("indicator", quantity) else self.context.indicator

    def before(self, quantity: Quantity) -> str:
        """The words in front of a quantity; the members of a list share those of the first."""
        at = self.quantities.index(quantity)
        while at > 0 and self._joined(self.quantities[at - 1], self.quantities[at]):
            at -= 1
        first = self.quantities[at]
        left = max(self.text.rfind(stop, 0, first.start) for stop in ITEM_STOPS) + 1
        return self.text[left : first.start]

    def _after(self, quantity: Quantity) -> str:
        """The words behind a quantity, to the end of its item."""
        _, right = clause_bounds(self.text, quantity.start, quantity.end, ITEM_STOPS)
        return self.text[quantity.end : right]

    def _joined(self, one: Quantity, other: Quantity) -> bool:
        if one.figure is None or other.figure is None:
            return False
        between = self.text[one.end : other.start].strip()
        return one.figure.plain_unit == other.figure.plain_unit and bool(JOINT.fullmatch(between))
