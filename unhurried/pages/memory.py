"""Giving memory back to the machine after something large was read.

The allocator keeps what was let go, for each thread by itself, so that a few large files would add up. What is given back
is also cleared by the machine before anyone gets it.
"""

import ctypes
from contextlib import suppress


def give_back() -> None:
    """Where the C library knows how (glibc); elsewhere nothing happens."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
