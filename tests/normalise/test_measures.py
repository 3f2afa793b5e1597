"""Roles of amount columns beside columns that nobody understands."""

from pipelines.normalise.measures import measures_of
from pipelines.recognise.catalogue import spec_of
from pipelines.recognise.columns import read_blocks, read_columns
from pipelines.recognise.form import Form


def test_an_unknown_column_is_no_whole_of_the_others() -> None:
    columns = read_columns((("本年收入合计",), ("财政拨款收入",), ("星际缴款",)), ("other", "other", "other"))
    (block,) = read_blocks(columns)
    form = Form("revenue", None, None, 2025, "budget", "万元", (block,), columns, (), 1, 1, is_loaded=True)
    measured = measures_of(form, spec_of("revenue"), block)
    assert [(one.column.kind, one.role) for one in measured[:2]] == [("measure", "total"), ("measure", "item")]
    assert measured[2].column.kind == "unknown"
