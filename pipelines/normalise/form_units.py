"""Whose form it is: a department may publish its units' disclosures in one file, each with forms of its own."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from pipelines.normalise.fact import Fact, FormFacts
from pipelines.normalise.list_facts import Entry
from pipelines.recognise.catalogue import spec_of
from pipelines.recognise.form import Form
from pipelines.recognise.spelling import plain
from pipelines.recognise.unit_words import looks_like_unit

# A name in one form may be another spelling of the publisher's; so many forms printed under both are two disclosures.
_LEAST = 2
_CODE = re.compile(r"^\d+")
_Printed = TypeVar("_Printed", Fact, Entry)


def form_units(forms: Sequence[Form], publisher: str) -> list[str | None]:
    """The unit that each form is of, as printed; None for the publisher's own.

    A form above which no unit is named goes with the form before it.
    """
    names: list[str | None] = []
    for form in forms:
        names.append(form.unit or (names[-1] if names else None))
    printed: dict[str, set[str]] = defaultdict(set)
    for form, name in zip(forms, names, strict=True):
        if name is not None and spec_of(form.form).mandated:
            printed[_key(name)].add(form.form)
    own = _key(publisher)
    others = {
        name
        for name, ids in printed.items()
        if name != own and len(ids & printed[own]) >= _LEAST and looks_like_unit(name)
    }
    return [name if name is not None and _key(name) in others else None for name in names]


def owned(result: FormFacts, unit: str | None) -> FormFacts:
    """The facts of a form with its unit wherever their rows name none; `unit` is None for the publisher's own form."""
    if unit is not None:
        result.facts = [_owned(fact, unit) for fact in result.facts]
        result.entries = [_owned(entry, unit) for entry in result.entries]
    return result


def _owned(printed: _Printed, unit: str) -> _Printed:
    return printed if printed.unit is not None else replace(printed, unit=(None, unit))


def _key(name: str) -> str:
    return _CODE.sub("", plain(name))
