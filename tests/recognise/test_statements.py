"""Numbers of a narrative and what they are about: one small made-up text a trap."""

from collections.abc import Sequence

import pytest

from pipelines.read.document import Document, Grid, Page, TextRun
from pipelines.recognise.statement import Meaning, Statement
from pipelines.recognise.statements import read_statements

YEAR = 2024
OWN = ("青河市档案馆",)


def said(*lines: str, names: Sequence[str] = OWN) -> tuple[Statement, ...]:
    """The statements of a text document with these lines."""
    items: tuple[TextRun | Grid, ...] = tuple(TextRun(line, line_no=number) for number, line in enumerate(lines, 1))
    document = Document("0" * 64, "a.txt", "a.txt", "text/plain", 1, (Page(1, items),), False)
    return read_statements(document, names, YEAR)


def about(*lines: str) -> list[tuple[str, str | None]]:
    """Each number with the slot it fills, None where it is not understood."""
    return [(one.text, one.meaning.slot if one.meaning else None) for one in said(*lines)]


def meanings(*lines: str) -> list[Meaning | None]:
    return [one.meaning for one in said(*lines)]


def test_total_and_its_parts() -> None:
    found = meanings(
        "2024年支出预算100.00万元,其中基本支出60.00万元,包括人员经费50.00万元和公用经费10.00万元;项目支出40.00万元。"
    )
    assert found == [
        Meaning("expenditure"),
        Meaning("expenditure", category="basic"),
        Meaning("expenditure", category="personnel"),
        Meaning("expenditure", category="public"),
        Meaning("expenditure", category="project"),
    ]


def test_a_later_paragraph_is_about_the_whole_not_about_its_part_of_the_same_words() -> None:
    found = said(
        "2024年财政拨款收入12.00万元,其中:本年收入11.00万元,上年结转收入1.00万元。",
        "与上年对比财政拨款收入增加3.00万元,增长33.3%。",
    )
    assert [(one.text, one.base) for one in found[3:]] == [("3.00", 1), ("33.3", 1)]


def test_parts_have_the_money_of_the_whole() -> None:
    found = meanings("财政拨款“三公”经费预算5.00万元,其中因公出国（境）费1.00万元;公务接待费4.00万元。")
    assert found == [
        Meaning("three_public", "appropriation", three_public="total"),
        Meaning("three_public", "appropriation", three_public="abroad"),
        Meaning("three_public", "appropriation", three_public="reception"),
    ]


def test_a_sentence_cut_by_a_page_break_reads_on() -> None:
    assert about("2024年支出预算30.00万元,其中基本支出", "20.00万元,项目支出10.00万元。") == [
        ("30.00", "expenditure"),
        ("20.00", "expenditure"),
        ("10.00", "expenditure"),
    ]


def test_a_change_is_of_the_whole_where_no_part_can_have_grown_so_much() -> None:
    total, _, _, change = said("收入总计50.00万元,其中:本年收入50.00万元,上年结转0万元,比上年增加8.00万元。")
    assert (change.measure, change.direction, change.base) == ("change", "up", total.number)


def test_a_change_is_of_its_part_where_each_part_has_one() -> None:
    found = said("“三公”经费9万元,其中:公务接待费4万元,比上年减少1万元,公务用车运行维护费5万元,比上年减少2万元。")
    assert [one.base for one in found if one.measure == "change"] == [2, 4]


def test_a_change_behind_a_bracket_is_of_what_stands_before_it() -> None:
    found = said(
        "公务用车购置及运行费7万元(公务用车购置费0万元,比上年减少3万元;公务用车运行维护费7万元,比上年减少1万元。)"
        "比上年减少4万元,下降36.4%。"
    )
    assert [(one.measure, one.base) for one in found if one.base] == [
        ("change", 2),
        ("change", 4),
        ("change", 1),
        ("growth", 1),
    ]


