"""Tells a step of an answer from the next question where both are numbered alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from converter.importing.marks import Mark, has_text_below, preceding
from converter.lines import QUESTION_ENDS, states


@dataclass
class Count:
    """The last numbers of questions and steps of one look. `fresh`: a section began, so numbers may restart."""

    question: int | None = None
    step: int | None = None
    fresh: bool = True


def is_step(marks: Sequence[Mark], at: int, count: Count) -> bool:
    """Say whether a line with a word that asks (三天后可以领钱。) is a step of the answer above all the same."""
    mark, above, goes_on = marks[at], preceding(marks, at), _goes_on(marks, at)
    if count.question is None or mark.number is None or above is None:
        return False
    if mark.number == 1:
        introduced = marks[above].line.text.endswith((":", "："))
        listed = introduced and (states(mark.rest) or not has_text_below(marks, at))
        return not count.fresh and (listed or (goes_on and not mark.rest.endswith(QUESTION_ENDS)))
    if count.step is None or mark.number != count.step + 1 or marks[at - 1].blank:
        return False
    # If the next question has this number, too: the next step stands right below a step, or a step ends as one.
    return mark.number != count.question + 1 or states(mark.rest) or goes_on


def goes_on_listing(marks: Sequence[Mark], at: int, count: Count) -> bool:
    """Say whether a line begins a list below "…：", counted on from the list of an answer above, as Word does."""
    mark, above = marks[at], preceding(marks, at)
    if count.question is None or count.fresh or above is None or mark.number in (None, 1) or marks[at - 1].blank:
        return False
    announced = not marks[above].look and marks[above].line.text.endswith((":", "："))
    return announced and not mark.rest.endswith(QUESTION_ENDS) and not has_text_below(marks, at)


def _goes_on(marks: Sequence[Mark], at: int) -> bool:
    """Say whether the next number of the same list stands right below."""
    mark = marks[at]
    return any(below.look == mark.look and below.number == (mark.number or 0) + 1 for below in marks[at + 1 : at + 2])
