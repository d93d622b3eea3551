"""Groups messages of the same meaning: equal after normalizing, or near the first message of a group.

The first message of a group is its leader, and later messages are compared with leaders alone. So a new message never
moves an older one. Nearness does not depend on the trained model, so a publication moves none either.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from unanswered.messages import Unanswered
from understanding.encoder import Floats, SentenceEncoder
from understanding.likeness import Pieces, in_common, likeness
from understanding.likeness import pieces as pieces_of
from zh.fillers import to_the_point
from zh.fold import fold

BORDER = 0.58
"""From this nearness on two messages mean the same (docs/benchmarks/learning.md: what that brings)."""

BY_MEANING = 0.4
"""Messages whose vectors are further apart are not compared by their words: they are not near."""

BY_WORDS = 0.75
"""The border where no encoder is installed, for what messages have in common in characters and sounds alone."""


@dataclass
class Group:
    """`id` is made of the leader's text; `messages` are in the order in which they came."""

    id: str
    leader: str
    messages: list[Unanswered] = field(default_factory=list)

    @property
    def senders(self) -> frozenset[str]:
        return frozenset(message.sender for message in self.messages)


def group_id(text: str) -> str:
    """Return the id of the group that this message leads: a letter, so that YAML takes it for no number, and seven
    hexadecimal digits.
    """
    return f"g{hashlib.blake2b(_folded(text).encode(), digest_size=4).hexdigest()[:7]}"


def group_messages(messages: Sequence[Unanswered], encoder: SentenceEncoder | None) -> list[Group]:
    """Return the groups in the order of their leaders; `messages` come the earliest first."""
    folds = [_folded(message.text) for message in messages]
    texts = {
        folded: to_the_point(message.text) for folded, message in reversed(list(zip(folds, messages, strict=True)))
    }
    leaders = _leaders(list(dict.fromkeys(folds)), texts, encoder)
    groups: dict[str, Group] = {}
    for folded, message in zip(folds, messages, strict=True):
        leader = leaders[folded]
        group = groups.setdefault(leader, Group(group_id(message.text), message.text))
        group.messages.append(message)
    return list(groups.values())


def _folded(text: str) -> str:
    return fold(to_the_point(text)) or text


def _leaders(folds: Sequence[str], texts: dict[str, str], encoder: SentenceEncoder | None) -> dict[str, str]:
    """Return for each folded text the one that leads its group, itself where none before it is near."""
    vectors = encoder.encode([texts[folded] for folded in folds]) if encoder and folds else None
    pieces = [pieces_of(folded) for folded in folds]
    led: list[int] = []
    leader_of: dict[str, str] = {}
    for at, folded in enumerate(folds):
        nearest = _nearest(at, led, vectors, pieces)
        if nearest is None:
            led.append(at)
        leader_of[folded] = folds[at if nearest is None else nearest]
    return leader_of


def _nearest(at: int, led: Sequence[int], vectors: Floats | None, pieces: Sequence[Pieces]) -> int | None:
    """Return the place of the nearest leader, None where none is near enough; of equally near ones the earliest."""
    if not led:
        return None
    if vectors is None:
        near = {leader: in_common(pieces[at], pieces[leader]) for leader in led}
    else:
        cosines = vectors[np.array(led)] @ vectors[at]
        candidates = np.flatnonzero(cosines >= BY_MEANING)
        near = {led[i]: likeness(float(cosines[i]), in_common(pieces[at], pieces[led[i]])) for i in candidates}
    best = max(near, key=lambda leader: near[leader], default=None)
    return best if best is not None and near[best] >= (BY_WORDS if vectors is None else BORDER) else None
