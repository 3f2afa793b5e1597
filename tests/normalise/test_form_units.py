"""Forms of a department's units in one file: each is its unit's, and a department spelled in two ways is one."""

from pathlib import Path

from pipelines.normalise.extract import extract

HEAD = "望川市档案局\n2025年部门预算\n"


def form(title: str, unit: str, amount: str) -> str:
    above = f"单位名称：{unit}\n" if unit else ""
    return (
        f"\n{title}\n{above}单位：万元\n\n科目编码\t科目名称\t合计\t基本支出\t项目支出\n\t合计\t{amount}\t{amount}\t\n"
        f"201\t一般公共服务支出\t{amount}\t{amount}\t\n"
    )


def units_of(folder: Path, *forms: str) -> dict[str, set[str]]:
    """The names of the units whose amounts a document prints, with the amounts."""
    path = folder / "document.txt"
    path.write_text(HEAD + "".join(forms), encoding="utf-8")
    rows = extract(path, path.name)
    names = {row["unit_id"]: str(row["unit_name"]) for row in rows.tables["stg_unit"]}
    found: dict[str, set[str]] = {}
    for fact in rows.tables["fact_expenditure"]:
        found.setdefault(names[fact["unit_id"]], set()).add(str(fact["printed_text"]))
    assert [names[row["unit_id"]] for row in rows.tables["document"]] == ["望川市档案局"]
    return found


def test_the_forms_of_a_unit_are_its_own(tmp_path: Path) -> None:
    found = units_of(
        tmp_path,
        form("支出总表", "望川市档案局", "30.00"),
        form("一般公共预算支出表", "望川市档案局", "20.00"),
        form("支出总表", "望川市档案馆", "3.00"),
        form("一般公共预算支出表", "", "2.00"),
        form("支出总表", "望川市城建档案服务中心", "5.00"),
        form("一般公共预算支出表", "望川市城建档案服务中心", "4.00"),
    )
    assert found == {
        "望川市档案局": {"30.00", "20.00"},
        "望川市城建档案服务中心": {"5.00", "4.00"},
        "望川市档案馆": {"3.00", "2.00"},
    }


def test_one_form_under_another_name_is_another_spelling(tmp_path: Path) -> None:
    found = units_of(
        tmp_path,
        form("支出总表", "望川市档案局", "30.00"),
        form("一般公共预算支出表", "望川市档案局", "20.00"),
        form("政府性基金预算支出表", "310 望川市档案局机关", "2.00"),
    )
    assert list(found) == ["望川市档案局"]
