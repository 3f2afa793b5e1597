"""The code lists agree with themselves, and a code or a name finds the subject that its year means."""

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.contract import tables
from pipelines.normalise.code_lists import (
    CLASSIFICATIONS,
    CODED,
    FOREVER,
    Classification,
    Subject,
    build_code_list,
    code_list,
    subjects_frame_rows,
)
from pipelines.normalise.fiscal_years import years_frame_rows
from pipelines.normalise.reference_files import reference_rows
from pipelines.normalise.subject_names import drop_enumerator, subject_key
from pipelines.paths import VOCABULARY

FIXED_CLASS_NAMES = (
    "一般公共服务支出 外交支出 国防支出 公共安全支出 教育支出 科学技术支出 文化旅游体育与传媒支出 "
    "社会保障和就业支出 社会保险基金支出 卫生健康支出 节能环保支出 城乡社区支出 农林水支出 "
    "交通运输支出 资源勘探工业信息等支出 商业服务业等支出 金融支出 援助其他地区支出 "
    "自然资源海洋气象等支出 住房保障支出 粮油物资储备支出 国有资本经营预算支出 "
    "灾害防治及应急管理支出 预备费 其他支出 转移性支出 债务还本支出 债务付息支出 债务发行费用支出 "
    "抗疫特别国债安排的支出 上划地方政府债券本金利息服务费"
)


@pytest.mark.parametrize("classification", CLASSIFICATIONS)
def test_years_of_one_code_do_not_overlap(classification: Classification) -> None:
    listed = code_list(classification)
    for subject in listed.subjects:
        assert subject.valid_from_year <= (subject.valid_to_year or FOREVER), subject
    overlaps = [
        (one, other)
        for code, rows in listed.rows_of_code.items()
        if code
        for one, other in pairwise(rows)
        if (one.valid_to_year or FOREVER) >= other.valid_from_year
    ]
    assert overlaps == []


@pytest.mark.parametrize("classification", CLASSIFICATIONS)
def test_every_parent_is_listed_one_level_above(classification: Classification) -> None:
    listed = code_list(classification)
    wrong = [
        subject
        for subject in listed.subjects
        if not subject.is_local
        and (listed.by_code(subject.parent_code).level if subject.parent_code else 0) + 1 != subject.level  # type: ignore[union-attr]
    ]
    assert wrong == []


@pytest.mark.parametrize("classification", CODED)
def test_levels_fit_the_length_of_the_code(classification: Classification) -> None:
    levels = {3: 1, 5: 2, 7: 3}
    for subject in code_list(classification).subjects:
        if not subject.code:
            assert subject.is_local and subject.level == 1
            continue
        assert subject.code.isdigit()
        assert subject.level == (4 if subject.is_local else levels[len(subject.code)]), subject
        assert subject.parent_code == (subject.code[:-2] if len(subject.code) > 3 else None), subject


def test_local_subdivisions_hang_below_national_ones() -> None:
    listed = code_list("economic")
    local = [subject for subject in listed.subjects if subject.is_local]
    assert local
    for subject in local:
        above = listed.parent(subject)
        assert above is not None and not above.is_local, subject


def test_rows_of_dim_subject_have_its_columns_unique_ids_and_known_parents() -> None:
    rows = subjects_frame_rows()
    ids = [row["subject_id"] for row in rows]
    assert len(ids) == len(set(ids))
    assert {tuple(row) for row in rows} == {tuple(column.name for column in tables()["dim_subject"].columns)}
    assert {row["parent_subject_id"] for row in rows} - {None} <= set(ids)
    assert all(row["subject_code"] is None or str(row["subject_code"]).isdigit() for row in rows)


def test_every_alias_says_more_than_the_normalised_name_does() -> None:
    for row in reference_rows("aliases.csv"):
        listed = next(code_list(known) for known in CLASSIFICATIONS if known == row["classification"])
        names = {subject_key(subject.name) for subject in listed.rows_of_code[row["code"]]}
        assert subject_key(row["name"]) not in names, row


def test_years_run_without_gap_and_know_their_plan() -> None:
    rows = {row["fiscal_year"]: row for row in years_frame_rows()}
    assert list(rows) == list(range(2007, 2036))
    assert [rows[year]["plan_period"] for year in (2015, 2016, 2020, 2021, 2025, 2026, 2030)] == [
        "十二五", "十三五", "十三五", "十四五", "十四五", "十五五", "十五五",
    ]  # fmt: skip


@pytest.mark.parametrize("name", FIXED_CLASS_NAMES.split())
def test_each_class_of_the_fixed_list_is_one_subject(name: str) -> None:
    assert [s.name for s in code_list("function").by_name(f"三十一、 {name}", level=1, year=2024)] == [name]


