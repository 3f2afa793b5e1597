"""Read the documents of each place without the words that only its own documents taught: `python -m tests.held_back`.

A word of the vocabulary that no document of another place uses is taken out before the place's documents are read
again. What is read equal then is what would have been read had nobody ever worked on that place. Needs the folder
`shared` beside the project; writes docs/held_back.md.
"""

import json
import re
import shutil
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

# Nothing of the rooms is imported here: a process of its own reads with each vocabulary, and sets its folder first.
from pipelines import paths

PAGE = Path(__file__).resolve().parents[1] / "docs" / "held_back.md"
FACTS = ("fact_expenditure", "fact_revenue", "fact_project", "fact_procurement", "fact_asset")
NOT_COMPARED = ("fact_id", "form_no")
_WORDS = re.compile(r"^words = \[.*\]$", re.MULTILINE)
_TITLE = re.compile(r'^title = ".*"$', re.MULTILINE)
_LINE = 60
_NEVER = "(?!)"
_FILES = ("terms.toml", "lists.toml", "annexes.toml")

Place = tuple[Any, ...]
Amounts = Mapping[str, Mapping[Place, Sequence[tuple[str, str]]]]  # by document: place on the page to what was read


@dataclass(frozen=True, slots=True)
class Held:
    """What became of the amounts of one place: words taken out, amounts of the full reading, equal, lost, wrong."""

    place: str
    words: int
    amounts: int
    equal: int
    lost: int
    wrong: int


def measure() -> list[Held]:
    """Hold back each place in turn."""
    from tests.accuracy import sources

    named = dict(sources())
    by_place: dict[str, dict[str, Path]] = defaultdict(dict)
    for name, path in named.items():
        by_place[place_of(name)][name] = path
    used = _apart(_used_words, paths.VOCABULARY, named)
    full = _apart(_amounts, paths.VOCABULARY, named)
    return [_held(place, documents, used, full) for place, documents in sorted(by_place.items())]


def _held(place: str, documents: Mapping[str, Path], used: Mapping[str, set[str]], full: Amounts) -> Held:
    elsewhere = set().union(*(words for name, words in used.items() if name not in documents))
    own = set().union(*(used[name] for name in documents)) - elsewhere
    with TemporaryDirectory() as folder:
        held = _apart(_amounts, without(own, Path(folder) / "vocabulary"), documents)
    counts: Counter[str] = Counter()
    for name in documents:
        for at, fact in full[name].items():
            found = held[name].get(at)
            counts["lost" if found is None else "equal" if found == fact else "wrong"] += 1
        # An amount that only the poorer vocabulary reads was invented by it.
        counts["wrong"] += len(held[name].keys() - full[name].keys())
    amounts = sum(len(full[name]) for name in documents)
    return Held(place, len(own), amounts, counts["equal"], counts["lost"], counts["wrong"])


def place_of(name: str) -> str:
    """The place of a document at hand, by the first word of its name; each of the first two has its own."""
    first, second, *_ = name.split("-")
    return f"{first}-{Path(second).stem}" if first == "seed" else first


def without(words: set[str], folder: Path) -> Path:
    """Copy the vocabulary into `folder` without some words and alternatives of titles, and return `folder`."""
    shutil.copytree(paths.VOCABULARY, folder)
    for name in _FILES:
        text = (folder / name).read_text(encoding="utf-8")
        (folder / name).write_text(_WORDS.sub(lambda line: _line(line.group(0), words), text), encoding="utf-8")
    text = (folder / "forms.toml").read_text(encoding="utf-8")
    (folder / "forms.toml").write_text(_TITLE.sub(lambda line: _line(line.group(0), words), text), encoding="utf-8")
    return folder


def _line(line: str, words: set[str]) -> str:
    (key, value), *_ = tomllib.loads(line).items()
    if isinstance(value, list):
        return f"{key} = {json.dumps([word for word in value if word not in words], ensure_ascii=False)}"
    kept = [part for part in alternatives(value) if part not in words]
    return f"{key} = {json.dumps('|'.join(kept) or _NEVER, ensure_ascii=False)}"


