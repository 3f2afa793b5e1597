"""Give memory that is free back to the system, which the C library else keeps for later."""

import ctypes


def give_back() -> None:
    """Return free memory to the system, where its C library can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
