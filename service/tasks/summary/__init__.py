"""Summaries: what each report did, plans, and names as its own problems."""
