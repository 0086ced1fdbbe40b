"""Compare: regions beside each other, every cell a fact or the reason why there is none."""

from service.tasks.compare.task import compare, stream_compare

__all__ = ["compare", "stream_compare"]
