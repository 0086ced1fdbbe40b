"""Repair of a report's text, with a map back to the raw text."""

from vectorstore.clean.pipeline import clean

__all__ = ["clean"]
