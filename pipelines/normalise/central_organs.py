"""Which units are central: those with the name of a central organ, and those that one runs by their document's word."""

import re
from functools import cache

from pipelines.normalise.reference_files import reference_rows
from pipelines.recognise.remembered import remembered

_RUN_BY = "(?:直属|所属|主管|直接管理)"


@cache
def central_organs() -> tuple[str, ...]:
    """Names with which the names of central organs begin."""
    return tuple(row["name"] for row in reference_rows("central_organs.csv"))


def starts_with_central_organ(name: str) -> bool:
    """Whether a plain name is a central organ's; 财政部门 is any finance department, 财政部 the ministry."""
    organs = (organ for organ in central_organs() if name.startswith(organ))
    return name.startswith(central_organs()) and any(name[len(organ) :][:1] != "门" for organ in organs)


def is_run_centrally(bare_name: str, text: str) -> bool:
    """Whether the text says of the unit that a central organ runs it: 西南大学是教育部直属….

    >>> is_run_centrally("西南大学", "西南大学(SWU)是教育部直属的重点大学")
    True
    """
    if not bare_name:
        return False
    return bare_name in text and _run_centrally(bare_name).search(text) is not None


@remembered
def _run_centrally(bare_name: str) -> re.Pattern[str]:
    organs = "|".join(map(re.escape, central_organs()))
    return re.compile(rf"{re.escape(bare_name)}[^。;；]{{0,60}}?(?:{organs}){_RUN_BY}")
