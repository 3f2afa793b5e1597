"""One unit is one row, whatever it is called, wherever and in whatever order it is printed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import tables
from pipelines.normalise.unit_names import core_of, parse_name, printed_name
from pipelines.normalise.units import (
    AliasRow,
    PrintedUnit,
    ResolvedUnits,
    UnitRow,
    merge_units,
    resolve_document,
)

HANDAN = PrintedUnit("h", "543 信访局（市委群工部）", role="publisher", fiscal_year=2024)
HANDAN_TEXT = ["2024年部门预算信息公开目录", "邯郸市信访局按照要求编制部门预算"]


def resolve_units(printed: Iterable[PrintedUnit], texts: Mapping[str, Sequence[str]]) -> ResolvedUnits:
    """The units of many documents as one; `texts` holds each document's titles and text, in any pieces."""
    of_document: dict[str, list[PrintedUnit]] = defaultdict(list)
    for unit in printed:
        of_document[unit.document_id].append(unit)
    resolved = [resolve_document(units, texts.get(key, ())) for key, units in sorted(of_document.items())]
    return ResolvedUnits(
        units=merge_units(row for document in resolved for row in document.units),
        aliases=tuple(sorted({alias for document in resolved for alias in document.aliases})),
        unit_ids={unit: unit_id for document in resolved for unit, unit_id in document.unit_ids.items()},
    )


def only(resolved: ResolvedUnits, unit: PrintedUnit) -> UnitRow:
    return next(row for row in resolved.units if row.unit_id == resolved.unit_ids[unit])


def test_rows_have_the_columns_of_their_tables() -> None:
    described = tables()
    assert [f.name for f in fields(UnitRow)] == [c.name for c in described["dim_unit"].columns]
    assert {f.name for f in fields(AliasRow)} == {c.name for c in described["unit_alias"].columns}


def test_a_code_before_a_name_and_the_full_name_of_the_text() -> None:
    resolved = resolve_document([HANDAN], HANDAN_TEXT)
    row = only(resolved, HANDAN)
    assert (row.unit_code, row.unit_name, row.unit_kind) == ("543", "邯郸市信访局", "department")
    assert (row.division_code, row.province_name, row.city_name, row.admin_level) == (
        "130400",
        "河北省",
        "邯郸市",
        "city",
    )
    assert [alias.alias for alias in resolved.aliases] == ["信访局（市委群工部）"]


def test_the_same_unit_in_two_documents_is_one() -> None:
    later = PrintedUnit("k", "河北省邯郸市信访局", role="publisher", fiscal_year=2025)
    resolved = resolve_units([HANDAN, later], {"h": HANDAN_TEXT, "k": ["2025年部门预算"]})
    assert resolved.unit_ids[HANDAN] == resolved.unit_ids[later]
    assert len(resolved.units) == 1
    assert {alias.document_id for alias in resolved.aliases} == {"h", "k"}


def test_offices_of_one_name_in_two_places_are_two() -> None:
    one = PrintedUnit("a", "阳城县信访局", role="publisher")
    other = PrintedUnit("b", "邯郸市信访局", role="publisher")
    resolved = resolve_units([one, other], {})
    assert resolved.unit_ids[one] != resolved.unit_ids[other]


def test_an_office_that_nothing_locates_is_kept_apart_by_document() -> None:
    one, other = (PrintedUnit(document, "信访局", role="publisher") for document in "ab")
    resolved = resolve_units([one, other], {})
    assert resolved.unit_ids[one] != resolved.unit_ids[other]
    assert [row.division_code for row in resolved.units] == [None, None]


@pytest.mark.parametrize(
    ("text", "kind"), [("单位预算公开", "unit"), ("部门预算公开", "department"), ("", "department")]
)
def test_what_the_document_calls_itself_makes_its_publisher(text: str, kind: str) -> None:
    unit = PrintedUnit("d", "阳城县信访局", role="publisher", fiscal_year=2024)
    assert only(resolve_document([unit], [f"阳城县信访局2024年度{text}"]), unit).unit_kind == kind


