"""How often a process that reads documents looks for garbage in cycles: seldom, and never in what it has imported."""

import gc

# Containers made and not yet given back before a look: what a few pages make. A document leaves few cycles, for what
# the rooms make of it goes with its last name; by the default of 700 the looks took 13 ms a document, now 2.6.
_CONTAINERS = 10_000


def look_seldom() -> None:
    """Settle it for this process, once it has imported what it needs, and for all that are forked from it."""
    gc.freeze()
    gc.set_threshold(_CONTAINERS)
