"""Writes docs/identities.md from expectations/: which budget identities are checked, how severe a break is, and why.

`python -m pipelines.publish.catalogue` writes it; with --check it only says whether the file is what expectations say.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipelines.check.identities import Identity, load_identities
from pipelines.check.policy import Policy, load_policy
from pipelines.paths import ROOT
from pipelines.publish.generated_page import keep_page

CATALOGUE_FILE = ROOT / "docs" / "identities.md"

_OPENING = """\
# Catalogue of identities

Generated from `expectations/` by `make docs`; change it there. Each identity is one SQL file that returns every
comparison it makes over all loaded documents; `check_comparison` keeps them all, `check_coverage` says for every
document what was evaluated and, if nothing was, why.

A printed number stands for an interval: half a unit of its last digit to either side, ends included. A sum of numbers
stands for the sum of their intervals. So a comparison is

- **exact** where both sides are equal as printed,
- **rounding** where the intervals meet,
- **truncation** where they meet only if the numbers were cut off instead of rounded,
- **mismatch** where no true amounts fit both sides; a finding says which amount is wrong only where no other could be,
- **not evaluable** where a side is missing, or where the sides differ and something named below excuses it.

A blank cell of a printed row is zero; a row or column that was not read is not. Rows and columns that are printed as
"其中" never add.
"""


def render_catalogue(identities: Sequence[Identity], policy: Policy) -> str:
    """The whole catalogue as Markdown."""
    lines = [_OPENING, "| id | 勾稽关系 | severity of a mismatch |", "|---|---|---|"]
    lines += [f"| [{each.id}](#{each.id.lower()}) | {each.zh} | {each.severity} |" for each in identities]
    states = ", ".join(f"{state} {severity}" for state, severity in policy.states.items())
    lines += ["", f"Other states: {states}.", ""]
    for identity in identities:
        lines += _section(identity, policy)
    return "\n".join(lines)


def _section(identity: Identity, policy: Policy) -> Iterator[str]:
    forms = "; or ".join(" and ".join(f"`{form}`" for form in alternative) for alternative in identity.roles)
    yield f"## {identity.id}"
    yield ""
    yield identity.zh
    yield ""
    yield identity.en
    yield ""
    yield f"- Forms: {forms}"
    yield f"- Severity: {identity.severity} from {identity.effective_from}"
    for each in policy.exceptions:
        if each.identity == identity.id:
            yield f"- {_where(each.relation, each.stage)}: {each.severity} from {each.effective_from}. {each.reason}"
    yield f"- Basis: {identity.basis}"
    yield f"- Assumes: {identity.assumes}"
    yield f"- Related: {', '.join(f'[{other}](#{other.lower()})' for other in identity.related)}"
    yield f"- SQL: `expectations/identities/{identity.path.name}`"
    yield ""


def _where(relation: str | None, stage: str | None) -> str:
    relations = {"le": "Where one side is at most the other", "eq": "Where both sides are equal", None: "Anywhere"}
    return relations[relation] + (f", in a {stage}" if stage else "")


def main(arguments: Sequence[str] | None = None, file: Path = CATALOGUE_FILE) -> int:
    """Write the catalogue, or with --check compare it. Returns the exit status: 1 if the file has drifted."""
    identities = load_identities()
    return keep_page(file, render_catalogue(identities, load_policy(identities)), "expectations/", arguments)


if __name__ == "__main__":
    sys.exit(main())
