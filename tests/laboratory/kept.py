"""The file in which a run keeps what it has read, a line a budget, so that a run that was broken off goes on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.laboratory.compare import Outcome

Pair = tuple[str, str]  # layout and format
Outcomes = Mapping[Pair, Outcome]


@dataclass(frozen=True)
class Kept:
    """`about` says what was asked for and which code read it; outcomes of anything else are not added to these."""

    path: Path
    about: Mapping[str, Any]

    def begin(self) -> Mapping[int, Outcomes]:
        """The outcomes that the file holds by seed; a new file is begun. ValueError for the file of another run."""
        lines = list(self._lines())
        if not lines:
            self.path.write_text(json.dumps(self.about, ensure_ascii=False) + "\n", encoding="utf-8")
            return {}
        if lines[0] != self.about:
            raise ValueError(f"{self.path} keeps another run: {lines[0]}, not {dict(self.about)}")
        return {line["seed"]: _outcomes(line["read"]) for line in lines[1:]}

    def add(self, seed: int, outcomes: Outcomes) -> None:
        """Append what was read of one budget."""
        read = [[layout, format, one.as_json()] for (layout, format), one in outcomes.items()]
        with self.path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"seed": seed, "read": read}, ensure_ascii=False) + "\n")

    def _lines(self) -> Iterator[Any]:
        """The lines of the file; one that was cut off by an interruption is taken out of it."""
        if not self.path.exists():
            return
        text = self.path.read_text(encoding="utf-8")
        whole = text[: text.rfind("\n") + 1]
        if whole != text:
            self.path.write_text(whole, encoding="utf-8")
        yield from map(json.loads, whole.splitlines())


def _outcomes(read: list[Any]) -> Outcomes:
    return {(layout, format): Outcome.of_json(one) for layout, format, one in read}
