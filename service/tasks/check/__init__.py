"""Check: a text of one's own proven sentence by sentence."""

from service.tasks.check.task import check

__all__ = ["check"]
