"""How often a process that reads documents looks for garbage in cycles: seldom, and never in what it has imported."""

import gc

# Containers made and not yet given back before a look: what some pages make. A document leaves few cycles, for what the
# rooms make of it goes with its last name. By the default of 700, and through all imports, looks took 13 ms a document,
# now 2.4; with 10,000 they take 2.3, and the largest documents 4 MiB more.
_CONTAINERS = 5_000


def look_seldom() -> None:
    """Settle it for this process, once it has imported what it needs, and for all that are forked from it."""
    gc.freeze()
    gc.set_threshold(_CONTAINERS)
