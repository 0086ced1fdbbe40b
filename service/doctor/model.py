"""Whether the model answers, how, and at what cost."""

import asyncio
import time

from pydantic import BaseModel

from prompts import Message
from service.doctor.look import Broken
from service.errors import ServiceError
from service.llm import Backend, Completion
from service.llm.heard import notes_of
from service.settings import Settings
from service.wiring import choose

MODEL_SECONDS = 20.0


def model(settings: Settings) -> tuple[str, str]:
    """How long the endpoint took for one word, and in which manner it answered."""
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
        raise Broken(
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
