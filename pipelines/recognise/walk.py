"""Walk one paragraph from mark to mark and from number to number."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipelines.recognise.changed import whole_of
from pipelines.recognise.decide import decide, decide_word
from pipelines.recognise.headings import gives_reason, is_definition
from pipelines.recognise.meaning import Said, meaning_of, said_by
from pipelines.recognise.numbers import MONEY, PERCENT, number_pattern, threshold_of
from pipelines.recognise.parallel import Parallel
from pipelines.recognise.phrases import is_sayable, last_index, read_phrase
from pipelines.recognise.prose import NO_NUMBER, Paragraph
from pipelines.recognise.publisher import Publisher
from pipelines.recognise.reasons import Reason
from pipelines.recognise.statement import Statement
from pipelines.recognise.statement_words import Word
from pipelines.recognise.told import CHANGES, Parts, Sentence, Told

_AFTER = re.compile(r"[^,;。:!?()、\d]*")
_GOES_ON = re.compile(r"(?:相比,?|对比,?)?(?:增|减|上升|下降|降低|提高|压|调|持平|无)")
_SENTENCE_MARK = re.compile(r"[()。]")
_FIRST_PHRASE = re.compile(r"[,;。:]|\d+(?:\.\d+)?万?元")
_CHINESE = {char: number for number, char in enumerate("零一二三四五六七八九十")} | {"两": 2}


class Walk:
    """One walk through one paragraph. `reasons`: where it gives one."""

    def __init__(self, paragraph: Paragraph, own: Publisher, told: Told) -> None:
        self.paragraph, self.own, self.told = paragraph, own, told
        self.text = paragraph.text
        self.start = self.skip = self.piece_at = len(paragraph.mark)
        self.after_number = False
        self.reasons: list[Reason] = []
        self.parallel = Parallel()

    def run(self) -> None:
        """Read the paragraph; its numbers are added to what is told."""
        self._new_sentence(self.start)
        self._heading_inside()
        self._list_before()
        for found in number_pattern().finditer(self.text, self.start):
            if found.start() < self.skip:
                continue
            if found["mark"]:
                self._mark(found["mark"], found.start())
            else:
                self._number(found)
        if self.start >= self.skip:
            self.piece_at = self.start
            self._tail(self.text[self.start :])

    def _heading_inside(self) -> None:
        """(二)公务接待费。2026年预算数6万元: the first words are a heading of the rest."""
        if self.paragraph.depth == NO_NUMBER:
            return
        end = min((at for at in (self.text.find("。"), self.text.find(":")) if at > 0), default=-1)
        first = self.text[self.start : end] if end > 0 else ""
        if (
            first
            and not gives_reason(first)
            and not any(found["mark"] is None for found in number_pattern().finditer(first))
        ):
            self.told.headings.push(self.paragraph.depth, first, self.own, is_inside=True)
            self.start = end + 1

    def _list_before(self) -> None:
        """The parts of a whole that the paragraph before ended with: …其中:"""
        headings = self.told.headings
        heading = next((one for one in reversed(headings.open) if one.is_lead), None)
        # A heading below it, such as one subject, says what its own paragraph is about.
        is_titled = bool(headings.open) and not headings.open[-1].is_lead and not headings.open[-1].says_nothing
        if heading is None or is_titled:
            return
        said = said_by(self.own.words(_FIRST_PHRASE.split(self.text[self.start :], maxsplit=1)[0]))
        if self.paragraph.depth == NO_NUMBER and (said.is_mine or said.year is not None):
            headings.open.remove(heading)
        else:
            self.told.lists.append(Parts(heading.lead, heading.meaning))

    def _new_sentence(self, start: int) -> None:
        end, depth = len(self.text), 0
        for found in _SENTENCE_MARK.finditer(self.text, start):
            if found[0] == "。" and depth == 0:
                end = found.start()
                break
            depth = max(0, depth + (found[0] == "(") - (found[0] == ")"))
        text = self.text[start : end + 1].lstrip(",;")
        self.told.sentence = Sentence(self.told.sentence.no + 1, text)
        if is_definition(text):
            self.skip = end

    def _mark(self, mark: str, at: int) -> None:
        told = self.told
        if mark == "(":
            self._bracket(at)
            return
        in_bracket = any(one.is_bracket for one in told.lists)
        if mark == ")" and not in_bracket:
            return
        piece, self.piece_at, self.start = self.text[self.start : at], self.start, at + 1
        if mark == ":" and self.after_number and not piece:
            # 采购预算9万元:货物预算5万元: the colon opens the list.
            told.lists.append(Parts(told.last, told.meaning(told.last)))
        self._tail(piece, is_title=mark == ":")
        self.after_number = False
        if mark == ")":
            told.close_bracket()
        elif mark == ";" or (mark == "。" and in_bracket):
            told.end_clause()
        elif mark == "。":
            told.lists = [one for one in told.lists[:1] if one.lead is None or one.lead <= told.first]
            self._new_sentence(at + 1)

    def _bracket(self, at: int) -> None:
        end = self.text.find(")", at)
        inside = self.text[at + 1 : end + 1 if end > 0 else None]
        if not any(found["mark"] is None for found in number_pattern().finditer(inside)):
            self.skip = max(self.skip, end + 1)
            return
        piece, self.piece_at, self.start = self.text[self.start : at], self.start, at + 1
        self._tail(piece)
        last = self.told.last
        self.told.lists.append(Parts(last, self.told.meaning(last), True, len(self.told.statements)))

    def _tail(self, text: str, *, is_title: bool = False) -> None:
        """Words without a number behind them: a reason, the beginning of a list, a comparison, or what it is about."""
        words = self.own.words(text)
        if is_sayable(words):
            self._tail_words(self._until_reason(words), is_title=is_title)

    def _until_reason(self, words: Sequence[Word]) -> Sequence[Word]:
        """The words before a reason or use; the sentence remembers which it gives."""
        sentence = self.told.sentence
        told = self.told.statements[self.told.first :]
        is_changed = bool(told) and told[-1].measure in (*CHANGES, "comparison")
        for index, word in enumerate(words):
            if word.role is None:
                continue
            role = "reason" if word.role == "mainly" and is_changed else word.role
            if role in ("reason", "nearly"):
                is_of_both = said_by(words[:index]).side == "both"
                self.reasons.append(Reason(sentence.no, self.told.headings.section, not sentence.numbers, is_of_both))
            if role == "reason":
                sentence.is_reason = True
            elif role == "use":
                sentence.is_use = True
            if role in ("reason", "use"):
                said = list(words[:index])
                return said[:-1] if said and said[-1].text == "的" else said
        return words

    def _tail_words(self, words: Sequence[Word], *, is_title: bool = False) -> None:
        at = last_index(words, "list", "mainly")
        if at is not None:
            self._open_list(said_by(words[:at]), has_more=is_sayable(words[at + 1 :]))
            words = words[at + 1 :]
        sentence = self.told.sentence
        if not is_sayable(words):
            return
        phrase = read_phrase(words)
        if phrase.measure == "comparison":
            self._word(phrase.word, decide_word(self.told, phrase))
        elif sentence.is_reason or sentence.is_use:
            return
        elif not phrase.head.understood:
            sentence.is_blocked |= not self.after_number
            sentence.is_unclear |= is_title
            sentence.is_partial |= words[-1].text == "的"
        elif not phrase.head.is_bare or (phrase.head.side is not None and (is_title or self._opens_paragraph())):
            around, in_list = self.told.around()
            sentence.context = meaning_of(phrase.head, "万元", around, in_list=in_list)
            sentence.is_unclear = False
            sentence.is_renamed = bool(sentence.numbers)
        elif phrase.head.year or phrase.head.as_of or phrase.head.year_offset:
            sentence.time = phrase.head

    def _opens_paragraph(self) -> bool:
        """True for the first words of a numbered paragraph: (一)收入预算,2025年预算数5万元."""
        is_first = not self.told.sentence.numbers and self.piece_at <= len(self.paragraph.mark)
        return is_first and self.paragraph.depth != NO_NUMBER and self.told.headings.is_of_all

    def _open_list(self, before: Said, *, has_more: bool) -> None:
        told = self.told
        lead, around = whole_of(told, before)
        if around is None and (lead is not None or told.last_amount is None):
            return
        told.lists.append(Parts(lead, around))
        if self.start >= len(self.text) and not has_more:
            told.headings.push_lead(self.paragraph.depth, told.sentence.text, around, lead)

    def _number(self, found: re.Match[str]) -> None:
        before, self.piece_at = self.text[self.start : found.start()], self.start
        words = self._until_reason(self.own.words(before))
        unit = {"万": "万元", None: "个"}.get(found["unit"], found["unit"])
        at = last_index(words, "list", "mainly")
        if at is not None:
            self._tail_words(words[: at + 1])
            words = words[at + 1 :]
        words = self.parallel.words_for(words, self.text[found.start() :])
        if unit not in MONEY and unit != PERCENT and not any(word.says_quantity for word in words):
            after = _AFTER.match(self.text, found.end())
            words = [*words, *self.own.words(after[0] if after else "")]
        is_joined, self.start, self.after_number = self.after_number, found.end(), True
        value = found["value"] or str(sum(_CHINESE[char] for char in found["chinese"]))
        blank = self._blank(value, unit, found.start())
        goes_on = bool(_GOES_ON.match(self.text, found.end()))
        # 社工23名支出5万元: what the count is of, the amount is for.
        # 下属1家机关的机关运行经费5万元 says itself what it is.
        is_strange = is_joined and self.told.counts_a_stranger and not any(word.slot for word in words)
        decided = decide(self.told, blank, words, goes_on=goes_on, limit=threshold_of(before))
        self.told.add(blank if is_strange else decided)

    def _word(self, word: str, decided: Statement | None) -> None:
        if decided is not None:
            at = self.text.find(word, self.piece_at)
            blank = self._blank(word, None, max(at, 0))
            self.told.add(
                replace(
                    decided,
                    number=blank.number,
                    sentence_no=blank.sentence_no,
                    sentence=blank.sentence,
                    section=blank.section,
                    text=word,
                    page=blank.page,
                    box=blank.box,
                    confidence=blank.confidence,
                )
            )

    def _blank(self, text: str, unit: str | None, at: int) -> Statement:
        line, sentence = self.paragraph.line_at(at), self.told.sentence
        return Statement(
            number=len(self.told.statements) + 1,
            sentence_no=sentence.no,
            sentence=sentence.text,
            section=self.told.headings.section,
            text=text,
            unit=unit,
            page=line.page,
            box=line.box,
            confidence=line.confidence,
        )
