"""The configured backend under a budget, with its replies kept and those kept before replayed."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil

from pydantic import BaseModel

from evals.tiers.budget import Budget, OverBudget
from evals.tiers.replies import OWN_FAILURES, Replies, WriterReply, key_of
from service.errors import BackendError
from service.llm import Backend, Completion, Message, TextStream, before_request, parse_reply
from service.shapes import Usage
from vectorstore import tokens

AROUND = 16  # what a chat template may put around a message


@dataclass(slots=True)
class MeteredCase:
    """What happened at the endpoint for the case at hand.

    `calls` are all replies wanted, `asked` those that the endpoint was asked for; `texts` are
    the replies in order; `saved` are the seconds that replies kept before had taken; `failed`
    says that the endpoint (not the model) gave no reply.
    """

    texts: list[str] = field(default_factory=list[str])
    calls: int = 0
    asked: int = 0
    saved: float = 0.0
    failed: BackendError | None = None


@dataclass(slots=True)
class Metered:
    """A backend that asks only for what was not answered before and what the budget allows.

    Raises OverBudget, which no task catches, where a call is not to be made. `dearer` is how
    many tokens the endpoint was seen to count for one of ours.
    """

    inner: Backend
    budget: Budget
    replies: Replies
    case: MeteredCase = field(default_factory=MeteredCase)
    dearer: float = 1.0

    @property
    def name(self) -> str:
        return self.inner.name

    @property
    def model(self) -> str | None:
        return self.inner.model

    async def complete(
        self,
        messages: Sequence[Message],
        *,
        schema: type[BaseModel] | None = None,
        max_tokens: int,
    ) -> Completion:
        self.case.calls += 1
        key = key_of(messages, max_tokens, schema)
        reply = self.replies.get(key)
        if reply is None:
            reply = await self._fresh(key, messages, schema, max_tokens)
        else:
            self.case.saved += reply.seconds
        if error := reply.error():
            raise error
        self.case.texts.append(reply.text)
        return Completion(reply.text, parse_reply(reply.text, schema), reply.usage)

    async def _fresh(
        self,
        key: str,
        messages: Sequence[Message],
        schema: type[BaseModel] | None,
        max_tokens: int,
    ) -> WriterReply:
        """A reply of the endpoint, kept; raises the endpoint's failure and OverBudget."""
        prompt = ceil(self.dearer * sum(AROUND + tokens.count(each.content) for each in messages))
        self.budget.reserve(prompt + max_tokens)
        before_request.set(self.budget.request)
        self.case.asked += 1
        started = time.monotonic()
        try:
            made = await self.inner.complete(messages, schema=schema, max_tokens=max_tokens)
        except BackendError as error:
            self.budget.spend(prompt + max_tokens)  # what it took is not told: the worst
            if self.budget.closed:
                raise OverBudget from error
            if type(error).__name__ not in OWN_FAILURES:
                self.case.failed = error
                raise
            spent = Usage(prompt_tokens=prompt, completion_tokens=max_tokens, calls=1)
            reply = WriterReply(
                key=key, text=str(error), failure=type(error).__name__, usage=spent,
                seconds=time.monotonic() - started,
            )  # fmt: skip
        else:
            self.budget.spend(made.usage.prompt_tokens + made.usage.completion_tokens)
            self.dearer *= max(1.0, made.usage.prompt_tokens / prompt)
            seconds = time.monotonic() - started
            reply = WriterReply(key=key, text=made.text, usage=made.usage, seconds=seconds)
        self.replies.keep(reply)
        return reply

    def stream(self, messages: Sequence[Message], *, max_tokens: int) -> TextStream:
        """As the endpoint streams it: nothing is kept, nothing is counted."""
        return self.inner.stream(messages, max_tokens=max_tokens)
