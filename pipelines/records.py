"""Dataclasses that are made by the ten thousand a document: frozen for the type checker, at run time as fast as others.

A frozen dataclass sets its fields by a call each when it is made, which takes far longer.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen: bool, slots: bool) -> type:
        """What `dataclass` is; `frozen` records are hashed by their fields, and that none changes is mypy's to see."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
