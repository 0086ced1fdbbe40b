"""The OpenAI-compatible endpoint of the settings."""

import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import httpx2
import openai
from langchain_openai import ChatOpenAI
from pydantic import SecretStr

from service.errors import BadSettings
from service.llm import before_request
from service.llm.openai_compatible import OpenAICompatible, call_ends
from service.llm.unbuilt import Unbuilt
from service.llm.upstream import retry_after
from service.settings import OPENAI_URL, Settings, is_loopback

_NO_KEY = "none"  # local servers take any key; the client wants one


def from_settings(settings: Settings) -> OpenAICompatible | Unbuilt:
    """The backend of the configured endpoint; one whose client cannot be built answers nothing,
    and says why: answers degrade."""
    try:
        chat = ChatOpenAI(model=settings.openai_model, **options(settings))
    except ImportError as error:
        return Unbuilt(
            "openai", settings.openai_model, f"代理要用软件包{_package(error)}，没有安装"
        )
    except (ValueError, TypeError, OSError, openai.OpenAIError) as error:
        return Unbuilt("openai", settings.openai_model, f"{type(error).__name__}")
    return OpenAICompatible(
        chat,
        model=settings.openai_model,
        deadline=settings.deadline,
        temperature=settings.temperature,
        limit=limit_for("openai", settings.openai_base_url),
    )


def _package(error: ImportError) -> str:
    return "socksio" if "socks" in str(error) else error.name or str(error)


def options(settings: Settings) -> dict[str, Any]:
    """What the client of the endpoint is made with; its one retry layer is the SDK's."""
    key = settings.openai_api_key
    if key is None and settings.openai_base_url == OPENAI_URL:
        raise BadSettings("选择了openai方式，但没有设置OPENAI_API_KEY；请设置后重试。")
    host = urlsplit(settings.openai_base_url).hostname or ""
    timeout = httpx2.Timeout(settings.deadline, connect=settings.connect_timeout)
    hooks = {"request": [_tell], "response": [_never_sleep_past_the_end]}
    return {
        "api_key": SecretStr(key.get_secret_value().strip()) if key else SecretStr(_NO_KEY),
        "base_url": settings.openai_base_url,
        "timeout": timeout,
        "max_retries": settings.retries,
        "stream_usage": True,
        "stream_chunk_timeout": 0,
        "use_responses_api": False,
        "http_async_client": openai.DefaultAsyncHttpxClient(
            timeout=timeout, event_hooks=hooks, trust_env=not is_loopback(host)
        ),
    }


async def _tell(_: httpx2.Request) -> None:
    if tell := before_request.get(None):
        tell()


async def _never_sleep_past_the_end(response: httpx2.Response) -> None:
    """Tells the SDK not to wait for a Retry-After that the deadline forbids anyway."""
    wait = retry_after(response) if response.status_code >= 400 else None
    ends = call_ends.get(None)
    if wait and ends is not None and asyncio.get_running_loop().time() + wait > ends:
        response.headers["x-should-retry"] = "false"


def limit_for(provider: str, base_url: str) -> Callable[[int], dict[str, Any]]:
    """ChatOpenAI renames max_tokens, and servers other than OpenAI's ignore the new name."""
    if provider != "openai" or urlsplit(base_url).hostname == "api.openai.com":
        return lambda tokens: {"max_tokens": tokens}
    return lambda tokens: {"extra_body": {"max_tokens": tokens}}
