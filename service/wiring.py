"""The one place where the world is put together from settings."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from service import ledger
from service.conversations import Conversations
from service.errors import PASSING, BackendError
from service.llm import Backend
from service.llm.offline import Offline
from service.settings import EmbeddingsSpec, Settings
from vectorstore.embed import LocalEmbeddings, NamedEmbeddings, WrappedEmbeddings
from vectorstore.library import Library, Shelf
from vectorstore.places import Places

if TYPE_CHECKING:
    from service.understand import Understood


class Remembers(Protocol):
    """What conversations must do, in this process or for all."""

    def last(self, name: str | None) -> "Understood | None":
        """What was understood last."""
        ...

    def remember(self, name: str | None, understood: "Understood") -> str:
        """The conversation's name, a new one where there was none."""
        ...


@dataclass(frozen=True, slots=True)
class World:
    """All that a task needs: where reports are, and who writes."""

    settings: Settings
    shelf: Shelf
    backend: Backend
    conversations: Remembers = field(default_factory=Conversations)

    @property
    def data_dir(self) -> Path:
        """The data folder."""
        return self.settings.data_dir

    @property
    def places(self) -> Places:
        """Where the library lives."""
        return self.shelf.places

    @property
    def cache_dir(self) -> Path:
        """Where derived texts (summaries) may be kept; anything in it can be lost."""
        return self.settings.data_dir / "cache"

    @property
    def embeddings_spec(self) -> EmbeddingsSpec:
        """The embeddings that the library is made with."""
        return self.settings.embeddings_spec

    def library(self) -> Library:
        """The library as it stands; a caller keeps what it got for the whole of its work."""
        return self.shelf.current()


def wire(settings: Settings, backend: Backend | None = None) -> World:
    """The world of these settings; `backend` stands in for the configured one."""
    embeddings = embeddings_from(settings.embeddings_spec)
    shelf = Shelf(settings.places, embeddings, prepare=ledger.create)
    chosen = backend or choose(settings)
    if settings.places.database_url is None:
        return World(settings, shelf, chosen)
    from service.queue.records import SharedConversations, shared  # brings psycopg

    conversations = SharedConversations(shared(settings.places.database_url))
    return World(settings, shelf, chosen, conversations)


def choose(settings: Settings) -> Backend:
    """The configured backend; `auto` is a model where one is named or a key is set, else offline.

    A model named with its provider (GONGBAO_MODEL) stands above the endpoint of OPENAI_*.
    """
    if settings.backend == "offline":
        return Offline()
    if settings.model is not None:
        from service.llm import provider  # costs 2 s

        return provider.from_settings(settings, settings.model)
    if settings.backend == "auto" and settings.openai_api_key is None:
        return Offline()
    from service.llm import endpoint  # costs 1.5 s

    return endpoint.from_settings(settings)


@lru_cache(maxsize=2)
def _local(weights_dir: str) -> LocalEmbeddings:
    """One for all worlds of a process: to open the model takes half a second of processor."""
    return LocalEmbeddings(Path(weights_dir))


def embeddings_from(spec: EmbeddingsSpec) -> NamedEmbeddings:
    """The embeddings of a spec; the shelf remembers what they embedded."""
    if spec.kind == "local":
        return _local(spec.weights_dir)
    from service.llm.remote_embeddings import RemoteEmbeddings  # costs 1.5 s

    remote = RemoteEmbeddings(spec)
    return WrappedEmbeddings(
        remote, remote.name, (BackendError,), passing=PASSING, at_once=remote.at_once
    )
