"""What leaves the normalising room: one document's rows for every table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

TABLES = (
    "document",
    "document_form",
    "document_issue",
    "document_remark",
    "fact_expenditure",
    "fact_revenue",
    "fact_project",
    "fact_indicator",
    "fact_procurement",
    "fact_asset",
    "fact_statement",
    "stg_unit",
    "stg_subject",
)


@dataclass(frozen=True, slots=True)
class DocumentRows:
    """Rows by table name; each row maps the column names of models/ to values (Decimal for money)."""

    document_id: str
    tables: Mapping[str, Sequence[Mapping[str, object]]]
