"""The vocabulary of remarks (data/vocabulary/remarks.toml), its patterns compiled."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pipelines.paths import VOCABULARY


@dataclass(frozen=True, slots=True)
class Lists:
    """How a sentence lists items: what leads to the first one (with its slot, if any), ends and divides them."""

    leads: tuple[tuple[str | None, re.Pattern[str]], ...]
    ends: re.Pattern[str]
    splits: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class RemarkWords:
    """Everything that the file says."""

    listed: Lists
    defines: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    longest_item: int
    covers: Mapping[str, tuple[str, ...]]
    projects: Lists
    project_amount: re.Pattern[str]
    residue: tuple[tuple[str, re.Pattern[str]], ...]
    level_elsewhere: re.Pattern[str]
    wording: Mapping[str, re.Pattern[str]]
    cited: re.Pattern[str]
    not_cited: re.Pattern[str]
    longest_heading: int
    subordinate: tuple[tuple[str, re.Pattern[str], str | None], ...]
    nothing: re.Pattern[str]
    explained: tuple[tuple[str, re.Pattern[str]], ...]
    picture: re.Pattern[str]
    longest_caption: int
    picture_data: re.Pattern[str]
    contents_heading: re.Pattern[str]
    contents_entry: re.Pattern[str]
    not_contents: re.Pattern[str]
    listing: re.Pattern[str]
    listing_reason: re.Pattern[str]
    withheld: re.Pattern[str]


@cache
def remark_words() -> RemarkWords:
    """Read the file once."""
    said: Mapping[str, Any] = tomllib.loads((VOCABULARY / "remarks.toml").read_text(encoding="utf-8"))
    listed, projects, heading = said["listed"], said["projects"], said["cited_year"]
    between = rf"[^。;]{{0,{listed['most_between']}}}?"
    none, zero = said["explained"]["none"], said["explained"]["zero"]
    gap = rf"[^。;]{{0,{said['explained']['most_between']}}}?"
    return RemarkWords(
        listed=Lists(
            leads=tuple(
                (money["slot"], re.compile(f"(?:{money['begins']}){between}(?:{listed['lists']})"))
                for money in listed["money"]
            ),
            ends=re.compile(listed["ends"]),
            splits=re.compile(listed["splits"]),
        ),
        defines=re.compile(listed["defines"]),
        before=re.compile(listed["before"]),
        after=re.compile(listed["after"]),
        longest_item=listed["longest"],
        covers={word: tuple(names) for word, names in said["covers"].items()},
        projects=Lists(
            leads=((None, re.compile(projects["begins"])),),
            ends=re.compile(projects["ends"]),
            splits=re.compile(projects["splits"]),
        ),
        project_amount=re.compile(projects["amount"]),
        residue=tuple((row["slot"], re.compile(row["pattern"])) for row in said["residue"]),
        level_elsewhere=re.compile(said["level"]["elsewhere"]),
        wording={word: re.compile(pattern) for word, pattern in said["wording"].items()},
        cited=re.compile(heading["is"]),
        not_cited=re.compile(heading["not"]),
        longest_heading=heading["longest"],
        subordinate=tuple((row["slot"], re.compile(row["pattern"]), row.get("count")) for row in said["subordinate"]),
        nothing=re.compile(f"{none}|{zero}"),
        explained=tuple(
            (form, re.compile(f"{none}{gap}(?:{words})|(?:{words}){gap}(?:{none}|{zero})"))
            for form, words in said["explained"]["form"].items()
        ),
        picture=re.compile(said["picture"]["ends"]),
        longest_caption=said["picture"]["longest"],
        picture_data=re.compile(said["picture"]["data"]),
        contents_heading=re.compile(said["contents"]["heading"]),
        contents_entry=re.compile(said["contents"]["entry"]),
        not_contents=re.compile(said["contents"]["not"]),
        listing=re.compile(said["contents"]["listing"]),
        listing_reason=re.compile(said["contents"]["reason"]),
        withheld=re.compile(said["withheld"]["words"]),
    )