def alternatives(pattern: str) -> Iterator[str]:
    """The alternatives of a pattern outside of its brackets.

    >>> list(alternatives("(收支|收入)表|三公"))
    ['(收支|收入)表', '三公']
    """
    depth, part = 0, ""
    for char in pattern:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            yield part
            part = ""
        else:
            part += char
    yield part


def _apart(work: Any, vocabulary: Path, documents: Mapping[str, Path]) -> Any:
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_in_process, (work, vocabulary, dict(documents)))


def _in_process(work: Any, vocabulary: Path, documents: Mapping[str, Path]) -> Any:
    with patch.object(paths, "VOCABULARY", vocabulary):
        # Each room reads its vocabulary when first asked, by the name that it imported.
        from pipelines.normalise.extract import extract

        return work(documents, extract)


def _amounts(documents: Mapping[str, Path], extract: Any) -> Amounts:
    found: dict[str, dict[Place, Sequence[tuple[str, str]]]] = {}
    for name, path in documents.items():
        tables = extract(path, name).tables
        found[name] = {
            (row["page"], row["table_no"], row["row_no"], row["column_no"]): sorted(
                (key, str(value)) for key, value in row.items() if key not in NOT_COMPARED
            )
            for table in FACTS
            for row in tables[table]
        }
    return found


def _used_words(documents: Mapping[str, Path], extract: Any) -> dict[str, set[str]]:
    """For every document the words that its short texts are made of, and the alternatives that its titles match."""
    from pipelines.read import read_document
    from pipelines.recognise.preamble import could_be_title, title_of
    from pipelines.recognise.spelling import plain, without_enumerator
    from pipelines.recognise.terms import words_in

    listed = {word for name in _FILES[1:] for word in _values(name, "words")}
    titles = {part: re.compile(part) for title in _values("forms.toml", "title") for part in alternatives(title)}
    used: dict[str, set[str]] = {}
    for name, path in documents.items():
        document = read_document(path)
        texts = [cell.text for page in document.pages for grid in page.grids for cell in grid.cells]
        lines = [item.text for page in document.pages for item in page.items if hasattr(item, "text")]
        short = {plain(text) for text in (*texts, *lines) if len(plain(text)) <= _LINE}
        named = {title_of(text) for text in short if could_be_title(text)}
        used[name] = {word for text in short for word in (*words_in(text), *words_in(without_enumerator(text)))}
        used[name] |= {word for word in listed if any(plain(word) in text for text in short)}
        used[name] |= {part for part, pattern in titles.items() if any(pattern.search(title) for title in named)}
    return used


def _values(file: str, key: str) -> list[str]:
    data = tomllib.loads((paths.VOCABULARY / file).read_text(encoding="utf-8"))
    rows = [row for group in data.values() if isinstance(group, list) for row in group if isinstance(row, dict)]
    return [value for row in rows if key in row for value in ([row[key]] if isinstance(row[key], str) else row[key])]


def page(rows: Sequence[Held]) -> str:
    """docs/held_back.md for the rows of `measure`."""
    amounts, equal, lost, wrong = (
        sum(getattr(row, name) for row in rows) for name in ("amounts", "equal", "lost", "wrong")
    )
    lines = [
        "# What is read of a place nobody has worked on",
        "",
        "Generated by `python -m tests.held_back` from published documents that are not part of the project. For each",
        "place, every word of a header, a list or a title that no document of another place uses is taken out of the",
        "vocabulary, and the place's documents are read again. Equal: the amount is read with the same meaning. Lost:",
        "it became an issue. Wrong: it was read with another meaning, or only then.",
        "",
        f"Of {amounts:,} amounts {equal:,} are read equal ({equal / amounts:.2%}), {lost:,} are lost, "
        f"{wrong:,} are wrong.",
        "",
        "| place | words taken out | amounts | equal | lost | wrong | share equal |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {row.place} | {row.words} | {row.amounts} | {row.equal} | {row.lost} | {row.wrong} "
        f"| {row.equal / row.amounts if row.amounts else 1:.2%} |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    if not (paths.ROOT.parent / "shared").is_dir():
        raise SystemExit("the folder `shared` with the documents is not beside the project: nothing to hold back")
    text = page(measure())
    PAGE.write_text(text, encoding="utf-8")
    print(text)