def test_the_year_before_is_told_from_the_change() -> None:
    amount, prior, change, growth = said("收入预算80万元,比2023年年初预算数60万元增加20万元,增长33.33%。")
    assert (prior.measure, prior.year, prior.base) == ("prior", 2023, amount.number)
    assert (change.measure, change.base, growth.measure, growth.base) == ("change", 1, "growth", 1)


def test_an_amount_of_another_year_is_the_prior_of_the_same_quantity() -> None:
    amount, prior = said("2024年我单位机关运行经费64980元,2023年为58140元。")
    assert (amount.unit, prior.measure, prior.meaning) == ("元", "prior", Meaning("operating_expense"))


@pytest.mark.parametrize(
    ("words", "slot", "category"),
    [
        ("占项目支出总额的", "expenditure", "project"),
        ("占本年支出合计的", "expenditure", "total"),
        ("占“三公”经费的", "three_public", "total"),
    ],
)
def test_a_named_denominator(words: str, slot: str, category: str) -> None:
    share = said(f"公开项目绩效目标3个,涉及金额20万元,{words}48%。")[-1]
    assert share.measure == "share"
    assert share.whole_meaning is not None
    assert (share.whole_meaning.slot, share.whole_meaning.category) == (slot, category)


def test_a_share_without_denominator_is_of_the_whole_of_the_list() -> None:
    whole, part, share = said("收入预算80万元,其中:其他收入8万元,占10%。")
    assert (share.base, share.whole) == (part.number, whole.number)


def test_completion_is_of_the_final_amount() -> None:
    budget, final, done = said(
        "1.社会保障和就业支出(类)行政事业单位养老支出(款)行政单位离退休(项)。年初预算为50万元,支出决算为49万元,完成年初预算的98%。"
    )
    assert (budget.stage, final.stage) == ("budget", "final")
    assert budget.meaning == final.meaning
    assert final.meaning is not None
    assert final.meaning.names[-1] == "行政单位离退休(项)"
    assert (done.measure, done.base) == ("completion", final.number)


def test_an_item_that_nobody_knows_has_no_amounts() -> None:
    assert about("1.某某支出(类)某某事项(项)。年初预算为50万元,支出决算为49万元,完成年初预算的98%。") == [
        ("50", None),
        ("49", None),
        ("98", None),
    ]


def test_the_heading_says_what_the_sentence_leaves_out() -> None:
    assert meanings("四、财政拨款“三公”经费预算情况说明", "(一)公务接待费。2024年预算数6万元。") == [
        Meaning("three_public", three_public="reception", funding="appropriation")
    ]


def test_parts_in_paragraphs_of_their_own() -> None:
    assert meanings(
        "2024年一般公共预算基本支出9万元,其中:", "人员经费7万元,主要包括:基本工资等。", "公用经费2万元。"
    ) == [
        Meaning("expenditure", "general_public", "basic"),
        Meaning("expenditure", "general_public", "personnel"),
        Meaning("expenditure", "general_public", "public"),
    ]


def test_income_and_spending_of_one_total() -> None:
    found = meanings("财政拨款收支总预算9万元。其中:一般公共预算拨款9万元。支出包括:一般公共服务支出9万元。")
    assert found == [
        Meaning("grand_total", "appropriation"),
        Meaning("revenue", "general_public"),
        Meaning("expenditure", "appropriation", names=("一般公共服务支出",)),
    ]


def test_counts_and_amounts_of_performance_by_kind() -> None:
    found = meanings("纳入绩效目标管理的二级项目5个,共计金额12万元。其中:其他运转类项目3个,涉及金额10万元。")
    assert found == [
        Meaning("performance_count"),
        Meaning("performance_amount"),
        Meaning("performance_count", project_kind="其他运转类"),
        Meaning("performance_amount", project_kind="其他运转类"),
    ]


def test_the_whole_that_performance_is_about() -> None:
    assert meanings("编报部门整体支出绩效目标,涉及部门预算资金12万元,其中基本支出10万元,项目支出2万元。") == [
        Meaning("overall_performance"),
        Meaning("overall_performance", category="basic"),
        Meaning("overall_performance", category="project"),
    ]


