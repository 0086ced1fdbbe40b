"""Repair of a report's text, with a map back to the raw text."""

from vectorstore.clean.gbk_shift import UNKNOWN
from vectorstore.clean.pipeline import clean

__all__ = ["UNKNOWN", "clean"]
