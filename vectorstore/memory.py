"""What this process kept in memory is gone from it once it is freed.

Chroma writes an index to disk together with the memory that holds no vector yet, as `malloc`
handed it out: a report's text may still lie there, even that of the report being removed.
"""

import ctypes
from functools import cache

_PERTURB = -6  # M_PERTURB of glibc's <malloc.h>
_CLEARED = 0xFF  # freed memory is filled with this byte, handed out memory with its complement


@cache
def clear_what_is_freed() -> None:
    """From now on freed memory is overwritten, and new memory is zero (glibc's `mallopt(3)`).

    macOS overwrites what is freed by itself; elsewhere nothing is done.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_PERTURB, _CLEARED)
