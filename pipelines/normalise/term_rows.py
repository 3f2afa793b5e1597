"""Read the rows of one block that only terms name: a total, 年终结转结余, a source of money, an item of 三公."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipelines.normalise.identifiers import Named
from pipelines.normalise.meaning import Label, depth_of, line_item_of
from pipelines.normalise.meant_row import MeantRow
from pipelines.normalise.source_list import SourceList
from pipelines.normalise.subject_rows import SubjectRows
from pipelines.recognise.form import Block, BodyRow
from pipelines.recognise.measure_trees import is_memo
from pipelines.recognise.terms import NOTHING_SAID, Facets, facets_of


@dataclass
class TermRows:
    """Reads rows of terms, and remembers what they set for the rows below: a category, a source, the end of the year.

    `is_closed`: the total of the year stands above, below the subjects of its side.
    """

    block: Block
    is_revenue: bool
    is_two_sided: bool
    subjects: SubjectRows
    sources: SourceList = field(default_factory=SourceList)
    category: tuple[int, str | None] | None = None
    is_closed: bool = False

    def read(self, row: BodyRow, label: Label, named: Sequence[Named], *, is_last_total: bool) -> MeantRow | None:
        """The row that the terms of its label name, or None: then it is for its subjects to say."""
        if any(found.code for found in named) and self.block.classification != "source":
            # A code before a source of money is one of the classification of income, which no form is broken down by.
            return None
        facets = facets_of(label.core)
        if self.block.classification == "three_public":
            if (item := _item(row, label, facets)) is not None:
                return item
            if is_memo("category", facets.category):
                # 政府采购支出合计 in the list that goes on below the items of 三公: money that this form does not hold.
                return None
        # A list of sources that goes on to what was carried over closes like a side of a 收支总表.
        # So does 小计 right below what was carried over: it cannot be the year's money alone.
        closes = self.sources.ends_carried_over or (
            is_last_total and (self.is_two_sided or self.sources.carryover is not None)
        )
        line = line_item_of(label.core, facets, revenue=self.is_revenue, closes=closes, is_side=self.is_two_sided)
        if line is None:
            return self.sources.part(row, label) if self.is_revenue else None
        if facets.says_measure and not facets.total and self.subjects.lists(label.core):
            # 国有资本经营预算支出 is a 类 as well as a fund.
            return None
        if line == "total" and self.block.classification not in ("source", "three_public"):
            return MeantRow(row, label.text, line)
        if self.is_revenue:
            return self.sources.source(row, label, facets, line)
        return self._spent(row, label, facets, line)

    def _spent(self, row: BodyRow, label: Label, facets: Facets, line: str) -> MeantRow:
        """A row of expenditure: a category opens, and the totals of the year close what stands above them."""
        said = NOTHING_SAID
        if line == "category":
            self.category = (depth_of(label.enumerator), facets.category)
            said = Facets(category=facets.category, total=facets.total, of_which=facets.of_which)
        elif line in ("current_year", "grand_total", "total"):
            self.category = None
            self.is_closed = self.is_two_sided and facets.total and self.subjects.has_subjects
        return MeantRow(row, label.text, line, said, is_of_which=label.is_of_which)

    def category_of(self, label: Label) -> Facets:
        """What the category above says of the subject of `label`; numbered as high, the subject ends the category."""
        if self.category is None:
            return NOTHING_SAID
        depth, category = self.category
        if not label.enumerator or depth_of(label.enumerator) > depth:
            return Facets(category=category)
        # What is numbered as high as the category ends it, be it understood or not.
        self.category = None
        return NOTHING_SAID


def _item(row: BodyRow, label: Label, facets: Facets) -> MeantRow | None:
    """An item of 三公, or a time under one."""
    if not facets.understood:
        return None
    if facets.three_public is not None:
        line = "of_which" if facets.of_which else "subject"
        return MeantRow(row, label.text, line, facets, is_of_which=facets.of_which)
    if facets.stage or facets.year or facets.kind == "change":
        # 预算数, 决算数 and 增减额 as rows under the items of 三公.
        return MeantRow(row, label.text, "total", replace(facets, role=None, total=False))
    return None
