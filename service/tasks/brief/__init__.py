"""Brief: one A4 page on a region, on several, or on a topic."""

from service.tasks.brief.task import brief, stream_brief

__all__ = ["brief", "stream_brief"]
