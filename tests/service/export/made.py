"""A hand-made comparison and briefing, with words that want to be markup or formulas."""

from service.shapes import (
    Block,
    Brief,
    Cell,
    Citation,
    Comparison,
    Item,
    ReportItems,
    Row,
    Summary,
    Table,
    Topic,
)
from service.tasks.compare.bars import with_bars
from tests.service.tasks.making import fact, report

EVIL = '=cmd|"/c calc"!A1<script>alert(1)</script>|*粗*'
A, B = report("甲市", 2021), report("乙县", 2022)
RESULT = fact(A, value="141.5")
OTHER = fact(B, "预计生产总值12000万元左右", value="12000", unit="万元", kind="expected",
             growth="-2.5%", qualifier="左右")  # fmt: skip
RATE = fact(B, "固定资产投资增长8%", value=None, unit=None, growth="8%", indicator="固定资产投资")


def citation(n: int, quote: str = EVIL) -> Citation:
    """A citation of the first report."""
    return Citation(n=n, report=A.id, region=A.region, year=A.year, section=("一、回顾",),
                    quote=quote, start=0, end=len(quote))  # fmt: skip


def comparison() -> Comparison:
    """Two reports and a region that is not held."""
    absent = Cell(report="丙市", state="not_in_library", note="未收录该报告")
    return Comparison(
        columns=(A, B),
        rows=tuple(map(with_bars, (
            Row(indicator="地区生产总值", kind="result", cells=(
                Cell(report=A.id, state="value", fact=RESULT, facts=(RESULT,), comparable=True),
                Cell(report=B.id, state="value", fact=OTHER, facts=(OTHER,), note=EVIL), absent)),
            Row(indicator="固定资产投资", kind="result", cells=(
                Cell(report=A.id, state="no_number"),
                Cell(report=B.id, state="value", fact=RATE, facts=(RATE,)), absent)),
            Row(indicator=EVIL, kind="target", cells=(
                Cell(report=A.id, state="not_mentioned"),
                Cell(report=B.id, state="not_mentioned"), absent)),
        ))),
        summaries=(Summary(report=A.id, done=(Item(text=EVIL, citations=(1,)),)),
                   Summary(report=B.id)),
        findings=(Item(text=EVIL, citations=(1,)),),
        topic=Topic(
            name=EVIL,
            regions=(ReportItems(report=A.id, items=(Item(text=EVIL, citations=(1,)),)),
                     ReportItems(report="丙市", items=(Item(text="未收录该报告。"),))),
            common=(Item(text="甲市、乙县都提到“一窗受理”。", citations=(1,)),),
            only=(ReportItems(report=A.id, items=(Item(text="只有甲市提到“专班”。", citations=(1,)),)),),
        ),
        citations=(citation(1),),
        notes=(EVIL,),
        backend="offline",
    )  # fmt: skip


def brief(sources: bool = False, length: int = 60) -> Brief:
    """A briefing of one report."""
    return Brief(
        title="甲市2021年政府工作报告要点",
        date="2026年3月5日",
        reports=(A,),
        blocks=(
            Block(heading="主要工作", items=(Item(text="实施项目101个,投资22.4亿元。" * (length // 20),
                                              citations=(1,)),), joined=True),
            Block(heading="存在问题", items=(Item(text=EVIL, citations=(1,)),)),
        ),
        table=Table(heading="主要指标", after=1, header=("指标", "2020年"),
                    rows=(("地区生产总值", "141.5亿元"),), citations=((None, 1),)),
        notes=("资料来源:甲市2021年政府工作报告。",),
        citations=(citation(1),),
        sources=sources,
        backend="offline",
    )  # fmt: skip
