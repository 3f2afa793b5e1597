"""What each reading process has in memory before its first document; the process that they are forked from imports it.

Not to be imported by any other process: it settles for all of a process how little memory libraries take.
"""

import os
import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec

from pipelines.load.garbage import look_seldom


class _Absent(MetaPathFinder):
    """Pandas is not installed, for those who ask: Arrow imports it to learn that no list is a frame of it."""

    def find_spec(self, fullname: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname)
        return None


# Threads would not survive the fork, and each has buffers; nothing here multiplies matrices of any size.
os.environ["OPENBLAS_NUM_THREADS"] = "1"
# The system's memory can be given back after a document.
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"
sys.meta_path.insert(0, _Absent())
for name in ("pipelines.load.reader", "pipelines.normalise.extract", "pipelines.read.extent"):
    import_module(name)
look_seldom()
