"""What a paragraph has told so far: its statements, the open lists, and what the sentence said without a number."""

from dataclasses import dataclass, field

from pipelines.recognise.headings import Headings
from pipelines.recognise.meaning import Said
from pipelines.recognise.numbers import MONEY, PERCENT
from pipelines.recognise.statement import Meaning, Statement

AMOUNTS = ("amount", "count", "prior")
PLANS = ("budget", "adjusted")
CHANGES = ("change", "growth")


@dataclass
class Parts:
    """An open list: its whole, what its parts are parts of, the parts so far, and those behind the last semicolon.

    `start` is how many statements the document had before a bracket."""

    lead: int | None
    around: Meaning | None
    is_bracket: bool = False
    start: int = 0
    items: list[int] = field(default_factory=list)
    fresh: list[int] = field(default_factory=list)

    @property
    def is_opaque(self) -> bool:
        """True for the parts of a whole that was not understood."""
        return self.around is None


@dataclass
class Sentence:
    """One sentence, and what it said so far without a number."""

    no: int
    text: str
    context: Meaning | None = None
    time: Said | None = None
    is_blocked: bool = False
    is_unclear: bool = False
    is_partial: bool = False
    is_renamed: bool = False
    is_reason: bool = False
    had_reason: bool = False
    is_use: bool = False
    completed: int | None = None
    numbers: list[int] = field(default_factory=list)


@dataclass
class Told:
    """State of the reading of one paragraph. `first` is how many statements the document had before it."""

    headings: Headings
    statements: list[Statement]
    sentence: Sentence
    year: int | None
    first: int
    lead_before: int | None
    lead: int | None = None
    lists: list[Parts] = field(default_factory=list)
    # Parts that say the same as their whole: 财政拨款收入9万元,其中本年收入8万元.
    shadowed: set[int] = field(default_factory=set)
    # Numbers of a bracket that is closed: what stands behind it is about what stands before it.
    aside: set[int] = field(default_factory=set)

    def add(self, statement: Statement) -> None:
        """Remember a statement: as the part of an open list, or as what the next words are about."""
        self.statements.append(statement)
        self.sentence.numbers.append(statement.number)
        if statement.measure not in AMOUNTS or statement.meaning is None:
            return
        self.sentence.is_blocked = self.sentence.is_renamed = False
        if self.lists:
            if statement.meaning == self.lists[-1].around:
                self.shadowed.add(statement.number)
            if statement.measure != "prior":
                self.lists[-1].items.append(statement.number)
                self.lists[-1].fresh.append(statement.number)
        elif statement.measure != "prior" and self.sentence.completed is None and not self._is_plan_beside(statement):
            self.lead = statement.number

    def close_bracket(self) -> None:
        """Close the lists that a bracket opened; its numbers then stand aside."""
        while self.lists and not self.lists[-1].is_bracket:
            self.lists.pop()
        if self.lists:
            start = self.lists.pop().start
            self.aside.update(one.number for one in self.statements[start:])

    def end_clause(self) -> None:
        """A semicolon: the outermost list, or that of the bracket, goes on; reasons and what was not understood end."""
        outer = max((index for index, one in enumerate(self.lists) if one.is_bracket), default=0)
        self.lists = self.lists[: outer + 1]
        for one in self.lists[outer:]:
            one.fresh = []
        self.sentence.had_reason |= self.sentence.is_reason
        self.sentence.is_reason = self.sentence.is_use = False
        self.sentence.is_blocked = self.sentence.is_partial = False

    def _is_plan_beside(self, statement: Statement) -> bool:
        """支出5万元,年初预算6万元,节约1万元: the budget only stands beside what the sentence is about."""
        lead = self.of(self.lead)
        if lead is None or lead.sentence_no != statement.sentence_no or lead.meaning != statement.meaning:
            return False
        return statement.stage in PLANS and lead.stage not in PLANS

    def of(self, number: int | None) -> Statement | None:
        """The statement with this number."""
        return None if number is None else self.statements[number - 1]

    def meaning(self, number: int | None) -> Meaning | None:
        """What that statement is about."""
        found = self.of(number)
        return None if found is None else found.meaning

    @property
    def last(self) -> int | None:
        """The last amount of the open list, of the paragraph without one."""
        if self.lists and self.lists[-1].items:
            return self.lists[-1].items[-1]
        if self.lists:
            return self.lists[-1].lead
        return self.lead

    @property
    def last_amount(self) -> int | None:
        """The amount that stands nearest, whether its words were understood or not; None where a paragraph has none."""
        for statement in reversed(self.statements[self.first :]):
            if statement.measure in AMOUNTS and statement.number not in self.aside:
                return statement.number
        return None

    @property
    def counts_a_stranger(self) -> bool:
        """True where the number before counts something that is not understood."""
        before = self.statements[-1] if self.statements else None
        return before is not None and before.meaning is None and before.unit not in (*MONEY, PERCENT, None)

    def around(self) -> tuple[Meaning | None, bool]:
        """What a phrase stands below, and whether it names a part of it."""
        if self.lists:
            return self.lists[-1].around, True
        if self.sentence.context is not None:
            return self.sentence.context, True
        heading = self.headings.nearest
        return (None if heading is None else heading.meaning), False

    def same(self, meaning: Meaning) -> int | None:
        """The last amount of the paragraph, or of its section, that is about exactly this.

        Of an amount and its budget in one sentence it is the amount."""
        found: Statement | None = None
        for statement in reversed(self.statements):
            if statement.number <= self.first and statement.section != self.headings.section:
                break
            if found is not None and statement.sentence_no != found.sentence_no:
                break
            is_whole = statement.measure in ("amount", "count") and statement.number not in self.shadowed
            if is_whole and statement.meaning == meaning:
                found = found if found is not None and statement.stage in PLANS else statement
                if found.stage not in PLANS:
                    break
        return None if found is None else found.number
