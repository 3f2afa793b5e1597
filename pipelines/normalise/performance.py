"""Turn an annex of labels and values into the amounts of its projects and its indicators."""

from dataclasses import dataclass, field

from pipelines.issues import Issue
from pipelines.normalise.amounts import looks_like_amount
from pipelines.normalise.cells import Tally
from pipelines.normalise.cut_projects import NAMES, begins_unnamed, takes_rest
from pipelines.normalise.indicators import Indicator, IndicatorReader
from pipelines.normalise.project_amounts import Project, ProjectAmount, amount_of, with_roles
from pipelines.normalise.project_words import closed_up, code_and_name, without_telephones, years_of, years_of_kind
from pipelines.recognise.annex_entries import ListRow, Pair
from pipelines.recognise.annex_words import Label
from pipelines.recognise.form import Form
from pipelines.recognise.key_values import read_key_values
from pipelines.recognise.sheet import SheetCell, SheetRow
from pipelines.recognise.spelling import plain
from pipelines.recognise.terms import facets_of
from pipelines.recognise.unit_words import looks_like_unit

# What a row of a list may print beside a name without saying anything of a project.
_BESIDE = ("amount", "unit_name", "project_code", "ignored", "weight")


@dataclass
class Performance:
    """What one annex says, with the count of its cells."""

    amounts: list[ProjectAmount] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)

    @property
    def scale(self) -> str | None:
        """The scale of the first amount; None where there is none."""
        return next((amount.scale for amount in self.amounts), None)


def read_performance(form: Form, tally: Tally) -> Performance:
    """Return the amounts and indicators of an annex. Cells that cannot be loaded are issues; none is lost."""
    return _Annex(form, tally).read()


