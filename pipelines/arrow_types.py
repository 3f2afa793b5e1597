"""The Arrow type that DuckDB stores in a column of each of its types without a cast."""

import re
from collections.abc import Mapping
from functools import cache

import pyarrow as pa

_TYPE = re.compile(r"(?P<base>[A-Z]+)(\((?P<precision>\d+),(?P<scale>\d+)\))?(?P<list>\[\])?")
_PLAIN: Mapping[str, pa.DataType] = {
    "VARCHAR": pa.large_string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
}


@cache
def arrow_type(duckdb_type: str) -> pa.DataType:
    """The type for a text such as DECIMAL(20,2) or VARCHAR[]. Raises ValueError for one that no column may have."""
    match = _TYPE.fullmatch(duckdb_type)
    if match is None:
        raise ValueError(duckdb_type)
    if match["base"] == "DECIMAL" and match["precision"]:
        inner = pa.decimal128(int(match["precision"]), int(match["scale"]))
    elif match["base"] in _PLAIN and not match["precision"]:
        inner = _PLAIN[match["base"]]
    else:
        raise ValueError(duckdb_type)
    return pa.large_list(inner) if match["list"] else inner
