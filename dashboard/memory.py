"""Memory that is free but not given back: glibc keeps what large arrays leave behind, hundreds of MB after a few explanations."""

from __future__ import annotations

import ctypes
from collections.abc import Callable


def _trim() -> Callable[[int], int] | None:
    """Return glibc's `malloc_trim`, None where the C library is another one."""
    try:
        found = ctypes.CDLL(None).malloc_trim
    except (OSError, AttributeError, TypeError):
        return None
    found.argtypes, found.restype = [ctypes.c_size_t], ctypes.c_int
    trim: Callable[[int], int] = found
    return trim


_TRIM = _trim()


def give_back() -> None:
    """Give free memory back to the system; nothing where the C library cannot. Takes a few milliseconds: not for the hot path."""
    if _TRIM is not None:
        _TRIM(0)