def test_units_of_a_department_hang_below_it() -> None:
    publisher = PrintedUnit("d", "无锡市信访局", role="publisher", fiscal_year=2025)
    whole = PrintedUnit("d", "无锡市信访局", code="113")
    own = PrintedUnit("d", "113001 无锡市信访局(本级)")
    centre = PrintedUnit("d", "无锡市人民来访接待中心", code="113002")
    resolved = resolve_document([publisher, whole, own, centre], ["2025年度部门预算公开"])
    department = only(resolved, publisher)
    assert (department.unit_code, department.unit_kind, department.parent_unit_id) == ("113", "department", None)
    assert resolved.unit_ids[whole] == department.unit_id
    for unit, code, name in ((own, "113001", "无锡市信访局（本级）"), (centre, "113002", "无锡市人民来访接待中心")):
        row = only(resolved, unit)
        assert (row.unit_code, row.unit_name, row.unit_kind) == (code, name, "unit")
        assert row.parent_unit_id == department.unit_id


def test_a_department_counted_among_its_units_is_its_own_tier() -> None:
    name = "西安市安全生产监督管理局"
    publisher = PrintedUnit("d", name, role="publisher", fiscal_year=2019)
    counted = PrintedUnit("d", f"125001 {name}")
    sibling = PrintedUnit("d", "125004 西安市安全生产应急救援中心")
    resolved = resolve_document([publisher, counted, sibling], ["2019年部门综合预算"])
    row = only(resolved, counted)
    assert row.unit_name == f"{name}（本级）"
    assert row.parent_unit_id == resolved.unit_ids[publisher]
    alone = resolve_document([publisher, counted], ["2019年部门综合预算"])
    assert alone.unit_ids[counted] == alone.unit_ids[publisher]


def test_a_publisher_that_is_its_own_tier_implies_its_department() -> None:
    unit = PrintedUnit("d", "深圳市财政局（本级", role="publisher", fiscal_year=2026)
    resolved = resolve_document([unit], ["2026年深圳市财政局（本级）部门预算"])
    row = only(resolved, unit)
    assert (row.unit_name, row.unit_kind) == ("深圳市财政局（本级）", "unit")
    above = next(other for other in resolved.units if other.unit_id == row.parent_unit_id)
    assert (above.unit_name, above.unit_kind) == ("深圳市财政局", "department")
    department = PrintedUnit("e", "深圳市财政局", role="publisher", fiscal_year=2026)
    assert resolve_document([department], []).unit_ids[department] == above.unit_id


def test_a_named_parent_is_a_department() -> None:
    unit = PrintedUnit("d", "阳城县信访接待中心", parent_name="阳城县信访局", role="publisher", fiscal_year=2024)
    resolved = resolve_document([unit], ["2024年度单位预算"])
    row = only(resolved, unit)
    above = next(other for other in resolved.units if other.unit_id == row.parent_unit_id)
    assert (above.unit_name, above.unit_kind, above.division_code) == ("阳城县信访局", "department", "140522")


def test_a_unit_row_stays_in_its_publishers_place_unless_its_name_lies_inside() -> None:
    publisher = PrintedUnit("d", "西安市教育局", role="publisher", fiscal_year=2024)
    away = PrintedUnit("d", "北京办事处")
    inside = PrintedUnit("d", "西安市长安区第一中学")
    resolved = resolve_document([publisher, away, inside], ["部门预算"])
    assert only(resolved, away).division_code == "610100"
    assert only(resolved, inside).division_code == "610116"


def test_brackets_that_tell_units_apart_stay() -> None:
    publisher = PrintedUnit("d", "阳城县教育局", role="publisher", fiscal_year=2024)
    campuses = [PrintedUnit("d", f"实验小学（{side}校区）") for side in "东西"]
    resolved = resolve_document([publisher, *campuses], ["部门预算", "阳城县实验小学有两个校区"])
    assert len({resolved.unit_ids[unit] for unit in campuses}) == 2


def test_units_of_several_documents_are_refused_together() -> None:
    with pytest.raises(ValueError, match="one document"):
        resolve_document([PrintedUnit("a", "信访局"), PrintedUnit("b", "信访局")], [])
    assert resolve_document([], []) == ResolvedUnits((), (), {})


