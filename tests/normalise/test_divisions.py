"""The division list agrees with itself, and units are placed by proof, never by guess."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.normalise.central_organs import central_organs, starts_with_central_organ
from pipelines.normalise.divisions import CENTRAL, locate
from pipelines.normalise.places import FOREVER, gazetteer, is_below, short_name
from pipelines.paths import ROOT

REALDOCS = ROOT.parent / "shared" / "realdocs"


def test_every_parent_of_a_division_is_listed_and_above() -> None:
    known = gazetteer()
    order = {"province": 0, "city": 1, "county": 2}
    for rows in known.by_code.values():
        for place in rows:
            assert len(place.code) == 6 and place.code.isdigit()
            if place.parent_code is None:
                assert place.level == "province"
                continue
            above = known.of_code(place.parent_code, place.valid_from_year)
            assert above is not None, place
            assert order[above.level] < order[place.level]
            assert is_below(place.code, above.code)


def test_years_of_one_division_code_do_not_overlap() -> None:
    overlaps = []
    for rows in gazetteer().by_code.values():
        spans = sorted((row.valid_from_year, row.valid_to_year or FOREVER, row.name) for row in rows)
        assert all(start <= end for start, end, _ in spans)
        overlaps += [(one, other) for one, other in pairwise(spans) if one[1] >= other[0]]
    assert overlaps == []


def test_the_list_is_whole() -> None:
    current = [row for rows in gazetteer().by_code.values() for row in rows if row.valid_to_year is None]
    assert [sum(row.level == level for row in current) for level in ("province", "city", "county")] == [34, 333, 2847]


@pytest.mark.parametrize(
    ("name", "code", "level"),
    [
        ("邯郸市信访局", "130400", "city"),
        ("阳城县信访局", "140522", "county"),
        ("中共西安市委宣传部", "610100", "city"),
        ("中国人民政治协商会议阳城县委员会", "140522", "county"),
        ("江苏省委办公厅", "320000", "province"),
        ("上海科技大学附属学校", "310000", "province"),
        ("江苏无锡市教育局", "320200", "city"),
        ("上海市普陀区司法局", "310107", "county"),
        ("上海市普陀区人民政府万里街道办事处", "310107", "township"),
        ("昆山市花桥镇人民政府", "320583", "township"),
        ("晋城市城区教育局", "140502", "county"),
        ("恩施州财政局", "422800", "city"),
        ("五指山市财政局", "469001", "county"),
        ("福州市鼓楼生态环境局", "350100", "city"),
        ("西安市人民政府驻北京办事处", "610100", "city"),
        ("深圳市财政局（本级", "440300", "city"),
        ("隰县人民法院", "141031", "county"),
        ("中共康县县委办公室", "621224", "county"),
    ],
)
def test_a_name_that_says_its_place(name: str, code: str, level: str) -> None:
    found = locate([name], 2024)
    assert found is not None
    assert (found.division_code, found.admin_level) == (code, level)


@pytest.mark.parametrize(
    "name",
    ["信访局", "市财政局", "鼓楼区教育局", "城区教育局", "公安局", "合作交流办公室", "财政部门", "老城区改造办公室",
     "北京路街道办事处", "中山医院", "安康医院", "朝阳区教育局", "本县财政局", "全县康县路小学", ""],
)  # fmt: skip
def test_a_name_that_could_be_anywhere_is_nowhere(name: str) -> None:
    assert locate([name], 2024) is None


def test_nothing_to_go_by_is_none() -> None:
    assert locate([]) is None


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (["鼓楼区教育局", "福建省福州市"], "350102"),
        (["鼓楼区教育局", "江苏省和福建省的鼓楼区"], None),
        (["朝阳区教育局", "北京市财政局"], "110105"),
        (["信访局（市委群工部）", "根据河北省要求，邯郸市信访局编制"], "130400"),
        (["信访局", "晋城市信访局的文件。阳城县信访局编制，阳城县信访局负责"], "140522"),
        (["信访局", "晋城市信访局与阳城县信访局"], None),
        (["县信访局", "晋城市财政局 晋城市财政局 晋城市财政局"], None),
        (["县信访局", "晋城市财政局 晋城市财政局 阳城县财政局 阳城县委"], "140522"),
        (["信息中心", "去过北京市"], None),
        (["中山医院", "中山市卫生健康局"], "442000"),
        (["公安局", "公安县财政局 公安县委"], "421022"),
    ],
)
def test_the_documents_other_text_settles_what_the_name_leaves_open(texts: list[str], code: str | None) -> None:
    found = locate(texts, 2024)
    assert (found.division_code if found else None) == code


@pytest.mark.parametrize(
    "texts",
    [
        ["国家税务总局西安市税务局"],
        ["教育部"],
        ["中共中央宣传部"],
        ["西南大学", "西南大学（Southwest University）是教育部直属，教育部、农业农村部、重庆市共建的大学"],
    ],
)
def test_central_units(texts: list[str]) -> None:
    assert locate(texts, 2024) == CENTRAL


def test_names_of_all_levels_and_of_the_year() -> None:
    county = locate(["阳城县信访局"], 2024)
    assert county is not None
    assert (county.province_name, county.city_name, county.county_name) == ("山西省", "晋城市", "阳城县")
    district = locate(["上海市普陀区司法局"], 2024)
    assert district is not None
    assert (district.province_name, district.city_name, district.county_name) == ("上海市", None, "普陀区")
    # 莱芜市 became 济南市莱芜区 in 2019, 江干区 ended in 2021.
    before = locate(["莱芜市财政局"], 2017)
    assert before is not None and before.division_code == "371200"
    ended = locate(["杭州市江干区财政局"], 2018)
    assert ended is not None and ended.county_name == "江干区"


def test_organs_are_names_not_words() -> None:
    assert "财政部" in central_organs()
    assert starts_with_central_organ("财政部机关服务中心")
    assert not starts_with_central_organ("财政部门")


@given(st.sampled_from(sorted(name for name in gazetteer().by_full if len(name) > 2)), st.integers(2015, 2026))
def test_a_full_name_before_an_office_is_found_or_refused_never_mistaken(name: str, year: int) -> None:
    found = locate([f"{name}财政局"], year)
    meant = {place.code for place in gazetteer().named(name, year)}
    if found is None:
        assert len(meant) > 1 or name in gazetteer().words
    else:
        assert meant == {found.division_code}


def test_short_names() -> None:
    assert [short_name(name) for name in ("海北藏族自治州", "孟村回族自治县", "神农架林区", "香港特别行政区")] == [
        "海北", "孟村", "神农架", "香港",
    ]  # fmt: skip


@pytest.mark.skipif(not REALDOCS.is_dir(), reason="the shared real documents are not beside the checkout")
def test_publishers_of_real_documents_are_where_their_catalogue_says() -> None:
    levels = {"省": "province", "市": "city", "区": "county", "乡": "township"}
    checked = 0
    for path in sorted(REALDOCS.glob("*/meta.json")):
        meta = json.loads(Path(path).read_text(encoding="utf-8"))
        if meta["place"].startswith("中央"):
            note = meta["place"]
            found = locate([meta["publisher"], f"{meta['publisher']}是{note[3:]}"], meta["fiscal_year"])
            assert found == CENTRAL, meta["id"]
        else:
            found = locate([meta["publisher"]], meta["fiscal_year"])
            assert found is not None, meta["id"]
            names = "".join(filter(None, (found.province_name, found.city_name, found.county_name)))
            assert names == meta["place"], meta["id"]
            assert found.admin_level == levels[meta["level"][0]], meta["id"]
        checked += 1
    assert checked == 50
