"""Facts: what the figures of a report mean, read by code and without a model."""

from service.facts.extract import extract

__all__ = ["extract"]
