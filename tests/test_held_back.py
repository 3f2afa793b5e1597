"""The vocabulary without some words, and whose documents are held back."""

import tomllib
from pathlib import Path

from pipelines.paths import VOCABULARY
from tests.held_back import alternatives, place_of, without


def test_words_and_alternatives_of_titles_are_taken_out_and_nothing_else(tmp_path: Path) -> None:
    folder = without({"一般预算", "三公", "财政拨款.*基本支出"}, tmp_path / "vocabulary")
    terms = tomllib.loads((folder / "terms.toml").read_text(encoding="utf-8"))["term"]
    before = tomllib.loads((VOCABULARY / "terms.toml").read_text(encoding="utf-8"))["term"]
    taken = [set(old["words"]) - set(new["words"]) for old, new in zip(before, terms, strict=True)]
    assert set().union(*taken) == {"一般预算", "三公"}
    titles = {form["id"]: form["title"] for form in tomllib.loads((folder / "forms.toml").read_text("utf-8"))["form"]}
    assert titles["appropriation_basic"] == "(?!)"
    assert "三公" not in alternatives(titles["three_public"])
    assert titles["basic"].startswith("(一般公共预算|公共财政预算|公共预算).*基本支出|")


def test_alternatives_within_brackets_stay_together() -> None:
    assert list(alternatives("(收支|收入)表|三公")) == ["(收支|收入)表", "三公"]


def test_the_first_word_of_a_name_is_its_place() -> None:
    assert [place_of(name) for name in ("xian-2022-ys-kxjsj.pdf", "seed-001.txt")] == ["xian", "seed-001"]
