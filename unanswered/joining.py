"""Joins groups of the same meaning in other words: their leaders are alike and near the same answers.

The groups keep their ids and decisions; they are only listed as one. The present model takes part in this, so a
publication may join other groups.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import numpy as np

from unanswered.current_model import NearAnswer
from unanswered.grouping import Group
from unanswered.notes import Notes
from understanding.encoder import Floats, SentenceEncoder
from understanding.likeness import in_common, likeness, pieces
from zh.fillers import to_the_point
from zh.fold import fold

BORDER = 0.63
"""Of the mean of likeness and of nearness to the same answers (docs/benchmarks/learning.md: what that brings)."""

Nearest = Callable[[str], Sequence[NearAnswer]]


def each_alone(groups: Sequence[Group]) -> list[list[Group]]:
    return [[group] for group in groups]


def join_groups(
    groups: Sequence[Group], nearest: Nearest, encoder: SentenceEncoder | None, notes: Notes
) -> list[list[Group]]:
    """Return the groups that are listed as one, in their order. What people decided of two of them holds."""
    clusters = _near_ones(groups, nearest, encoder, notes.apart_from) if encoder and groups else each_alone(groups)
    for first, second in notes.pairs_together:
        holding = [cluster for cluster in clusters if {first, second} & {group.id for group in cluster}]
        if len(holding) > 1:
            holding[0].extend(group for cluster in holding[1:] for group in cluster)
            clusters = [cluster for cluster in clusters if not any(cluster is gone for gone in holding[1:])]
    return clusters


def _near_ones(
    groups: Sequence[Group], nearest: Nearest, encoder: SentenceEncoder, apart: Mapping[str, Collection[str]]
) -> list[list[Group]]:
    texts = [to_the_point(group.leader) for group in groups]
    vectors, meant = encoder.encode(texts), _meant([nearest(group.leader) for group in groups])
    words = [pieces(fold(text)) for text in texts]
    clusters: list[list[Group]] = []
    first: list[int] = []
    for at, group in enumerate(groups):
        same = meant[first] @ meant[at] if first else np.zeros(0)
        near: dict[int, float] = {}
        # Alike texts alone are not enough: half a border is what nearness to the same answers has to bring.
        for place in np.flatnonzero(same >= 2 * BORDER - 1):
            alike = likeness(float(vectors[first[place]] @ vectors[at]), in_common(words[first[place]], words[at]))
            forbidden = any(group.id in apart.get(other.id, ()) for other in clusters[place])
            near[int(place)] = 0.0 if forbidden else (alike + float(same[place])) / 2
        best = max(near, key=lambda place: near[place], default=-1)
        if best >= 0 and near[best] >= BORDER:
            clusters[best].append(group)
        else:
            first.append(at)
            clusters.append([group])
    return clusters


def _meant(nearest: Sequence[Sequence[NearAnswer]]) -> Floats:
    """Return a row per group whose products say how far two are near the same answers, 0 to 1."""
    ids = {id_: at for at, id_ in enumerate(sorted({answer.id for near in nearest for answer in near}))}
    rows = np.zeros((len(nearest), max(1, len(ids))), dtype=np.float32)
    for row, near in zip(rows, nearest, strict=True):
        total = max(1.0, sum(answer.confidence for answer in near))
        for answer in near:
            row[ids[answer.id]] = np.sqrt(max(0.0, answer.confidence) / total)
    return rows
