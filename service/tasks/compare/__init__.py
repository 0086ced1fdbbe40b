"""Compare: regions beside each other, every cell a fact or the reason why there is none."""

from service.tasks.compare.task import compare

__all__ = ["compare"]
