"""What could not be understood: issues of a document that loads, and the errors that keep one from loading.

MingzhangError
├── DocumentRejected   the document as a whole cannot be loaded; it is quarantined with the reason
└── ConfigurationError the project's own files or settings are wrong; the run stops
"""

from dataclasses import dataclass


class MingzhangError(Exception):
    """Any error that the project raises on purpose."""


class DocumentRejected(MingzhangError):
    """A document that cannot be loaded. `code` is a stable word, `detail` says where and why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class ConfigurationError(MingzhangError):
    """A vocabulary, model, rule or settings file that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing that could not be understood, with the place where it is printed."""

    code: str
    message: str
    page: int | None = None
    form: str | None = None
    row_no: int | None = None
    column_no: int | None = None
    text: str | None = None
