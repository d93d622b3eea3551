"""Gives each line its role in the form of the document: section, question, answer and the like."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from converter.importing import labels
from converter.importing.forms import DocumentForm
from converter.importing.marks import Look, Mark, following, preceding, troubled
from converter.importing.notes import like_a_date, like_a_signer
from converter.importing.steps import Count, goes_on_listing, is_step

_SECTION_END = re.compile(r".*(?:类|类别|篇|部分|方面|模块|事项|[类关见]问题)\s*[:：]?")
_SECTION_BY_ITSELF = re.compile(r".*(?:问题|业务|相关)\s*[:：]?")
LONGEST_SECTION = 16
_TITLE = re.compile(r"(?:问答|faq|q&a|常见问题|手册|解答|大全|汇总|百问|答疑|指南|\d+问)", re.IGNORECASE)


class ColumnRole(Enum):
    BLANK = "空行"
    ASIDE = "不是问答"
    TITLE = "题目"
    SIGNATURE = "落款"
    SECTION = "分类"
    GUESSED_SECTION = "当作分类"
    QUESTION = "问题"
    ANSWER = "答案"
    TEXT = "正文"


@dataclass
class _Roles:
    marks: Sequence[Mark]
    form: DocumentForm
    counts: dict[Look, Count] = field(default_factory=dict)

    def role(self, at: int) -> ColumnRole:
        mark = self.marks[at]
        if mark.skipped:
            return ColumnRole.BLANK if mark.blank else ColumnRole.ASIDE
        if mark.answer:
            self._answer(mark)
            return ColumnRole.ANSWER
        if at in self.form.leads or mark.is_question:
            return self._question(mark)
        if mark.look in self.form.questions:
            return self._like_a_question(at, mark)
        if mark.look in self.form.sections and mark.short:
            for count in self.counts.values():
                count.fresh, count.step = True, None
            return ColumnRole.SECTION
        return ColumnRole.TEXT

    def _answer(self, mark: Mark) -> None:
        """Count the first step of an answer that begins with it: 答：1. 登录."""
        number = labels.number(mark.rest)
        for look, count in self.counts.items():
            if number and number.value == 1 and look[:2] == ("number", number.style):
                count.step = 1

    def _question(self, mark: Mark) -> ColumnRole:
        for count in self.counts.values():
            count.step = None
        if mark.number is not None:
            self.counts[mark.look] = Count(mark.number, None, fresh=False)
        return ColumnRole.QUESTION

    def _like_a_question(self, at: int, mark: Mark) -> ColumnRole:
        kind = mark.look[0]
        if kind == "heading":
            below = following(self.marks, at)
            bare = below is None or self.marks[below].look[:1] == ("heading",)
            return ColumnRole.SECTION if bare and not mark.asks else self._question(mark)
        if kind == "number":
            return self._numbered(at, mark)
        if mark.asks or mark.look not in self.form.asking or troubled(mark.rest):
            return self._question(mark)
        below = following(self.marks, at)
        opens = below is not None and self.marks[below].look in self.form.questions
        return ColumnRole.SECTION if opens and mark.short else ColumnRole.TEXT

    def _numbered(self, at: int, mark: Mark) -> ColumnRole:
        """Tell a question from a step of the answer above, by its words and by which numbering it continues."""
        count = self.counts.setdefault(mark.look, Count())
        value = mark.number
        goes_on = value is None or count.question is None or (count.fresh and value == 1) or value > count.question
        next_step = count.step is not None and value == count.step + 1
        if goes_on_listing(self.marks, at, count):
            count.step = value
            return ColumnRole.TEXT
        if mark.asks and (not next_step or goes_on) and not is_step(self.marks, at, count):
            return self._question(mark)
        if not count.fresh and count.question is not None and value == 1:
            count.step = 1
            return ColumnRole.TEXT
        if next_step and not (self.marks[at - 1].blank and goes_on):
            count.step = value
            return ColumnRole.TEXT
        titles = self.form.marked or mark.look in self.form.asking
        next_question = value is not None and value == (count.question or 0) + 1
        if goes_on and (next_question or not titles):
            return self._question(mark)
        return ColumnRole.TEXT


def roles_of(marks: Sequence[Mark], form: DocumentForm) -> list[ColumnRole]:
    """Return the role of each line."""
    deciding = _Roles(marks, form)
    roles = [deciding.role(at) for at in range(len(marks))]
    for at in range(len(marks)):
        if roles[at] is ColumnRole.TEXT and _plain_section(marks, roles, at):
            roles[at] = ColumnRole.GUESSED_SECTION
    first = _first_section(marks, roles)
    if first is not None:
        roles[first] = ColumnRole.GUESSED_SECTION
    for at in _signature(marks, roles):
        roles[at] = ColumnRole.SIGNATURE
    title = _title(marks, roles)
    if title is not None:
        roles[title] = ColumnRole.TITLE
    return roles


def ahead(roles: Sequence[ColumnRole]) -> list[tuple[bool, bool]]:
    """Return for each line whether a marked answer follows, and whether no question of its section does.

    Lines under the last question of a section may belong to the document.
    """
    counts = []
    waits, last = False, True
    for role in reversed(roles):
        ends = role in (ColumnRole.QUESTION, ColumnRole.SECTION, ColumnRole.GUESSED_SECTION)
        waits = role is ColumnRole.ANSWER if ends or role is ColumnRole.ANSWER else waits
        counts.append((waits, last))
        last = role is not ColumnRole.QUESTION if ends else last
    return counts[::-1]


def _plain_section(marks: Sequence[Mark], roles: Sequence[ColumnRole], at: int) -> bool:
    """Say whether a short plain line before a question is the name of a section.

    Its last word says so (办证类), or the numbers begin anew below it.
    """
    below, mark = following(marks, at), marks[at]
    if below is None or roles[below] is not ColumnRole.QUESTION or not mark.short or len(mark.rest) > LONGEST_SECTION:
        return False
    above = preceding(marks, at)
    if above is not None and roles[above] is ColumnRole.QUESTION:
        return False
    alone = at == 0 or marks[at - 1].blank
    if _SECTION_END.fullmatch(mark.rest) or (alone and _SECTION_BY_ITSELF.fullmatch(mark.rest)):
        return not mark.look or mark.look[0] != "number"
    last = next((marks[place].number for place in range(at - 1, -1, -1) if roles[place] is ColumnRole.QUESTION), None)
    return not mark.look and marks[below].number == 1 and last is not None and last > 1


def _first_section(marks: Sequence[Mark], roles: Sequence[ColumnRole]) -> int | None:
    """Return the short plain line above the first question, if similar lines begin sections further below."""
    question = next((at for at, role in enumerate(roles) if role is ColumnRole.QUESTION), None)
    above = None if question is None else preceding(marks, question)
    if above is None or question is None or ColumnRole.GUESSED_SECTION not in roles or marks[question].number != 1:
        return None
    mark = marks[above]
    plain = roles[above] is ColumnRole.TEXT and not mark.look and mark.short and len(mark.rest) <= LONGEST_SECTION
    return above if plain else None


def _signature(marks: Sequence[Mark], roles: Sequence[ColumnRole]) -> list[int]:
    """Return the last lines if they are a date, with the name of an office above it."""
    last = preceding(marks, len(marks))
    if last is None or roles[last] is not ColumnRole.TEXT or not like_a_date(marks[last].line.text):
        return []
    above = preceding(marks, last)
    signed = above is not None and roles[above] is ColumnRole.TEXT and like_a_signer(marks[above].line.text)
    return [last, above] if signed and above is not None else [last]


def _title(marks: Sequence[Mark], roles: Sequence[ColumnRole]) -> int | None:
    """Return the line that is the title of the whole document, not of a section."""
    first = following(marks, -1)
    below = None if first is None else following(marks, first)
    if first is None or below is None:
        return None
    sections = (ColumnRole.SECTION, ColumnRole.GUESSED_SECTION)
    look, named = marks[first].look, _TITLE.search(marks[first].rest) is not None
    if roles[first] in sections:
        alone = sum(mark.look == look for mark in marks) == 1
        other_sections = any(role in sections for role in roles[first + 1 :])
        return first if (named and (alone or not look)) or (alone and look and other_sections) else None
    unanswered = roles[first] is ColumnRole.TEXT or roles[below] in (ColumnRole.QUESTION, *sections)
    titled = named and marks[first].short and roles[first] in (ColumnRole.TEXT, ColumnRole.QUESTION)
    return first if titled and unanswered and roles[below] is not ColumnRole.ANSWER else None