def test_vehicles_by_use_and_quota() -> None:
    found = said("截至2023年12月31日,青河市档案馆共有公务用车编制2辆,实有1辆,其中:应急保障用车1辆。")
    assert [one.meaning for one in found] == [
        Meaning("vehicle_quota"),
        Meaning("vehicle_count"),
        Meaning("vehicle_count", category="emergency"),
    ]
    assert found[0].as_of == (2023, 12, 31)


def test_a_threshold_is_no_statement_but_tells_counts_apart() -> None:
    assert meanings("占有使用价值50万元(原值)以上的通用设备1台(套);价值100万元(原值)以上的通用设备0台(套)。") == [
        Meaning("equipment_count", category="50万元以上"),
        Meaning("equipment_count", category="100万元以上"),
    ]


def test_procurement_by_kind() -> None:
    assert meanings("政府采购预算总额9万元,其中:货物类采购预算2万元、政府采购工程预算3万元、拟采购服务支出4万元。") == [
        Meaning("procurement"),
        Meaning("procurement", category="goods"),
        Meaning("procurement", category="works"),
        Meaning("procurement", category="services"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "依据财字〔2016〕143号文件和2018年3月1日的规定执行,热线12345。",
        "六、名词解释",
        "单价20万元以上的设备需要审批。",
        "三公经费:是指用财政拨款安排的费用,每人不超过50元。",
        "咨询电话:0000-1234567,经费5万元。",
    ],
)
def test_no_statement(line: str) -> None:
    assert said(line) == ()


def test_the_glossary_is_left_out_until_the_next_heading() -> None:
    assert about("六、名词解释", "1、基本支出:反映5万元的支出。", "七、其他", "2024年机关运行经费3万元。") == [
        ("3", "operating_expense")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "食堂改造经费5万元。",
        "白河市图书馆基本支出5万元。",
        "因新录用人员1名,基本支出有所增加。",
        "一般公共预算收入5万元,支出5万元。",
        "主要用于基本支出5万元。",
    ],
)
def test_what_nobody_said_is_not_guessed(line: str) -> None:
    assert said(line)[-1].meaning is None


def test_numbers_below_the_name_of_another_unit_are_not_the_publishers() -> None:
    assert about("二、白河市图书馆", "2024年支出预算5万元。") == [("5", None)]


def test_a_comparison_without_number() -> None:
    amount, word = said("公务接待费5万元,与上年持平。")
    assert (word.text, word.unit, word.measure, word.direction, word.base) == (
        "持平",
        None,
        "comparison",
        "same",
        amount.number,
    )


def test_smaller_by_so_much_is_a_change() -> None:
    change = said("会议费预算支出5万元,本年数小于上年预算数2万元。")[-1]
    assert (change.measure, change.direction, change.base) == ("change", "down", 1)


@pytest.mark.parametrize(
    ("line", "given"),
    [
        ("收入预算9万元,比上年增加2万元,主要原因是人员增加。", True),
        ("收入预算9万元,比上年增加2万元。增加的原因是人员变动。", True),
        ("收入预算9万元,比上年增加2万元。主要是进一步落实厉行节约。", True),
        ("收入预算9万元,比上年增加2万元。", False),
        ("项目支出增加2万元,主要为业务量较大。", True),
        ("收入预算9万元,比上年增加2万元,与上年基本持平。", True),
    ],
)
def test_a_reason_for_a_change(line: str, given: bool) -> None:
    assert [one.has_reason for one in said(line) if one.measure == "change"] == [given]


def test_an_amount_is_for_what_is_counted_before_it() -> None:
    assert about("采购大厅社工23名支出373.66万元。2024年支出预算5.00万元。") == [
        ("23", None),
        ("373.66", None),
        ("5.00", "expenditure"),
    ]


