"""Measurements of speed, reading and retrieval; each takes a path and prints what it found."""
