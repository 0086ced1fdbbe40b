"""What is configured, what works, and what to do about what does not."""

from service.doctor import library, model, serving
from service.doctor.look import REBUILD, Broken, Look
from service.settings import Settings
from service.shapes import Shape


class DoctorCheck(Shape):
    """One thing looked at; `fix` says what to do, and may advise where all is well."""

    name: str
    ok: bool
    detail: str
    fix: str = ""


class Diagnosis(Shape):
    """All checks; `ok` when none found anything broken."""

    checks: tuple[DoctorCheck, ...]
    ok: bool


def examine(settings: Settings) -> Diagnosis:
    """Look at everything; no check keeps another from being made."""
    checks = tuple(_made(name, look, settings) for name, look in _LOOKS.items())
    return Diagnosis(checks=checks, ok=all(check.ok for check in checks))


def _made(name: str, look: Look, settings: Settings) -> DoctorCheck:
    try:
        detail, fix = look(settings)
    except Broken as broken:
        return DoctorCheck(name=name, ok=False, detail=broken.detail, fix=broken.fix)
    except Exception as error:  # noqa: BLE001  the boundary: a check that fails is a finding
        told = f"检查时出错（{type(error).__name__}：{' '.join(str(error).split())[:120]}）"
        return DoctorCheck(name=name, ok=False, detail=told, fix=REBUILD)
    return DoctorCheck(name=name, ok=True, detail=detail, fix=fix)


_LOOKS: dict[str, Look] = {
    "程序": serving.program,
    "数据目录": serving.data_dir,
    "模型": model.model,
    "资料库": library.library,
    "原件": library.originals,
    "缓存": library.caches,
    "密钥": serving.keys,
    "读取": library.reading,
    "队列": serving.queue,
    "向量": library.embeddings,
    "长度计算": serving.tokens,
    "网页和接口": serving.serving,
    "审计": serving.audit,
}
