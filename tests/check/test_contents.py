"""S02 where an entry of the contents names no known form: it may be the table that seems unlisted."""

from datetime import date

from pipelines.check.run import check_star
from pipelines.load.warehouse import memory_warehouse
from tests.check.filled import Case, fill, lines

ROWS = lines("""
table,remark_kind,form,value,form_no,title
document_remark,contents_entry,summary,收支总表,,
document_remark,contents_entry,revenue,收入总表,,
document_remark,contents_entry,expenditure,支出总表,,
document_remark,contents_entry,general_public,一般公共预算支出表,,
document_remark,contents_entry,project,附加表,,
document_form,,summary,,1,收支总表
document_form,,revenue,,2,收入总表
document_form,,expenditure,,3,支出总表
document_form,,general_public,,4,一般公共预算支出表
document_form,,purchased_service,,5,政府购买服务支出预算表（表五）
""")


def test_an_unclear_entry_may_be_the_unlisted_table() -> None:
    with memory_warehouse() as connection:
        fill(connection, {"contents": Case({"": []}, ROWS)})
        connection.execute("update document_remark set form = null where \"value\" = '附加表'")
        check_star(connection, date(2026, 1, 1))
        found = connection.execute(
            "select state, not_evaluable_reason from check_comparison "
            "where identity_id = 'S02' and key = 'printed purchased_service'"
        ).fetchall()
    assert found == [("not_evaluable", "entry_unclear")]
