"""Where a text names its publisher: by its names, with the place before and the brackets behind them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_PLACE = r"(?:(?:(?![年度月日的])[\u4e00-\u9fff]){1,12}[省市县区旗州盟])?"
_BRACKETS = r"(?:\((?!类|款|项)[^()\d]{1,20}\))*"


@dataclass(frozen=True)
class OwnNames:
    """The `whole` names of a publisher, and the `short` ones that are left without their place; the longest first."""

    whole: Sequence[str]
    short: Sequence[str]

    def stand_in(self, text: str) -> bool:
        """True where the text names the publisher."""
        return self._may_stand_in(text) and self._pattern.search(text) is not None

    def replaced(self, text: str, by: str) -> str:
        """The text with `by` in the place of each name."""
        return self._pattern.sub(by, text) if self._may_stand_in(text) else text

    def _may_stand_in(self, text: str) -> bool:
        """Only then the pattern is worth its price: few phrases name the publisher, and it is compiled a document."""
        return any(name in text for name in (*self.whole, *self.short))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = [f"{_PLACE}{_any(self.whole)}{_BRACKETS}"]
        if self.short:
            # A name without its place is a name only where nothing stands before it: 委办公厅 is a part of 党委办公厅.
            ways.append(rf"(?:(?<![\u4e00-\u9fff])|(?<=[年度])){_PLACE}{_any(self.short)}{_BRACKETS}")
        return re.compile("|".join(ways))


def _any(names: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, names))})"
