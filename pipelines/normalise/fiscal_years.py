"""The fiscal years that the warehouse knows (data/reference/years.csv)."""

from datetime import date
from functools import cache

from pipelines.normalise.reference_files import reference_rows


@cache
def known_years() -> frozenset[int]:
    """The fiscal years that dim_year holds, without the first: a document prints amounts of the year before, too."""
    years = sorted(int(row["fiscal_year"]) for row in reference_rows("years.csv"))
    return frozenset(years[1:])


def years_frame_rows() -> list[dict[str, object]]:
    """Rows of dim_year: fiscal_year, subject_edition (int), plan_period (text), starts_on, ends_on (date)."""
    return [
        {
            "fiscal_year": int(row["fiscal_year"]),
            "subject_edition": int(row["subject_edition"]),
            "plan_period": row["plan_period"],
            "starts_on": date.fromisoformat(row["starts_on"]),
            "ends_on": date.fromisoformat(row["ends_on"]),
        }
        for row in reference_rows("years.csv")
    ]
