"""gongbao inside LangChain: tools for an agent, a retriever for a chain, ask as a runnable.

Nothing here runs before it is called for: `from service.langchain import tools, retriever, asking`.
"""

from service.langchain.retriever import StandingRetriever, retriever
from service.langchain.runnable import asking
from service.langchain.tools import tools

__all__ = ["StandingRetriever", "asking", "retriever", "tools"]
