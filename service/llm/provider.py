"""A model of any provider that LangChain knows, named in one setting: `ollama:qwen3`."""

import re
from typing import Any, cast

import openai
from langchain.chat_models import init_chat_model
from langchain_core.language_models.chat_models import BaseChatModel
from langchain_openai.chat_models.base import BaseChatOpenAI

from service.errors import BadSettings
from service.llm.endpoint import limit_for, options
from service.llm.openai_compatible import OpenAICompatible
from service.settings import Settings

_PACKAGE = re.compile(r"langchain-[\w-]+")


def from_settings(settings: Settings, named: str) -> OpenAICompatible:
    """The backend of `provider:model`, under the provider's name.

    Of a call's options only those of the OpenAI protocol are common to several providers; any
    other is given its limits once and for all, and asked for JSON in the prompt alone. Its
    client may raise anything: all of it is a failure of the provider.
    """
    provider, _, model = named.partition(":")
    chat = _chat(settings, provider, model)
    speaks_openai = isinstance(chat, BaseChatOpenAI)
    return OpenAICompatible(
        chat,
        name=provider,
        model=model,
        deadline=settings.deadline,
        temperature=settings.temperature if speaks_openai else None,
        limit=limit_for(provider, settings.openai_base_url) if speaks_openai else lambda _: {},
        schemas=speaks_openai,
        failures=(Exception,),
    )


def _chat(settings: Settings, provider: str, model: str) -> BaseChatModel:
    """The provider's client; key and address of any but `openai` stand where it looks for them."""
    given = options(settings) if provider == "openai" else _limits(settings)
    try:
        return cast(BaseChatModel, init_chat_model(model, model_provider=provider, **given))
    except ImportError as error:
        package = _PACKAGE.search(str(error))
        raise BadSettings(
            f"设置GONGBAO_MODEL的“{provider}”要用软件包{package[0] if package else error.name}，"
            "这里没有安装；请用pip install装好后重试。"
        ) from error
    except (ValueError, openai.OpenAIError) as error:
        raise BadSettings(
            f"设置GONGBAO_MODEL的“{provider}:{model}”不能用：没有这个供应方，"
            "或没有设置它的密钥和地址；请检查后重试。"
        ) from error


def _limits(settings: Settings) -> dict[str, Any]:
    given = {
        "timeout": settings.deadline,
        "max_retries": settings.retries,
        "max_tokens": settings.answer_tokens,
        "temperature": settings.temperature,
    }
    return {name: value for name, value in given.items() if value is not None}
