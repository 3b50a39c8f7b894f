"""The heap of this process."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from contextlib import suppress
from functools import cache


def trim() -> None:
    """Give freed memory back to the system where the C library can (glibc; elsewhere nothing happens).

    A page's pictures, of some 9 MB each, leave holes between what lives longer, which glibc keeps: a worker grew from
    page to page.
    """
    if (release := _release()) is not None:
        release(0)


@cache
def _release() -> Callable[[int], int] | None:
    with suppress(AttributeError, OSError, TypeError):
        return ctypes.CDLL(None).malloc_trim
    return None
