"""Finds the form of a document: which looks of its lines are questions, sections and answers.

It is found for the document as a whole, since every institution writes in its own form.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass

from converter.importing.inner_lists import inner_lists
from converter.importing.marks import Look, Mark, following, preceding

ASKING_SHARE: Mapping[str, float] = {"number": 0.2, "heading": 0.3, "bold": 0.4, "brackets": 0.5, "asks": 1.0}
"""Share of the lines of one look that must ask before all count as questions, by kind of look.

It excludes steps of an answer, which are numbered as well.
"""

SECTION_SHARE = 0.6
"""Share of the lines of one look that must stand right before a question to be sections."""

BODY_SHARE = 0.5


@dataclass(frozen=True)
class DocumentForm:
    """`leads`: lines whose answer is marked. `questions`, `sections`: their looks. `marked`: answers have marks.

    `asking`: looks whose questions ask; questions of other looks are titles.
    """

    leads: frozenset[int]
    questions: frozenset[Look]
    sections: frozenset[Look]
    marked: bool
    asking: frozenset[Look]


def form_of(marks: Sequence[Mark], *, titled: bool = True) -> DocumentForm:
    """Find the form of a document. `titled`: titles may be questions where nothing asks (密码找回)."""
    leads = _leads(marks)
    marked = any(mark.answer for mark in marks)
    members = _members(marks)
    lead_looks = {marks[at].look for at in leads if marks[at].look}
    asking = {look for look, at in members.items() if _is_asked(look, [marks[place] for place in at])}
    inner = inner_lists(marks, members, asking, lead_looks)
    asking -= inner
    questions = lead_looks | {look for look in asking if look[0] != "asks"}
    if not questions and not leads:
        questions = asking or (_titles(marks, members) if titled else set())
    return DocumentForm(
        frozenset(leads),
        frozenset(questions),
        frozenset(_sections(marks, members, questions, leads) - inner),
        marked,
        frozenset(asking),
    )


def _members(marks: Sequence[Mark]) -> Mapping[Look, list[int]]:
    members: dict[Look, list[int]] = defaultdict(list)
    for at, mark in enumerate(marks):
        if mark.look and not mark.skipped:
            members[mark.look].append(at)
    return members


def _is_asked(look: Look, marks: Sequence[Mark]) -> bool:
    share = sum(mark.asks for mark in marks) / len(marks)
    return look[0] == "问" or (share > 0 and share >= ASKING_SHARE[look[0]])


def _leads(marks: Sequence[Mark]) -> set[int]:
    """Return the questions of the marked answers.

    Each is the line right above the answer, or one a few lines further up whose look begins something.
    """
    leads: set[int] = set()
    for at, mark in enumerate(marks):
        if not mark.answer:
            continue
        above: list[int] = []
        lead = preceding(marks, at)
        while lead is not None and not marks[lead].answer and not marks[lead].look and len(above) < 4:
            above.append(lead)
            lead = preceding(marks, lead)
        if lead is not None and marks[lead].look == ("asks",) and marks[lead - 1].is_question:
            above, lead = [], lead - 1
        begins = lead is not None and marks[lead].look != () and not marks[lead].answer
        if begins and lead is not None and not (above and _separate(marks, lead, above[0])):
            leads.add(lead)
        elif above:
            leads.add(above[0])
    return leads


def _separate(marks: Sequence[Mark], begins: int, at: int) -> bool:
    """Say whether a plain line is a question of its own, not the second line of the question above."""
    first = marks[begins]
    return not first.is_question and ((marks[at].asks and not first.asks) or marks[at - 1].blank)


def _titles(marks: Sequence[Mark], members: Mapping[Look, Collection[int]]) -> set[Look]:
    """Return the look of questions which do not ask (密码找回).

    They are the deepest headings with text below them, else bold lines, else numbers.
    """
    inner = {look for look in members if look[0] in ("bold", "brackets") and _have_text(marks, look, members[look])}
    with_text = inner | {look for look in members if _have_text(marks, look, members[look], inner)}
    headings = sorted(look for look in with_text if look[0] == "heading")
    if headings:
        return {headings[-1]}
    for kind in ("bold", "brackets", "number"):
        titles = (look for look in members if look in with_text and look[0] == kind)
        if title_looks := [look for look in titles if not _statements(marks, members[look])]:
            return {max(title_looks, key=lambda look: len(members[look]))}
    return set()


def _statements(marks: Sequence[Mark], at: Collection[int]) -> bool:
    """Say whether most lines are whole sentences, such as decisions of a meeting, and therefore no titles."""
    return sum(marks[place].line.text.rstrip().endswith(("。", "；", ";")) for place in at) > BODY_SHARE * len(at)


def _have_text(marks: Sequence[Mark], look: Look, at: Collection[int], inner: Set[Look] = frozenset()) -> bool:
    """Say whether text stands below most lines of a look. Lines of an `inner` look do not count."""
    below = [following(marks, place) for place in at]
    others = {look, *(inner if look[0] == "heading" else ())}
    looks = [marks[place].look for place in below if place is not None]
    plain = [look for look in looks if look not in others and look[:1] != ("heading",)]
    return len(plain) >= BODY_SHARE * len(below)


def _sections(
    marks: Sequence[Mark], members: Mapping[Look, Collection[int]], questions: Set[Look], leads: Set[int]
) -> set[Look]:
    deepest = max((look[1] for look in questions if look[0] == "heading"), default="9")
    headings = {look for look in members if look[0] == "heading" and look not in questions and look[1] < deepest}
    for look, at in members.items():
        if look in questions or look[0] in ("heading", "asks", "问"):
            continue
        short = [place for place in at if marks[place].short]
        before = [place for place in short if _opens(marks, following(marks, place), questions, leads)]
        if before and len(before) >= SECTION_SHARE * len(short):
            headings.add(look)
    return headings


def _opens(marks: Sequence[Mark], at: int | None, questions: Set[Look], leads: Set[int]) -> bool:
    return at is not None and (at in leads or (marks[at].look in questions and marks[at].asks))
