"""Read: bytes of one document become a `Document` of text runs and grids. Knows file formats, not budgets."""

import hashlib
import re
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from pipelines.issues import DocumentRejected
from pipelines.read import media_type
from pipelines.read.content import Content
from pipelines.read.document import Document
from pipelines.read.media_type import media_type_of

__all__ = ["media_type_of", "read_document"]

Reader = Callable[[Path], Content]


def _pdf(path: Path) -> Content:
    pages, modified = import_module("pipelines.read.pdf").read_pdf(path)
    return Content(pages, is_paged=True, modified=modified)


def _text(path: Path) -> Content:
    return Content(import_module("pipelines.read.text").read_text(path), is_paged=False)


def _html(path: Path) -> Content:
    return import_module("pipelines.read.html").read_html(path)
