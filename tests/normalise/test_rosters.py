"""Units that a document lists as covered, in a table or in a sentence, lie below the department that publishes it."""

from pathlib import Path

import pytest

from pipelines.normalise.extract import extract
from pipelines.normalise.rosters import listed_units
from pipelines.read.document import Document, Page, TextRun

CASES = Path(__file__).parents[1] / "cases"
TABLE = "支出总表\n单位名称：望川市档案馆\n单位：万元\n\n科目名称\t合计\n合计\t1.00\n档案事务\t1.00\n"
COVER = f"望川市档案馆\n2025年部门预算\n\n{{}}\n\n{TABLE}"


def names_below(path: Path) -> set[object]:
    document = extract(path, "rosters")
    publisher = document.tables["document"][0]["unit_id"]
    return {row["unit_name"] for row in document.tables["stg_unit"] if row["parent_unit_id"] == publisher}


def test_a_roster_and_a_sentence_list_units() -> None:
    found = names_below(CASES / "list-unit-roster" / "input.txt")
    assert found == {"望川市档案馆（本级）", "望川市档案保护中心", "望川市地方志编纂中心"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "纳入本部门2025年部门预算编制范围的二级预算单位包括：\n1.望川市档案馆\n2.望川市方志中心\n3.见附表",
            {"望川市方志中心"},
        ),
        ("纳入望川市档案馆2025年部门预算编制范围的单位包括：望川市方志中心、望川市一些其他。", set()),
        ("纳入预算编制范围的单位包括：信息中心。", set()),
        ("纳入医保范围内的医疗服务行为：望川市方志中心。", set()),
    ],
    ids=["numbered", "one-is-no-unit", "no-place", "another-range"],
)
def test_only_what_is_certain_is_taken(sentence: str, expected: set[object], tmp_path: Path) -> None:
    path = tmp_path / "input.txt"
    path.write_text(COVER.format(sentence), encoding="utf-8")
    assert names_below(path) == expected


def test_a_running_title_is_no_part_of_a_name_that_goes_on_over_the_page() -> None:
    title = "望川市档案馆2025年度部门预算公开"
    lines = [
        [title, "纳入本部门2025年部门预算编制范围的单位包括：望川市档案馆，望川市开"],
        [title, "放大学，望川市方志馆。"],
        [title, "其他。"],
    ]
    pages = tuple(Page(number, tuple(map(TextRun, texts))) for number, texts in enumerate(lines, 1))
    document = Document("0" * 64, "rosters.pdf", "rosters", "application/pdf", 1, pages, is_paged=True)
    assert listed_units(document, (), ()) == ("望川市档案馆", "望川市开放大学", "望川市方志馆")
