"""Expectations that count what they did not expect, and fetch none of it: nobody reads the rows here.

Great Expectations asks for some of the unexpected values with each expectation, in a query of its own. Importing this
module imports Great Expectations, which takes seconds.
"""

from typing import Any, ClassVar

from great_expectations.execution_engine.execution_engine import ExecutionEngine
from great_expectations.expectations.core.expect_column_values_to_be_in_set import ExpectColumnValuesToBeInSet
from great_expectations.expectations.core.expect_column_values_to_be_unique import ExpectColumnValuesToBeUnique
from great_expectations.expectations.core.expect_column_values_to_not_be_null import ExpectColumnValuesToNotBeNull
from great_expectations.expectations.core.expect_compound_columns_to_be_unique import ExpectCompoundColumnsToBeUnique
from great_expectations.expectations.core.expect_table_row_count_to_be_between import ExpectTableRowCountToBeBetween
from great_expectations.expectations.core.unexpected_rows_expectation import UnexpectedRowsExpectation
from great_expectations.validator.validator import ValidationDependencies

__all__ = [
    "ExpectKeysUnique",
    "ExpectNoRows",
    "ExpectTableRowCountToBeBetween",
    "ExpectValuesInSet",
    "ExpectValuesNotNull",
    "ExpectValuesUnique",
]


class _Counted:
    """A verdict with its count, from no more than the verdict needs."""

    def get_validation_dependencies(
        self,
        execution_engine: ExecutionEngine[Any] | None = None,
        runtime_configuration: dict[str, Any] | None = None,
        **options: Any,
    ) -> ValidationDependencies:
        given = runtime_configuration or {}
        needed: ValidationDependencies = super().get_validation_dependencies(  # type: ignore[misc]
            execution_engine, given | {"result_format": "BOOLEAN_ONLY"}, **options
        )
        # the result is still made in the format that was asked for, or it would not tell the count
        needed.result_format = given.get("result_format", needed.result_format)
        return needed


class ExpectValuesNotNull(_Counted, ExpectColumnValuesToNotBeNull):
    """No value of a column is null."""


class ExpectValuesInSet(_Counted, ExpectColumnValuesToBeInSet):
    """The values of a column are listed."""


class ExpectValuesUnique(_Counted, ExpectColumnValuesToBeUnique):
    """No value of a column stands in two rows."""


class ExpectKeysUnique(_Counted, ExpectCompoundColumnsToBeUnique):
    """The values of some columns together stand in one row."""


class ExpectNoRows(UnexpectedRowsExpectation):
    """A query finds nothing; its rows are counted where they are."""

    metric_dependencies: ClassVar[tuple[str, ...]] = ("unexpected_rows_query.row_count",)

    def _validate(
        self,
        metrics: dict[str, Any],
        runtime_configuration: dict[str, Any] | None = None,
        execution_engine: ExecutionEngine[Any] | None = None,
    ) -> dict[str, Any]:
        rows = metrics["unexpected_rows_query.row_count"]
        return {"success": rows == 0, "result": {"observed_value": rows}}
