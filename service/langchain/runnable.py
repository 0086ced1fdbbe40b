"""`ask` as a runnable: a question in, a proven answer out; piped, batched and awaited as others."""

import asyncio

from langchain_core.runnables import Runnable, RunnableLambda

from service.shapes import Answer
from service.tasks.answer import answer
from service.wiring import World


def asking(world: World) -> Runnable[str, Answer]:
    """A runnable of one question; its Answer holds sentences, citations and the proof."""

    async def later(question: str) -> Answer:
        return await answer(world, question, earlier=())

    def now(question: str) -> Answer:
        return asyncio.run(later(question))

    return RunnableLambda(now, afunc=later, name="gongbao_ask")
