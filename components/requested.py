"""Finds a message's requests: numbered or announced ones first, else by a clear cut, else piece by piece."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from components.announced import announced
from understanding.gist import placeless
from understanding.known_question import known_beside_remarks
from understanding.one_request import beside_strange, one_request
from understanding.pieces import apart
from understanding.ranking import LookedUp, Ranked
from understanding.requests import VERY_CLEAR, answer_in, requests, with_list_items
from zh.clauses import RequestPiece
from zh.reading import Clause, Reading

INFORM = "inform"
"""The intent of a message that only says who or where the user is."""


class Requested(NamedTuple):
    """`clear`: the answers clearly asked for, in their order; empty for a single request.

    `unclear`: the answers offered for the rest of the message; None without a rest.
    """

    clear: Sequence[Ranked] = ()
    unclear: Sequence[Ranked] | None = None


def requested(
    reading: Reading, denied: Sequence[Clause], parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: LookedUp
) -> Requested:
    """Return the requests of a message; `parts` and `whole` are its clauses and ranking, denials left out."""
    # Nobody asks several things with the words of one known question.
    if whole and whole[0].confidence == 1.0:
        return _apart(parts, whole, rank)
    short = [part._replace(text=placeless(part.text)) for part in reading.parts(denied, shortest=2)]
    announcement = announced(short, rank, rank.request_at)
    if announcement and (len(announcement.clear) > 1 or announcement.rest):
        return Requested(announcement.clear, announcement.unclear if announcement.rest else None)
    answers = _requests(parts, whole, rank)
    return Requested(answers) if answers else _apart(parts, whole, rank)


def _lists(parts: Sequence[RequestPiece]) -> bool:
    return any("、" in part.text for part in parts)


def _requests(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: LookedUp) -> Sequence[Ranked]:
    if not whole:
        return []
    answers = requests(parts, whole, rank, rank.clear_at)
    if answers or whole[0].confidence >= rank.clear_at or not _lists(parts):
        return answers
    return requests(with_list_items(parts), whole, rank, rank.clear_at)


def _apart(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: LookedUp) -> Requested:
    """Return the clear questions, and the rest, of a message that is unclear as a whole."""
    pieces = apart(with_list_items(parts) if _lists(parts) else parts, whole, rank, rank.clear_at)
    if len(pieces.clear) < 2 and not pieces.rest:
        return Requested()
    return Requested(pieces.clear, pieces.unclear if pieces.rest else None)


def only_request(
    reading: Reading,
    denied: Sequence[Clause],
    parts: Sequence[RequestPiece],
    whole: Sequence[Ranked],
    rank: LookedUp,
    questions: Mapping[str, str],
) -> Sequence[Ranked]:
    """Return the ranking of a message with one request; the arguments are those of `requested`.

    `questions`: the known questions, folded, with their labels.
    """
    question = known_beside_remarks(reading.parts(denied, shortest=1), whole, rank, rank.clear_at, questions)
    if question:
        return question
    short = [part._replace(text=placeless(part.text)) for part in reading.parts(denied, shortest=2)]
    single = one_request(parts, whole, rank, rank.clear_at, rank.request_at, short)
    return beside_strange(parts, beside_statement(parts, single, rank), rank, rank.clear_at)


def beside_statement(parts: Sequence[RequestPiece], whole: Sequence[Ranked], rank: LookedUp) -> Sequence[Ranked]:
    """Return the ranking of the last clause if it asks clearly and the whole is ranked as a statement, else `whole`.

    Example: 我是济宁的护士，想改手机号.
    """
    if len(parts) < 2 or not whole or whole[0].label != INFORM:
        return whole
    last = rank(parts[-1].text)
    return last if answer_in(last, VERY_CLEAR) else whole


def texts_of(readings: Sequence[Reading]) -> list[str]:
    """Return what is ranked of most messages: each whole, and its clauses if it has several."""
    parts = (part.text for reading in readings if len(pieces := reading.parts()) > 1 for part in pieces)
    return [*dict.fromkeys(map(placeless, (*(reading.rest for reading in readings), *parts)))]
