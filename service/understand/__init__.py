"""Questions in plain Chinese become a typed value, by code."""

from service.understand.model import AskedKind, Measure, Task, Understood
from service.understand.read import understand

__all__ = ["AskedKind", "Measure", "Task", "Understood", "understand"]
