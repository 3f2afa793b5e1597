"""Headers and labels are cut into terms; what their terms say is put together, and what is no term is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.recognise.measure_trees import ancestors, measures
from pipelines.recognise.terms import Facets, combine, facets_of, vocabulary

KINDS = ("funding", "category", "three_public")


def test_every_term_is_understood() -> None:
    terms = {*vocabulary().terms, *vocabulary().whole}
    assert [term for term in sorted(terms) if not facets_of(term).understood] == []


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (("2026年一般公共预算财政拨款预算数",), {"funding": "general_public", "year": 2026, "stage": "budget"}),
        (("财政拨款收入", "政府性基金预算"), {"funding": "government_fund"}),
        (("上年结转结余", "一般公共预算资金"), {"funding": "carryover_general_public"}),
        (("上年结转", "单位资金"), {"funding": "carryover_unit_funds"}),
        (("上年财政拨款结转", "国有资本经营预算"), {"funding": "carryover_state_capital"}),
        (("本年收入", "小计"), {"funding": "current_year", "total": True}),
        (("事业收入", "其中：教育收费"), {"funding": "business_education_fees", "of_which": True}),
        (("基本支出", "人员经费"), {"category": "personnel"}),
        (("“三公”经费", "公务用车购置及运行费", "购置费"), {"three_public": "vehicle_purchase"}),
        (("“三公 ” 经费", "因公出国 (境)费"), {"three_public": "abroad"}),
        (("上年预算数",), {"year_offset": -1, "stage": "budget"}),
        (("二〇二四年决算数",), {"year": 2024, "stage": "final"}),
        (("增减额",), {"kind": "change"}),
        (("增减%",), {"ignore": "percentage"}),
        (("科目编码", "款"), {"role": "code", "level": 2}),
        (("部门预算支出经济分类科目名称",), {"role": "name", "classification": "economic"}),
        (("政府预算支出经济分类科目编码",), {"role": "code", "classification": "government_economic"}),
        (("三级预算单位名称",), {"role": "unit_name"}),
        (("结转结余下年",), {"category": "carry_forward", "funding": None}),
        (("政府性基金结转下年度",), {"category": "carry_forward", "funding": "government_fund"}),
        (("政府采购", "其中：2026年政府采购中预留给中小微企业的份额"), {"category": "reserved_sme"}),
    ],
)
def test_what_a_header_says(path: tuple[str, ...], said: dict[str, object]) -> None:
    facets = combine(facets_of(text) for text in path)
    assert facets.understood
    assert {name: getattr(facets, name) for name in said} == said


@pytest.mark.parametrize(
    ("text", "unknown"),
    [("统筹调剂金额", ("统筹调剂",)), ("一般公共预算星际拨款", ("星际",)), ("项", ()), ("星项", ("星项",))],
)
def test_what_is_no_term_is_named(text: str, unknown: tuple[str, ...]) -> None:
    assert facets_of(text).unknown == unknown


def test_two_measures_of_one_facet_conflict() -> None:
    assert combine([facets_of("基本支出"), facets_of("项目支出")]).conflict == "category"
    assert combine([facets_of("政府性基金预算"), facets_of("国有资本经营预算")]).conflict == "funding"


@pytest.mark.parametrize("kind", KINDS)
def test_measures_are_a_tree(kind: str) -> None:
    tree = measures(kind)
    roots = {code for code, measure in tree.items() if measure.parent is None}
    assert "total" in roots
    for code in tree:
        above = ancestors(kind, code)
        assert code not in above
        assert not above or above[-1] in roots


def said(kind: str, code: str) -> Facets:
    """The facets of a header that names one measure and nothing else."""
    match kind:
        case "funding":
            return Facets(funding=code)
        case "category":
            return Facets(category=code)
    return Facets(three_public=code)


@given(st.sampled_from(KINDS), st.data())
def test_the_narrower_measure_wins(kind: str, data: st.DataObject) -> None:
    code = data.draw(st.sampled_from([code for code in measures(kind) if ancestors(kind, code)]))
    wide = data.draw(st.sampled_from(ancestors(kind, code)))
    for pair in ((code, wide), (wide, code)):
        # A pair of [combine] may make one measure of a source and its carry-over; it is narrower still.
        joined = combine(said(kind, value) for value in pair)
        assert joined.conflict is None
        assert code in (getattr(joined, kind), *ancestors(kind, getattr(joined, kind)))


@given(st.lists(st.sampled_from(sorted(vocabulary().terms)), min_size=1, max_size=4))
def test_terms_set_side_by_side_leave_nothing_over(words: list[str]) -> None:
    text = "".join(words)
    assert text in vocabulary().whole or facets_of(text).unknown == ()