def test_a_reason_in_the_next_paragraph_is_of_the_section() -> None:
    found = said(
        "一、收入预算",
        "2024年收入预算9万元,比上年增加2万元。",
        "预算收入增加主要原因说明:一是人员增加。",
        "二、支出预算",
        "2024年支出预算9万元,比上年增加2万元。",
    )
    assert [one.has_reason for one in found if one.measure == "change"] == [True, False]


def test_a_reason_that_says_a_change_itself() -> None:
    found = said("收入总计增加12万元,增长10%。主要原因：项目支出增加,较上年增加5万元。")
    assert [one.has_reason for one in found if one.text == "12"] == [True]


def test_one_reason_for_both_sides_stands_behind_their_parts() -> None:
    found = said(
        "一、收支预算情况",
        "（一）增减变化情况：2024年收支预算9.00万元，比上年减少3.00万元，其中：",
        "1.收入预算减少3.00万元。",
        "2.支出预算减少3.00万元，其中项目支出减少3.00万元。",
        "3.收支预算减少的主要原因，压减项目支出，相应减少",
        "二、采购情况",
        "2024年政府采购预算9万元,比上年增加2万元。",
    )
    assert [one.has_reason for one in found if one.measure == "change"] == [True, True, True, True, False]


def test_the_parts_below_a_change_give_its_reason() -> None:
    found = said(
        "一、三公经费",
        "2024年“三公”经费预算9.00万元，比上年增加3.00万元，具体如下：",
        "（一）公务接待费：2024年预算9.00万元，比上年增加3.00万元，主要原因是来访增加。",
    )
    assert [one.has_reason for one in found if one.measure == "change"] == [True, True]


def test_a_heading_may_shorten_the_publishers_name() -> None:
    lines = ("一、省检察院2024年预算情况", "2024年支出预算9.00万元。")
    assert [one.meaning for one in said(*lines, names=("青河省人民检察院",))] == [Meaning("expenditure")]
    part = ("第二部分 省检察院2024年预算情况", "2024年支出预算9.00万元。")
    assert [one.meaning for one in said(*part, names=("青河省档案馆",))] == [Meaning("expenditure")]


def test_what_goals_cover_is_not_all_expenditure() -> None:
    assert meanings("2024年本部门绩效目标管理全覆盖,涉及当年一般公共预算当年拨款5859.6万元。") == [
        Meaning("performance_amount", "general_public")
    ]


def test_codes_and_paths_name_subjects() -> None:
    assert meanings(
        "(一)2080502-事业单位离退休3万元。",
        "电影(2070607)4万元。",
        "公共安全支出(204类)司法(06款)行政运行(01项)5万元。",
    ) == [
        Meaning("expenditure", names=("事业单位离退休",), code="2080502"),
        Meaning("expenditure", names=("电影",), code="2070607"),
        Meaning("expenditure", names=("公共安全支出(类)", "司法(款)", "行政运行(项)")),
    ]


def test_the_place_is_the_line_that_prints_the_number() -> None:
    first, second = said("2024年支出预算30.00万元,其中基本支出", "20.00万元。")
    assert (first.page, second.page) == (1, 2)


def test_an_item_of_a_list_speaks_for_its_paragraph() -> None:
    found = meanings(
        "一般公共预算财政拨款支出年初预算为90万元,支出决算为80万元,完成年初预算的88.89%。其中:",
        "1、社会保障和就业支出(类)行政事业单位养老支出(款)行政单位离退休(项)。主要用于:退休人员。年初预算为50万元,支出决算为49万元。",
    )
    item = Meaning(
        "expenditure",
        "general_public",
        names=("社会保障和就业支出(类)", "行政事业单位养老支出(款)", "行政单位离退休(项)"),
    )
    assert found[-2:] == [item, item]


