"""Remarks as rows: items find their subject, and words of a level stay only where they are not the unit's own."""

import pytest

from pipelines.normalise.divisions import AdminLevel
from pipelines.normalise.remark_rows import remark_rows
from pipelines.normalise.units import UnitRow
from pipelines.read.document import Document
from pipelines.recognise.form import Remark

DOCUMENT = Document("d" * 64, "a.txt", "a.txt", "text/plain", 1, (), is_paged=False)
BOX = (1.0, 2.0, 3.0, 4.0)


def unit(level: AdminLevel | None, *, name: str = "望川县档案馆", county: str | None = "望川县") -> UnitRow:
    return UnitRow(
        unit_id="u1",
        unit_code=None,
        unit_name=name,
        unit_kind="unit",
        parent_unit_id=None,
        division_code=None,
        province_name="云岭省",
        city_name="青河市",
        county_name=county,
        admin_level=level,
    )


@pytest.mark.parametrize(
    ("name", "subject"),
    [
        ("办公费", "economic/30201/2007"),
        ("办公设备购置支出", "economic/31002/2007"),
        ("维持馆舍运转的物业管理费", "economic/30209/2007"),
        ("其他对个人和家庭的补助", "economic/30399/2018"),
        ("防虫费", None),
    ],
)
def test_items_find_their_subject(name: str, subject: str | None) -> None:
    (row,) = remark_rows(
        DOCUMENT, [Remark("listed_item", name, 3, BOX, subject=name, value=name)], unit("county"), 2024
    )
    assert row["economic_subject_id"] == subject
    assert (row["remark_id"], row["page"], row["x0"], row["y1"]) == ("d" * 16 + "-m1", 3, 1.0, 4.0)


@pytest.mark.parametrize(
    ("slot", "home", "stays"),
    [
        ("level_province", unit("county"), True),
        ("level_city", unit("county"), True),
        ("level_county", unit("county"), False),
        ("level_county", unit("township"), False),
        ("level_city", unit("county", county="临湖市"), False),
        ("level_city", unit("city"), False),
        ("level_province", unit("city"), True),
        ("level_province", unit(None), False),
        ("level_province", unit("county", name="望川县人民法院"), False),
        ("doubled", unit(None), True),
    ],
)
def test_words_of_another_level_stay(slot: str, home: UnitRow, stays: bool) -> None:
    rows = remark_rows(DOCUMENT, [Remark("residue", "words", 1, slot=slot)], home, 2024)
    assert bool(rows) is stays
