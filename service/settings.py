"""The only reader of the environment: one frozen object, read once."""

import os
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from pydantic import AliasChoices, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from service.errors import BadSettings
from vectorstore.places import Places

OPENAI_URL = "https://api.openai.com/v1"


def user_cache() -> Path:
    """Where this user's programs keep what they can make again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")) / "gongbao"


@dataclass(frozen=True, slots=True)
class EmbeddingsSpec:
    """Which embeddings a library is made with; plain values, so that it travels to a child.

    `weights_dir` is where the embedded model keeps its converted weights. One who is not
    `patient` hears at once that an endpoint is busy.
    """

    kind: Literal["local", "openai"] = "local"
    model: str = ""
    base_url: str = ""
    api_key: str = field(default="", repr=False)
    timeout: float = 60.0
    patient: bool = True
    weights_dir: str = field(default_factory=lambda: str(user_cache()))


def _either(name: str) -> AliasChoices:
    """`GONGBAO_<name>` first, then the usual `<name>`."""
    return AliasChoices(f"GONGBAO_{name}", name)


class Settings(BaseSettings):
    """All settings, from `GONGBAO_*` and the usual `OPENAI_*`; times in seconds.

    Each description is the Chinese reading of "must be"; it ends a complaint about a bad value.
    """

    model_config = SettingsConfigDict(
        env_prefix="GONGBAO_", env_ignore_empty=True, frozen=True, extra="ignore",
        validate_by_name=True, validate_by_alias=True,
    )  # fmt: skip

    data_dir: Path = Field(Path(".gongbao"), description="一个文件夹的路径")
    database_url: SecretStr | None = Field(None, description="postgresql+psycopg://开头的地址")
    chroma_url: str | None = Field(None, description="以http://或https://开头的地址")
    keep_states: int = Field(3, ge=1, le=100, description="1到100的整数")
    backend: Literal["auto", "offline", "openai"] = Field(
        "auto", description="auto、offline或openai"
    )
    openai_api_key: SecretStr | None = Field(
        None, validation_alias=_either("OPENAI_API_KEY"), description="一个密钥"
    )
    openai_base_url: str = Field(
        OPENAI_URL,
        validation_alias=_either("OPENAI_BASE_URL"),
        description="以http://或https://开头的地址",
    )
    openai_model: str = Field(
        "gpt-4.1-mini", validation_alias=_either("OPENAI_MODEL"), description="一个模型名"
    )
    model: str | None = Field(
        None, pattern=r"^[a-z][a-z0-9_-]*:.+$", description="供应方:模型名，如ollama:qwen3"
    )
    temperature: float | None = Field(0.0, ge=0, le=2, description="0到2的数")

    embeddings: Literal["local", "openai"] = Field("local", description="local或openai")
    embeddings_model: str = Field("text-embedding-3-small", description="一个向量模型名")
    embeddings_base_url: str | None = Field(None, description="以http://或https://开头的地址")
    embeddings_api_key: SecretStr | None = Field(None, description="一个密钥")
    weights_dir: Path = Field(default_factory=user_cache, description="一个文件夹的路径")

    deadline: float = Field(120, gt=0, le=3600, description="1到3600的秒数")
    connect_timeout: float = Field(5, gt=0, le=120, description="1到120的秒数")
    retries: int = Field(2, ge=0, le=10, description="0到10的整数")
    prompt_tokens: int = Field(12_000, ge=500, le=1_000_000, description="500以上的整数")
    answer_tokens: int = Field(1000, ge=50, le=100_000, description="50以上的整数")

    host: str = Field("127.0.0.1", min_length=1, description="一个主机名或地址")
    port: int = Field(8000, ge=0, le=65535, description="0到65535的整数")
    token: SecretStr | None = Field(None, min_length=8, description="8个以上的字符")
    upload_bytes: int = Field(64 * 2**20, ge=1024, description="1024以上的字节数")
    allowed_hosts: str | None = Field(None, description="主机名，多个用逗号分开")
    trusted_proxies: str | None = Field(None, description="代理的地址，多个用逗号分开")

    questions_at_once: int = Field(16, ge=1, le=1000, description="1到1000的整数")
    waiting_seconds: float = Field(4, gt=0, le=600, description="600以内的秒数")
    models_at_once: int = Field(16, ge=1, le=1000, description="1到1000的整数")
    uploads_at_once: int = Field(20, ge=1, le=1000, description="1到1000的整数")
    uploads_bytes: int = Field(512 * 2**20, ge=1024, description="1024以上的字节数")
    pending_at_once: int = Field(200, ge=1, le=10_000, description="1到10000的整数")
    pending_bytes: int = Field(1024 * 2**20, ge=1024, description="1024以上的字节数")
    requests_per_minute: int = Field(600, ge=0, description="0以上的整数，0为不限")
    tokens_per_day: int = Field(0, ge=0, description="0以上的整数，0为不限")
    request_seconds: float = Field(300, gt=0, le=3600, description="1到3600的秒数")
    head_seconds: float = Field(15, gt=0, le=600, description="600以内的秒数")
    drain_seconds: float = Field(2, ge=0, le=600, description="0到600的秒数")
    body_seconds: float = Field(120, gt=0, le=3600, description="1到3600的秒数")

    oidc_issuer: str | None = Field(None, description="以http://或https://开头的地址")
    oidc_audience: str | None = Field(None, description="一个受众名")
    oidc_algorithms: str = Field(
        "RS256,ES256", pattern=r"^ *(?:[REP]S\d{3}|EdDSA|Ed25519)(?: *, *(?:[REP]S\d{3}|EdDSA|Ed25519))* *$",
        description="非对称签名算法，如RS256,ES256",
    )  # fmt: skip
    oidc_keys_url: str | None = Field(None, description="以http://或https://开头的地址")
    oidc_role_claim: str = Field("gongbao_role", description="一个字段名")

    approve_uploads: bool = Field(False, description="true或false")
    audit: bool = Field(True, description="true或false")
    audit_questions: bool = Field(False, description="true或false")
    log_requests: bool = Field(False, description="true或false")
    audit_bytes: int = Field(16 * 2**20, ge=4096, description="4096以上的字节数")

    @field_validator(
        "openai_base_url", "embeddings_base_url", "oidc_issuer", "oidc_keys_url", "chroma_url"
    )
    @classmethod
    def _is_an_address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("http://", "https://")):
            raise ValueError("no http address")
        return value and value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: SecretStr | None) -> SecretStr | None:
        if value and not value.get_secret_value().startswith("postgresql+psycopg://"):
            raise ValueError("no PostgreSQL address")
        return value

    @property
    def places(self) -> Places:
        """Where the library lives."""
        url = self.database_url.get_secret_value() if self.database_url else None
        return Places(self.data_dir, url, self.chroma_url, self.keep_states)

    @property
    def hosts(self) -> frozenset[str]:
        """The host names under which the service may be asked for, besides its own."""
        return frozenset(_listed(self.allowed_hosts))

    @property
    def proxies(self) -> tuple[str, ...]:
        """The proxies whose word on the client's address is taken."""
        return _listed(self.trusted_proxies)

    @property
    def embeddings_spec(self) -> EmbeddingsSpec:
        """The embeddings asked for; address and key default to those of the model."""
        if self.embeddings == "local":
            return EmbeddingsSpec(weights_dir=str(self.weights_dir.absolute()))
        key = self.embeddings_api_key or self.openai_api_key
        return EmbeddingsSpec(
            kind="openai",
            model=self.embeddings_model,
            base_url=self.embeddings_base_url or self.openai_base_url,
            api_key=key.get_secret_value() if key else "",
        )


def _listed(words: str | None) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in (words or "").split(",") if word.strip())


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server bound to `host`."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def load_settings(**overrides: Any) -> Settings:
    """Settings of the environment under `overrides` (None = not given); BadSettings in one line."""
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        raise BadSettings(_complaint(error)) from None


def _complaint(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False)[0]
    name = str(first["loc"][0]).lower().removeprefix("gongbao_")
    shown = f"GONGBAO_{name.upper()}"
    if shown not in os.environ and name.upper() in os.environ:
        shown = name.upper()
    description = Settings.model_fields[name].description
    value = "" if "key" in name or name in ("token", "database_url") else f"“{first['input']}”"
    return f"设置{shown}的值{value}不对，应为{description}；请改正后重试。"