@pytest.mark.parametrize(
    ("code", "year", "name", "is_in_force"),
    [
        ("210", 2018, "医疗卫生与计划生育支出", True),
        ("210", 2019, "卫生健康支出", True),
        ("20805", 2017, "行政事业单位离退休", True),
        ("20805", 2021, "行政事业单位养老支出", True),
        ("20805", 1999, "行政事业单位离退休", False),
        ("2080504", 2024, "未归口管理的行政单位离退休", False),
        ("2014001", 2024, "行政运行", True),
    ],
)
def test_a_code_means_what_its_year_says(code: str, year: int, name: str, is_in_force: bool) -> None:
    subject = code_list("function").by_code(code, year)
    assert subject is not None
    assert (subject.name, subject.is_in_force) == (name, is_in_force)


def test_an_unlisted_code_is_none_and_knows_what_lies_above() -> None:
    listed = code_list("function")
    assert listed.by_code("2019950", 2024) is None
    above = listed.listed_above("2019950", 2024)
    assert above is not None and above.code == "20199"
    assert listed.listed_above("99999", 2024) is None


def test_a_name_that_repeats_needs_its_parent() -> None:
    listed = code_list("function")
    assert len(listed.by_name("行政运行", year=2024)) > 20
    assert [s.code for s in listed.by_name("行政运行", parent_code="20140", year=2024)] == ["2014001"]
    assert listed.by_name("行政运行", parent_code="20140", level=2, year=2024) == ()
    assert listed.by_name("本表无此科目", year=2024) == ()


def test_an_outdated_name_gives_the_row_of_its_code_in_force() -> None:
    assert [s.subject_id for s in code_list("function").by_name("医疗卫生与计划生育支出", year=2019)] == [
        "function/210/2019"
    ]


def test_a_name_is_not_carried_over_a_code_that_was_reused() -> None:
    listed = code_list("economic")
    assert [(s.code, s.is_in_force) for s in listed.by_name("住房公积金", year=2017)] == [("30311", True)]
    assert [(s.code, s.is_in_force) for s in listed.by_name("住房公积金", year=2024)] == [("30113", True)]
    assert [(s.code, s.is_in_force) for s in listed.by_name("提租补贴", year=2024)] == [("30312", False)]


def test_words_of_our_own_lists() -> None:
    three_public = code_list("three_public")
    vehicle = three_public.by_code("vehicle_running")
    assert vehicle is not None
    assert three_public.path_name(vehicle) == "“三公”经费合计/公务用车购置及运行维护费/公务用车运行维护费"
    general = code_list("revenue_source").by_code("general_public")
    assert general is not None
    assert (general.name, general.level, general.parent_code) == ("一般公共预算", 4, "appropriation")


def test_path_names_run_from_the_class_down() -> None:
    listed = code_list("function")
    subject = listed.by_code("2014001", 2024)
    assert subject is not None
    assert listed.path_name(subject) == "一般公共服务支出/信访事务/行政运行"


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("二十一、粮油物资储备支出", "粮油物资储备支出"),
        ("（一） 人员经费", "人员经费"),
        ("①会议费", "会议费"),
        ("1.公务接待费", "公务接待费"),
        ("其中：基本工资", "基本工资"),
        ("项  目", "项目"),
        ("资本性支出（一）", "资本性支出(一)"),
        ("一、", "一、"),
    ],
)
def test_enumerators_go_and_nothing_else(printed: str, name: str) -> None:
    assert drop_enumerator(printed) == name


@given(st.text(alphabet="一二三、（）()1.① 的支出费其中：", max_size=12))
def test_normalising_a_name_twice_changes_nothing(name: str) -> None:
    assert drop_enumerator(drop_enumerator(name)) == drop_enumerator(name)


@given(st.lists(st.tuples(st.integers(2007, 2030), st.integers(0, 5)), min_size=1, max_size=4), st.integers(2000, 2040))
def test_the_nearest_row_is_in_force_exactly_when_one_covers_the_year(spans: list[tuple[int, int]], year: int) -> None:
    rows = [Subject("function", "201", f"名{i}", 1, None, start, start + n) for i, (start, n) in enumerate(spans)]
    found = build_code_list("function", rows).by_code("201", year)
    assert found is not None
    assert found.is_in_force == any(row.covers(year) for row in rows)
    assert found.years_away(year) == min(row.years_away(year) for row in rows)


def test_names_of_classes_that_tell_a_classification_are_classes_of_no_other() -> None:
    rows = tomllib.loads((VOCABULARY / "classes.toml").read_text(encoding="utf-8"))["class"]
    said = {name: [row["classification"]] for row in rows for name in row["names"]}
    assert said == {name: [each for each in CODED if code_list(each).by_name(name, level=1)] for name in said}
    assert sum(len(row["names"]) for row in rows) == len(said) > 0
