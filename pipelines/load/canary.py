"""The canary: a share of the PDFs is read by both engines, and the pages on which they agree are counted."""

from dataclasses import dataclass

from pipelines.load.packed import CheckedRows
from pipelines.read.media_type import PDF
from pipelines.read.pdf.compare import DIFFER

_HASHES = 1 << 32


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many PDFs were read by both engines, how many pages they have, and on how many the engines differ."""

    documents: int = 0
    pages: int = 0
    differing: int = 0

    @property
    def share(self) -> float | None:
        """The share of pages on which both engines read the same; None if no page was compared."""
        return 1 - self.differing / self.pages if self.pages else None

    def with_document(self, rows: CheckedRows) -> "Agreement":
        """Count one document that was read by both engines; other formats than PDF have one reader and count not."""
        document = rows.document
        pages = document["pages"]
        if document["media_type"] != PDF or not isinstance(pages, int):
            return self
        issues = rows.tables["document_issue"].to_pylist() if "document_issue" in rows.tables else []
        differing = {issue["page"] for issue in issues if issue["code"] == DIFFER}
        return Agreement(self.documents + 1, self.pages + pages, self.differing + len(differing))


NOTHING_COMPARED = Agreement()


def is_chosen(document_id: str, share: float) -> bool:
    """Whether a document is among the share. It depends on its bytes alone: every run chooses the same ones."""
    return int(document_id[:8], 16) < share * _HASHES
