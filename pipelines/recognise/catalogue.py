"""Which form a title names, and its id by what its rows are broken down by (data/vocabulary/forms.toml)."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from pipelines.issues import ConfigurationError
from pipelines.paths import VOCABULARY
from pipelines.recognise.preamble import title_of
from pipelines.recognise.remembered import remembered


@dataclass(frozen=True, slots=True)
class FormSpec:
    """One form of the vocabulary. `title` and `excludes` are patterns on the title in plain spelling.

    `columns` names the list of lists.toml that its headers are words of, `facts` the fact table of such a list.
    """

    id: str
    zh: str
    title: re.Pattern[str]
    excludes: re.Pattern[str]
    rows: str | None
    mandated: bool = False
    loaded: bool = True
    prints_labels: bool = False
    two_sided: bool = False
    funding: str | None = None
    category: str | None = None
    columns: str | None = None
    facts: str | None = None
    by_rows: Mapping[str, str] = field(default_factory=dict)

    def named_by(self, title: str) -> bool:
        """True where the title names this form."""
        return bool(self.title.search(title)) and not self.excludes.search(title)

    def id_for(self, rows: str | None) -> str:
        """The id of the form when its rows are broken down by `rows`."""
        return self.by_rows.get(rows, self.id) if rows is not None and rows != self.rows else self.id


@cache
def form_specs() -> tuple[FormSpec, ...]:
    """Return every form of the vocabulary, in its order."""
    rows = tomllib.loads((VOCABULARY / "forms.toml").read_text(encoding="utf-8"))["form"]
    specs = tuple(
        FormSpec(
            id=row["id"],
            zh=row["zh"],
            title=re.compile(row["title"]),
            excludes=re.compile(row["not"]),
            rows=row.get("rows"),
            mandated=row.get("mandated", False),
            loaded=row.get("loaded", True),
            prints_labels=row.get("prints_labels", False),
            two_sided=row.get("two_sided", False),
            funding=row.get("funding"),
            category=row.get("category"),
            columns=row.get("columns"),
            facts=row.get("facts"),
            by_rows=row.get("by_rows", {}),
        )
        for row in rows
    )
    if len({spec.id for spec in specs}) != len(specs):
        raise ConfigurationError("data/vocabulary/forms.toml: an id stands twice")
    return specs


@cache
def spec_of(form: str) -> FormSpec:
    """Return the spec that `form` (an id, or an id by rows) belongs to. KeyError for no form of the vocabulary."""
    for spec in form_specs():
        if form == spec.id or form in spec.by_rows.values():
            return spec
    raise KeyError(form)


@remembered
def named_forms(title: str) -> tuple[FormSpec, ...]:
    """Return the forms a printed title names: one where it is clear, several where two tie, none where it is no form.

    >>> [spec.id for spec in named_forms("公开05表 一般公共预算支出表")]
    ['general_public']
    """
    line = title_of(title)
    return tuple(spec for spec in form_specs() if spec.named_by(line)) if "表" in line else ()


def stage_of(title: str) -> str | None:
    """Return the stage that a title names: final for 决算, budget for 预算, None for neither."""
    line = re.sub(r"(?:一般公共|公共财政|公共|政府性基金|国有资本经营|基金|国有资本|部门综合)预算", "", title_of(title))
    if "决算" in line:
        return "final"
    return "budget" if "预算" in line else None