def test_an_earlier_amount_in_a_later_sentence_is_of_the_same_item() -> None:
    lines = (
        "支出主要内容如下:",
        "1.教育支出(类)普通教育(款)小学教育(项)9万元,主要用于教学。2023年执行数为8万元,比2023年执行数增加12.5%。",
    )
    amount, prior, growth = said(*lines)
    assert amount.meaning is not None
    assert prior.meaning == growth.meaning == amount.meaning
    assert (prior.measure, prior.stage, growth.measure) == ("prior", "execution", "growth")


def test_parts_of_a_whole_that_nobody_understands_are_not_understood() -> None:
    assert about("某项专款30万元,其中:基本支出20万元,项目支出10万元。") == [("30", None), ("20", None), ("10", None)]


def test_a_change_behind_a_semicolon_is_of_the_part_before_it_or_of_a_whole_that_is_complete() -> None:
    own = said("公务用车购置及运行费7万元,包括公务用车购置费0万元;公务用车运行维护费7万元,比上年减少2万元。")
    whole = said("收入预算9万元,其中:一般公共预算拨款收入8万元,其他收入1万元;比2023年增加3万元。")
    assert (own[-1].base, whole[-1].base) == (3, 1)


def test_a_reason_goes_on_behind_a_semicolon() -> None:
    assert about("收入预算9万元,比上年减少3万元,原因是项目支出减少2万元;公用经费减少1万元。")[2:] == [
        ("2", None),
        ("1", None),
    ]


def test_another_year_without_a_change_behind_it_is_no_prior() -> None:
    assert about("机关运行经费9万元,比上年1万元,增加0.7%。")[1] == ("1", None)


def test_a_part_of_an_item_is_not_the_item() -> None:
    assert about("公务接待费5万元(含外宾接待费1万元)。") == [("5", "three_public"), ("1", None)]


def test_a_part_that_nobody_can_name() -> None:
    assert about("由小企业供应商中标的,采购金额5万元。") == [("5", None)]


def test_the_publishers_short_name_is_its_own_and_a_longer_word_is_none() -> None:
    assert [one.meaning for one in said("省检察院2024年支出预算5万元。", names=("白河省人民检察院",))] == [
        Meaning("expenditure")
    ]
    found = said("党委办公厅(室)及相关机构事务(款)行政运行(项)支出5万元。", names=("白河省委办公厅",))
    assert found[0].meaning is not None


def test_a_unit_that_the_document_lists_is_not_the_publisher() -> None:
    assert said("白河市图书馆公用经费5万元。", names=("青河市档案馆", "白河市图书馆"))[0].meaning is None


def test_equipment_behind_vehicles_to_be_bought_is_to_be_bought() -> None:
    assert meanings("2024年安排购置车辆1辆。单位价值100万元以上设备2台(套)。") == [
        Meaning("planned_vehicle_count"),
        Meaning("planned_equipment_count", category="100万元以上"),
    ]


def test_an_ordinal_in_front_of_people_counts_nobody() -> None:
    assert [one.text for one in said("其中:1人员经费5万元。")] == ["5"]


def test_the_fund_is_not_the_subject_of_its_name() -> None:
    assert meanings("2024年国有资本经营预算支出0万元。") == [Meaning("expenditure", "state_capital")]


def test_quantities_and_their_numbers_side_by_side() -> None:
    assert meanings("2024年基本支出和项目支出分别为6万元、4万元。") == [
        Meaning("expenditure", category="basic"),
        Meaning("expenditure", category="project"),
    ]


@pytest.mark.parametrize(
    "line", ["基本支出和项目支出分别为6万元、4万元、2万元。", "人员经费7万元、公用经费1万元,占基本支出的87.5%和12.5%。"]
)
def test_numbers_that_do_not_fit_the_quantities_are_nobodys(line: str) -> None:
    assert said(line)[-1].meaning is None


def test_the_budget_that_is_completed_is_printed_beside_the_percentage() -> None:
    final, budget, done, change = said("“三公”经费支出决算为4万元,完成预算5万元的80%;与2023年度决算数相比,减少1万元。")
    assert (budget.stage, budget.meaning) == ("budget", final.meaning)
    assert (done.measure, done.base, change.base) == ("completion", final.number, final.number)