class _Annex:
    """Reads the entries of one annex in order; what is said of a project may stand before or after its amounts."""

    def __init__(self, form: Form, tally: Tally) -> None:
        self.form = form
        self.tally = tally
        self.is_overall = form.form == "overall_performance"
        self.projects = 0
        self.project = self.whole = self._new()
        self.amounts: list[ProjectAmount] = []
        self.indicators = IndicatorReader(form.form, tally)
        self.totals: list[tuple[SheetCell, str]] = []
        self.unit: tuple[str | None, str] | None = None
        self.read_cells: set[int] = set()

    def read(self) -> Performance:
        for entry in read_key_values(self.form.sheet):
            if isinstance(entry, Pair):
                self._pair(entry)
            else:
                self._list_row(entry)
        for row in self.form.sheet:
            self._left_over(row)
        return Performance(with_roles(self.amounts), self.indicators.found)

    def _new(self) -> Project:
        return Project(None, "unit" if self.is_overall else "project")

    def _begin(self, said: str | None) -> None:
        """Another project begins where the one being read has what is said already."""
        if said is not None:
            self.project, self.totals = self._new(), []
        self._number()

    def _number(self) -> None:
        if self.project.number is None and self.project.line_item in ("project", "task"):
            self.projects += 1
            self.project.number = self.projects

    def _pair(self, pair: Pair) -> None:
        self.read_cells.add(id(pair.cell))
        self._leave_tasks()
        label, text = pair.label, closed_up(pair.text)
        if label.id == "project_name" and pair.goes_on:
            self.project.name = (self.project.name or "") + text
        elif label.id == "project_name" and pair.order == 0:
            self._begin(self.project.name)
            self.project.line_item = "project"
            self._number()
            self.project.code, self.project.name = self.project.code or code_and_name(text)[0], code_and_name(text)[1]
        elif label.id == "project_code" and pair.order == 0:
            self._begin(self.project.code)
            self.project.code = text
        elif label.id == "goal":
            self.project.say_goal(label.period, without_telephones(pair.text), goes_on=pair.goes_on)
            self._say_period(label)
        elif label.id == "amount" or (label.id == "group" and looks_like_amount(text)):
            self._amount(pair)
        elif label.id in ("project_kind", "project_term", "plan_text", "need_text"):
            self._words(label, pair.text)
        elif looks_like_amount(text):
            # Telephone numbers, dates, codes of departments: printed, and no amounts.
            self.tally.ignore(label.reason or label.id)

    def _leave_tasks(self) -> None:
        """What follows the tasks of a department is said of the department as a whole."""
        if self.is_overall and self.project.line_item == "task":
            self.project = self.whole

    def _words(self, label: Label, text: str) -> None:
        project = self.project
        if label.id == "plan_text":
            project.plan = (project.plan or "") + without_telephones(text)
        elif label.id == "need_text":
            project.need = (project.need or "") + without_telephones(text)
        elif label.id == "project_kind":
            project.kind = closed_up(text)
            project.years = project.years or years_of_kind(text)
        else:
            project.years = years_of(text) or project.years

    def _amount(self, pair: Pair) -> None:
        if pair.order:
            self.read_cells.discard(id(pair.cell))
        else:
            self._load(pair.label, self._period(pair), pair.text, pair.cell, pair.row)

    def _load(
        self, label: Label, period: str, text: str, cell: SheetCell, row: SheetRow, *, in_list: bool = False
    ) -> None:
        """Take one amount of the project that is being read."""
        found = amount_of(text, label.scale or self.form.scale, cell, row, self.form.form, self.tally)
        if found is None:
            return
        self._number()
        self.amounts.append(
            ProjectAmount(
                project=self.project,
                funding=label.funding or "total",
                category=label.category or "total",
                period=period,
                plan_month=label.month,
                amount=found[0],
                scale=found[1],
                text=text,
                cell=cell,
                row=row,
                in_list=in_list,
                stage=label.stage,
            )
        )

    def _period(self, pair: Pair) -> str:
        """The period of an amount: its label's, else that of the total above it, else the year."""
        label = pair.label
        if label.period is not None or (label.funding or "total") == "total":
            period = label.period or "annual"
            if label.month is None and label.category is None:
                self.totals.append((pair.cell, period))
            self._say_period(label)
            return period
        above = [period for cell, period in self.totals if cell.overlap(pair.cell) > 0]
        if not above:
            same = [amount for amount in self.amounts if amount.row is pair.row]
            above = [period for _, period in self.totals][len(same) : len(same) + 1] or [p for _, p in self.totals][-1:]
        return above[-1] if above else "annual"

    def _say_period(self, label: Label) -> None:
        if label.period is not None and label.month is None:
            self.indicators.say_period(label.period)

    def _list_row(self, entry: ListRow) -> None:
        if entry.is_ragged:
            self._ragged(entry)
            return
        cells = [(entry.columns[index].label, cell) for index, cell in entry.cells.items()]
        self.read_cells.update(id(cell) for _, cell in cells)
        names = [cell for label, cell in cells if label.id in NAMES]
        amounts = [(label, cell) for label, cell in cells if label.id == "amount"]
        before = self.project
        if any(column.label.id in NAMES for column in entry.columns):
            self._list_project(entry, names, has_amounts=bool(amounts))
        else:
            self._leave_tasks()
        goes_on = entry.row.begins_grid and self.project is before and bool(names)
        for label, cell in cells:
            if label.id == "ignored" and looks_like_amount(cell.text):
                self.tally.ignore(label.reason or "text")
            elif label.id == "goal":
                self.project.say_goal(label.period, without_telephones(cell.text), goes_on=goes_on)
        for label, cell in amounts:
            self._load(label, label.period or "annual", cell.text, cell, entry.row, in_list=True)
        self.indicators.read(entry, self.project)

    def _list_project(self, entry: ListRow, names: list[SheetCell], *, has_amounts: bool) -> None:
        """The project, unit or total that a row of a list names; a row without name goes on with the one above."""
        units = [cell for index, cell in entry.cells.items() if entry.columns[index].label.id == "unit_name"]
        if units:
            self.unit = (None, closed_up(units[0].text))
        if not has_amounts and len(entry.cells) == 1 and len(entry.columns) > 1:
            # A lone text below a list is no project.
            return
        kind = "task" if self.is_overall else "project"
        texts = [cell.text for cell in (names or (entry.row.printed[:1] if has_amounts else ()))]
        if not texts:
            if begins_unnamed(entry, self.form.sheet):
                self.project = Project(None, kind, unit=self.unit)
                self._number()
            return
        code, name = code_and_name(texts[0])
        codes = [cell for index, cell in entry.cells.items() if entry.columns[index].label.id == "project_code"]
        code = closed_up(codes[0].text) if codes else code
        said = facets_of(plain(name))
        if said.total and said.understood:
            self.project = Project(None, "total", label=name)
            return
        words = {entry.columns[index].label.id for index in entry.cells}.difference(NAMES, _BESIDE)
        columns = {column.label.id for column in entry.columns}
        if not words and columns & {"goal", "indicator", "value"} and not units and looks_like_unit(name):
            self.unit = (None, name)
            self.project = Project(None, "unit", label=name, unit=self.unit)
            return
        if takes_rest(self.project, entry, code, name, has_amounts=has_amounts):
            return
        if self.project.name == name and self.project.code == code and not has_amounts:
            return
        self.project = Project(None, kind, name, code, name, unit=self.unit)
        self._number()

    def _ragged(self, entry: ListRow) -> None:
        cells = [cell for cell in entry.row.printed if any(char.isdigit() for char in cell.text)]
        self.read_cells.update(id(cell) for cell in cells)
        message = "the row has lost blank cells and its cells fit in more than one place; they are not loaded"
        text = " ".join(cell.text for cell in entry.row.printed)
        issue = Issue("ragged_row", message, entry.row.page, self.form.form, entry.row.printed[0].row_no, text=text)
        self.tally.problem(issue, len(cells))

    def _left_over(self, row: SheetRow) -> None:
        """Numbers that no label explains; telephone numbers go nowhere, not even into an issue."""
        for cell in row.printed:
            if id(cell) in self.read_cells or not looks_like_amount(cell.text):
                continue
            if not without_telephones(cell.text):
                self.tally.ignore("contact")
            else:
                message = "no label says what the number is; it is not loaded"
                place = (row.page, self.form.form, cell.row_no, cell.column_no)
                self.tally.problem(Issue("amount_outside", message, *place, text=cell.text))
