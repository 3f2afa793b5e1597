"""Words of findings: how a number of the narrative is quoted."""

import duckdb
import pytest

from pipelines.check.findings import FINDINGS
from pipelines.check.identities import RELATIONS
from pipelines.check.sql_files import run_file


@pytest.mark.parametrize(
    ("sentence", "number", "words"),
    [
        ("2024年机关运行经费64980元，比上年增加6840元，增长11.76%。", "64980", "2024年机关运行经费"),
        ("2024年机关运行经费64980元，比上年增加6840元，增长11.76%。", "6840", "比上年增加"),
        ("2024年机关运行经费64980元，比上年增加6840元，增长11.76%。", "11.76%", "比上年增加6840元，增长"),
        ("涉及部门预算资金127.22万元,其中基本支出100万元，项目支出27.22万元。", "100", "其中基本支出"),
        ("收入总计1,263.64万元", "1,263.64", "收入总计"),
        ("二级预算单位共计8个", "8", "二级预算单位"),
        (
            "2024年一般公共预算当年支出财政拨款预算安排的机关运行经费总额为64980元",
            "64980",
            "…年一般公共预算当年支出财政拨款预算安排的机关运行经费总额",
        ),
        ("10名人员", "10", ""),
    ],
)
def test_a_number_is_named_by_the_clause_before_it(sentence: str, number: str, words: str) -> None:
    with duckdb.connect() as connection:
        _load_words(connection)
        assert connection.execute("select words_before(?, ?, 1)", [sentence, number]).fetchall() == [(words,)]


def test_a_number_that_is_printed_again_is_named_by_what_stands_before_it_then() -> None:
    sentence = "支出总计263.64万元，比上年增加263.64万元"
    with duckdb.connect() as connection:
        _load_words(connection)
        said = connection.execute(
            "select words_before($1, '263.64', 1), words_before($1, '263.64', 2)", [sentence]
        ).fetchall()
    assert said[0] == ("支出总计", "比上年增加")


def _load_words(connection: duckdb.DuckDBPyConnection) -> None:
    run_file(connection, RELATIONS / "00_scale.sql")
    run_file(connection, FINDINGS / "03_words.sql")