def test_a_change_against_the_budget_of_the_year_says_so() -> None:
    assert [one.stage for one in said("机关运行经费支出5万元,比年初预算数减少3万元,降低37.5%。")] == [
        None,
        "budget",
        "budget",
    ]


def test_a_title_in_the_sentence_says_what_its_amounts_are() -> None:
    assert meanings("支出预算:2024年年初预算数10万元,其中,教育支出8万元。") == [
        Meaning("expenditure"),
        Meaning("expenditure", names=("教育支出",)),
    ]


def test_subjects_below_a_category_are_told_for_that_part_of_them() -> None:
    assert meanings("(一)人员经费:1行政运行(2013201)6万元,较上年增加1万元;2住房公积金(2210201)2万元。") == [
        Meaning("expenditure", category="personnel", names=("行政运行",), code="2013201"),
        Meaning("expenditure", category="personnel", names=("行政运行",), code="2013201"),
        Meaning("expenditure", category="personnel", names=("住房公积金",), code="2210201"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "某类专款1一般行政管理事务(2013302)9万元;2培训支出(2050803)5万元。",
        "绩效评价覆盖全体,涉及一般公共预算当年拨款5万元。",
        "聘请社工8名支出5万元。",
    ],
)
def test_what_follows_something_unknown_may_be_a_part_of_it(line: str) -> None:
    assert said(line)[-1].meaning is None


def test_offices_are_a_part_of_the_buildings() -> None:
    assert meanings("房屋面积500平方米,其中办公用房300平方米。") == [
        Meaning("building_area"),
        Meaning("building_area", category="office"),
    ]


def test_the_balances_of_one_fund() -> None:
    assert meanings("2024年政府性基金预算财政拨款年初结转和结余1万元,本年收入3万元,年末结转和结余2万元。") == [
        Meaning("carryover", "government_fund"),
        Meaning("revenue", "government_fund"),
        Meaning("carry_forward", "government_fund"),
    ]


def test_changes_taken_together_are_of_the_whole() -> None:
    found = said(
        "“三公”经费5万元,其中公务接待费2万元,比上年减少1万元,因公出国(境)费3万元,比上年减少1万元,共减少2万元。"
    )
    assert found[-1].base == 1


def test_a_kind_of_cost_within_another_quantity_is_not_all_of_it() -> None:
    assert about("机关运行经费9万元,其中:办公费2万元。") == [("9", "operating_expense"), ("2", None)]


def test_a_share_behind_a_bracket_is_of_what_stands_before_it() -> None:
    found = said("2024年总收入100.00万元,其中:事业收入50.00万元(含教育收费12.00万元),占总收入的50.00%。")
    shares = [(one.base, one.meaning.funding if one.meaning else None) for one in found if one.measure == "share"]
    assert shares == [(2, "business")]


def test_expenditure_of_one_item_is_not_all_expenditure() -> None:
    found = about("七、“三公”经费财政拨款支出情况", "公务接待费支出4.00万元。", "外事接待0批次,0人,共计支出0.50万元。")
    assert found == [("4.00", "three_public"), ("0", None), ("0.50", None)]


def test_a_ministry_is_called_by_its_short_name() -> None:
    lines = ("一、关于国家民委2024年收支预算情况的说明", "国家民委2024年收支总预算80.00万元。")
    assert [one.meaning for one in said(*lines, names=["国家民族事务委员会"])] == [Meaning("grand_total")]


def test_a_total_of_appropriations_is_a_total() -> None:
    found = meanings("2024年财政拨款收入总计10.00万元、支出总计10.00万元。")
    assert found[0] == Meaning("total_revenue", "appropriation")


def test_revenue_behind_expenditure_of_one_fund_is_of_that_fund() -> None:
    found = said(
        "2024年政府性基金预算财政拨款收入5.00万元,政府性基金预算财政拨款支出5.00万元。与上年相比,收入增加1.00万元。"
    )
    assert (found[2].base, found[2].meaning) == (1, Meaning("revenue", "government_fund"))


