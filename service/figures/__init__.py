"""Figures: every quantity of a Chinese official text, as printed and as a number."""

from service.figures.read import figures

__all__ = ["figures"]