@pytest.mark.parametrize(
    ("printed", "code", "text", "is_own_tier"),
    [
        ("543 信访局（市委群工部）", "543", "信访局(市委群工部)", False),
        ("105236 西南大学", "105236", "西南大学", False),
        ("125004-西安市安全生产应急救援中心", "125004", "西安市安全生产应急救援中心", False),
        ("[125004]西安市信访局", "125004", "西安市信访局", False),
        ("125004西安市信访局", "125004", "西安市信访局", False),
        ("12345热线服务中心", None, "12345热线服务中心", False),
        ("120急救中心", None, "120急救中心", False),
        ("昆明市审计局（汇总）", None, "昆明市审计局", False),
        ("深圳市财政局（本级", None, "深圳市财政局", True),
        ("西南大学本级", None, "西南大学", True),
        ("某市财政局（局本级）", None, "某市财政局", True),
        ("信 访 局", None, "信访局", False),
    ],
)
def test_names_are_taken_apart(printed: str, code: str | None, text: str, is_own_tier: bool) -> None:
    parsed = parse_name(printed)
    assert (parsed.code, parsed.text, parsed.is_own_tier) == (code, text, is_own_tier)


def test_an_alias_is_what_is_printed_without_its_code() -> None:
    assert printed_name("113001  无锡市信访局(本级)") == "无锡市信访局（本级）"


@pytest.mark.parametrize(
    ("names", "division"),
    [
        (("邯郸市信访局", "河北省邯郸市信访局", "市信访局", "信访局"), "130400"),
        (("中共西安市委宣传部", "中国共产党西安市委员会宣传部", "市委宣传部"), "610100"),
        (("上海市普陀区人民政府万里街道办事处", "普陀区万里街道办事处"), "310107"),
        (("西安市市场监督管理局", "市场监督管理局"), "610100"),
        (("西安市政务服务局", "市政务服务局", "政务服务局"), "610100"),
        (("西安市市政管理局", "市政管理局"), "610100"),
        (("西安市民政局", "市民政局", "民政局"), "610100"),
    ],
)
def test_names_of_one_unit_have_one_core(names: tuple[str, ...], division: str) -> None:
    assert len({core_of(name, division, 2024) for name in names}) == 1


PRINTED = st.builds(
    PrintedUnit,
    document_id=st.sampled_from(["a", "b", "c"]),
    name=st.sampled_from(
        [
            "邯郸市信访局",
            "信访局（市委群工部）",
            "543 信访局",
            "邯郸市信访局（本级）",
            "阳城县信访局（汇总）",
            "西南大学",
            "市信访中心",
        ]
    ),
    code=st.sampled_from([None, "543", "543001", "543002"]),
    parent_name=st.sampled_from([None, "邯郸市信访局"]),
    role=st.sampled_from(["publisher", "row"]),
    fiscal_year=st.sampled_from([None, 2024]),
)
TEXTS = {"a": ["邯郸市信访局部门预算"], "b": ["单位预算，邯郸市信访局"]}


@given(st.lists(PRINTED, max_size=8).flatmap(lambda units: st.tuples(st.just(units), st.permutations(units))))
def test_the_order_of_printing_changes_nothing(orders: tuple[list[PrintedUnit], list[PrintedUnit]]) -> None:
    one, other = (resolve_units(units, TEXTS) for units in orders)
    assert one == other


@given(st.lists(PRINTED, max_size=8))
def test_every_unit_and_every_parent_has_a_row_and_none_is_its_own_parent(units: list[PrintedUnit]) -> None:
    resolved = resolve_units(units, TEXTS)
    ids = {row.unit_id for row in resolved.units}
    assert len(ids) == len(resolved.units)
    assert set(resolved.unit_ids) == set(units)
    assert {alias.unit_id for alias in resolved.aliases} <= ids
    assert all(row.parent_unit_id in ids - {row.unit_id} | {None} for row in resolved.units)


@given(st.lists(PRINTED, max_size=8), st.integers(0, 8))
def test_documents_loaded_in_batches_merge_to_the_same_rows(units: list[PrintedUnit], cut: int) -> None:
    rows = [row for unit in units for row in resolve_document([unit], TEXTS.get(unit.document_id, ())).units]
    assert merge_units([*merge_units(rows[:cut]), *merge_units(rows[cut:])]) == merge_units(rows)