def test_a_project_named_like_a_subject_is_not_the_subject() -> None:
    assert about("2024年项目支出9.00万元。", "其中:儿童福利经费5.00万元。")[1:] == [("5.00", None)]
    assert about("2024年项目支出9.00万元。", "其中:儿童福利(项)4.00万元。")[1:] == [("4.00", "expenditure")]


def test_a_colon_behind_an_amount_opens_the_list_of_its_parts() -> None:
    found = meanings(
        "政府采购预算总额9.00万元:政府采购货物预算5.00万元、政府采购服务预算4.00万元;"
        "其中一般公共预算拨款政府采购7.00万元:政府采购货物预算4.00万元、政府采购服务预算3.00万元。"
    )
    assert found == [
        Meaning("procurement"),
        Meaning("procurement", category="goods"),
        Meaning("procurement", category="services"),
        Meaning("procurement", "general_public"),
        Meaning("procurement", "general_public", "goods"),
        Meaning("procurement", "general_public", "services"),
    ]


def test_money_that_something_not_understood_involves_is_not_all_of_its_fund() -> None:
    assert about("2024年科普活动全部列入计划,涉及一般公共预算拨款3.00万元。") == [("3.00", None)]


def test_a_count_that_is_not_understood_involves_money_of_its_own() -> None:
    found = about("组织对“样品采集”等6个活动开展检查,涉及一般公共预算支出5.00万元。")
    assert found[-1] == ("5.00", None)


def test_a_reason_may_be_a_sentence_behind_the_change() -> None:
    found = said("2024年收、支总计9.00万元。与2023年度相比,收、支总计各减少1.00万元。主要是事业收入减少。")
    assert [one.has_reason for one in found if one.measure == "change"] == [True]


def test_a_heading_names_the_table_that_it_explains() -> None:
    found = meanings(
        "五、关于2024年一般公共预算支出表的说明",
        "(二)一般公共预算拨款结构情况。",
        "农林水支出5.00万元,占100%。",
    )
    assert found[0] == Meaning("expenditure", "general_public", names=("农林水支出",))


@pytest.mark.parametrize(
    "line",
    [
        "纳入2025年部门预算编制范围的预算单位共3个,包括:甲局、乙站、丙所。",
        "纳入本部门2025年部门汇总预算编制范围的预算单位共计3家。",
    ],
)
def test_the_number_of_units_is_theirs(line: str) -> None:
    assert about(line) == [("3", "unit_count")]


def test_the_budget_of_an_item_is_no_final_amount() -> None:
    found = said("2024年度“三公”经费支出预算0.60万元,支出决算0.50万元。")
    assert [one.stage for one in found] == ["budget", "final"]


def test_a_change_in_a_list_is_of_this_years_amount() -> None:
    found = said(
        "2024年收入9.00万元,其中:一般公共预算拨款收入6.00万元,与上年4.00万元相比增加2.00万元;"
        "政府性基金收入3.00万元,比上年5.00万元减少2.00万元。"
    )
    assert [one.base for one in found if one.measure == "change"] == [2, 5]


def test_reception_within_public_costs_is_not_all_reception() -> None:
    assert about("2024年基本支出9.00万元,其中公用经费2.00万元,包括办公费1.50万元、公务接待费0.50万元。")[2:] == [
        ("1.50", "expenditure"),
        ("0.50", None),
    ]


def test_each_side_of_a_total_is_of_its_money() -> None:
    found = meanings(
        "2024年财政拨款收支总预算9.00万元。",
        "收入包括:一般公共预算本年收入8.00万元、上年结转1.00万元;支出包括:农林水支出9.00万元。",
    )
    assert found[-1] == Meaning("expenditure", "appropriation", names=("农林水支出",))
    found = meanings(
        "2024年财政拨款收支总预算9.00万元。收入包括:一般公共预算本年收入8.00万元、上年结转1.00万元;"
        "支出包括:农林水支出9.00万元。"
    )
    assert found[-1] == Meaning("expenditure", "appropriation", names=("农林水支出",))


