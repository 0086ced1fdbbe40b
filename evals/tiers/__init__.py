"""Tiers: the same cases and scorers over different backends."""
