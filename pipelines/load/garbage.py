"""How often a process that reads documents looks for garbage in cycles: seldom, and never in what it has imported."""

import gc

# Containers made and not yet given back before a look: what some pages make. A document leaves few cycles, for what the
# rooms make of it goes with its last name. By Python's default the looks took a good part of reading; to look more
# seldom than this saves nothing, and lets the largest documents grow.
_CONTAINERS = 5_000


def look_seldom() -> None:
    """Settle it for this process, once it has imported what it needs, and for all that are forked from it."""
    gc.freeze()
    gc.set_threshold(_CONTAINERS)