def test_a_section_about_another_unit_is_not_the_publishers() -> None:
    lines = ("一、青河市档案馆2024年预算情况", "二、青河市方志馆2024年预算情况", "2024年收入预算5.00万元。")
    assert about(*lines) == [("5.00", None)]


def test_a_subject_as_a_heading_below_an_open_list() -> None:
    found = meanings(
        "2024年度财政拨款支出年初预算数为9.00万元,支出决算数为8.00万元,其中:",
        "1、城乡社区支出(类)城乡社区管理事务(款)城管执法(项)。",
        "年初预算为5.00万元,支出决算为4.00万元。",
    )
    subject = ("城乡社区支出(类)", "城乡社区管理事务(款)", "城管执法(项)")
    assert found[2:] == [Meaning("expenditure", "appropriation", names=subject)] * 2


def test_money_carried_over_for_one_part_is_not_all_of_it() -> None:
    assert about("2024年政府采购预算9.00万元(含上年结转1.00万元),其中货物5.00万元。") == [
        ("9.00", "procurement"),
        ("1.00", None),
        ("5.00", "procurement"),
    ]


def test_the_beginning_of_a_year_is_no_word_of_its_own() -> None:
    found = said("2024年度财政拨款收入9.00万元,比2024年初预算数增加1.00万元。")
    assert (found[1].base, found[1].stage) == (1, "budget")


def test_an_amount_of_last_year_is_of_this_years_amount_only() -> None:
    found = said("2022年“三公”经费支出3.00万元,2023年“三公”经费支出2.00万元,2024年“三公”经费支出1.00万元。")
    assert [one.base for one in found] == [None, None, None]


def test_the_publishers_short_name_before_a_year_is_no_other_unit() -> None:
    lines = ("一、某江省人民检察院2024年度重点工作", "二、省检察院2024年度部门预算情况说明", "2024年收入预算5.00万元。")
    assert [one.meaning for one in said(*lines, names=["某江省人民检察院"])] == [Meaning("revenue")]


def test_a_share_of_words_between_is_not_of_the_amount_before_them() -> None:
    for between in ("全部面向中小企业采购", "全部由本地企业承接"):
        found = said(f"2024年政府采购预算9.00万元,其中货物5.00万元、服务4.00万元,{between},占100%。")
        assert found[-1].meaning is None


def test_a_share_of_basic_expenditure_is_of_the_same_money() -> None:
    found = said(
        "2024年基本支出9.00万元。",
        "2024年一般公共预算基本支出8.00万元,人员经费6.00万元,占基本支出的75%。",
    )
    assert found[-1].whole == 2


def test_what_is_saved_of_the_budget_beside_the_expenditure() -> None:
    found = said("2024年“三公”经费支出26.80万元,年初预算30.00万元,节约3.20万元,下降10.67%。")
    assert [(one.base, one.stage) for one in found[2:]] == [(1, "budget"), (1, "budget")]


def test_subjects_behind_the_last_part_may_be_of_the_whole() -> None:
    found = about("支出预算:基本支出8.00万元;项目支出2.00万元。其中:教育支出9.00万元,卫生健康支出1.00万元。")
    assert found[2:] == [("9.00", None), ("1.00", None)]


def test_an_amount_of_last_year_is_compared_with_the_amount_and_not_its_budget() -> None:
    found = said("2024年“三公”经费支出2.00万元,年初预算3.00万元;2023年支出2.50万元。")
    assert [one.base for one in found] == [None, None, 1]


def test_parts_of_last_years_amount_are_of_last_year() -> None:
    found = said("2024年政府采购预算9.00万元;2023年政府采购预算8.00万元,其中:货物支出5.00万元,服务支出3.00万元。")
    assert [(one.measure, one.year) for one in found[1:]] == [("prior", 2023)] * 3
