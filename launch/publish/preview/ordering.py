"""Orders messages by how near they are to what is taught otherwise: what is left for lack of time then tells least."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from understanding.likeness import pieces
from understanding.trained import NotAModel, known_questions
from zh.fillers import to_the_point
from zh.fold import fold

MOST_CHANGED = 3_000
"""If more phrasings are taught otherwise, any message may get another answer, and none comes first."""

_ROWS = 256


def taught_otherwise(old: Path, new: Path) -> Collection[str]:
    """Return the folded phrasings that one of two models lacks or knows under another answer; none of a damaged one."""
    try:
        before, now = known_questions(old), known_questions(new)
    except NotAModel:
        return ()
    return [text for text in {**before, **now} if before.get(text) != now.get(text)]


def nearest_first(messages: Sequence[str], changed: Collection[str]) -> list[str]:
    """Return the messages, those with most characters and sounds in common with one of `changed` (folded) first."""
    if not messages or not 0 < len(changed) <= MOST_CHANGED:
        return [*messages]
    columns: dict[str, int] = {}
    against = [pieces(text) for text in changed]
    for piece in (piece for text in against for piece in text):
        columns.setdefault(piece, len(columns))
    others = _matrix(against, columns).T.tocsc()
    rows = _matrix((pieces(fold(to_the_point(message))) for message in messages), columns)
    starts = range(0, len(messages), _ROWS)
    nearness = np.concatenate([(rows[at : at + _ROWS] @ others).max(axis=1).toarray().ravel() for at in starts])
    return [messages[at] for at in np.argsort(-nearness, kind="stable")]


def _matrix(texts: Iterable[Mapping[str, float]], columns: Mapping[str, int]) -> csr_matrix:
    places, weights, ends = list[int](), list[float](), [0]
    for text in texts:
        shared = [(columns[piece], weight) for piece, weight in text.items() if piece in columns]
        places += [column for column, _ in shared]
        weights += [weight for _, weight in shared]
        ends.append(len(places))
    return csr_matrix((np.array(weights), np.array(places), np.array(ends)), shape=(len(ends) - 1, len(columns)))
