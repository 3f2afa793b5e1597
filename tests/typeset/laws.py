"""The laws every invented budget obeys before it is printed: the books themselves add up."""

from tests.typeset.budget import CATEGORIES, FUND_SOURCES, FUNDS, SOURCES, Budget

# X14: the contribution lines of 301 pay exactly the function 项 named for them.
CONTRIBUTIONS = (("30108", "2080505"), ("30109", "2080506"), ("30113", "2210201"))
# X09: what the basic-expenditure form shows of a 三公 item never exceeds the 三公 form.
THREE_PUBLIC_CODES = (
    ("30212", "abroad"),
    ("30231", "vehicle_running"),
    ("31013", "vehicle_purchase"),
    ("30217", "reception"),
)


def broken_laws(budget: Budget) -> list[str]:
    """Say in words what does not hold; an empty list means every identity can hold once it is printed exactly.

    Revenue, totals and class rows are derived from the lines, so only what is stored twice can disagree.
    """
    said = [
        f"{fund} {category}: by function {by_function}, by economic class {by_economic}"
        for fund in (*FUNDS, "own")
        for category in sorted(CATEGORIES)
        if (by_function := budget.spent(FUND_SOURCES[fund], category))
        != (by_economic := budget.economic(fund, category))
    ]
    for economic_code, function_code in CONTRIBUTIONS:
        paid = budget.economic("general_public", "basic", economic_code)
        named = budget.spent_of("general_public", "basic", function_code)
        if paid != named:
            said.append(f"X14: {economic_code} {paid}, {function_code} {named}")
    for economic_code, item in THREE_PUBLIC_CODES:
        paid = budget.economic("general_public", "basic", economic_code)
        if paid > budget.three(item, "general_public"):
            said.append(f"X09: {economic_code} {paid} above {item}")
    for category, classes in (("personnel", ("301", "303")), ("public", ("302", "310"))):
        inside = sum(budget.economic("general_public", category, code) for code in classes)
        if inside != budget.economic("general_public", category):
            said.append(f"A14: {category} money outside {classes}")
    units = {unit.code for unit in budget.units}
    said += [f"unknown unit or source: {line}" for line in budget.lines if line.unit_code not in units]
    said += [f"unknown source: {line}" for line in budget.lines if line.source not in SOURCES]
    said += [f"unknown source or unit: {c}" for c in budget.carry_out if {c.source} - SOURCES or {c.unit_code} - units]
    return said
