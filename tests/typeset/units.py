"""A budget seen by its units: one unit's own, or the same units many times over for a department of hundreds."""

from dataclasses import replace

from tests.typeset.budget import Budget, Unit


def of_unit(budget: Budget, unit: Unit) -> Budget:
    """The unit's own budget: what the books say it spent."""
    return replace(
        budget,
        department=unit.name,
        department_code=unit.code,
        units=(unit,),
        lines=tuple(line for line in budget.lines if line.unit_code == unit.code),
        economic_lines=tuple(line for line in budget.economic_lines if line.unit_code == unit.code),
        three_public=tuple(line for line in budget.three_public if line.unit_code == unit.code),
        carry_out=tuple(left for left in budget.carry_out if left.unit_code == unit.code),
    )


def many_times(budget: Budget, count: int) -> Budget:
    """All units and their money so many times, each copy under codes and names of its own."""
    copies = [_copy(budget, number) for number in range(count)]
    return replace(
        budget,
        units=tuple(unit for copy in copies for unit in copy.units),
        lines=tuple(line for copy in copies for line in copy.lines),
        economic_lines=tuple(line for copy in copies for line in copy.economic_lines),
        three_public=tuple(line for copy in copies for line in copy.three_public),
        carry_out=tuple(left for copy in copies for left in copy.carry_out),
    )


def _copy(budget: Budget, number: int) -> Budget:
    codes = {unit.code: f"{budget.department_code}{number:02d}{unit.code[-1]}" for unit in budget.units}
    units = (
        replace(unit, code=codes[unit.code], name=f"{budget.division}第{number + 1}{unit.name[len(budget.division) :]}")
        for unit in budget.units
    )
    return replace(
        budget,
        units=tuple(units),
        lines=tuple(replace(line, unit_code=codes[line.unit_code]) for line in budget.lines),
        economic_lines=tuple(replace(line, unit_code=codes[line.unit_code]) for line in budget.economic_lines),
        three_public=tuple(replace(line, unit_code=codes[line.unit_code]) for line in budget.three_public),
        carry_out=tuple(replace(left, unit_code=codes[left.unit_code]) for left in budget.carry_out),
    )
