"""Work that stays: what was answered, compared and written, groups of regions, and what was wrong.

One SQLite file in the data folder, apart from the library: a new version of that leaves it alone.
"""
