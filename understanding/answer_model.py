"""AnswerModel: computes three signs (scores) of a text for each label. Each sign can be learnt from few examples."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from understanding.encoder import Floats
from understanding.label_model import LabelModel
from understanding.meaning_space import MeaningSpace
from understanding.word_space import WordSpace

NEAREST = 3
"""Number of a label's nearest examples that are averaged; a single one may be near by chance."""

FARTHEST = 3.0
"""Largest value of a sign. Larger values would mean little for labels with few examples."""

_POSITION, _LOWEST = np.int64(0xFFFFFFFF), np.iinfo(np.int64).min


@dataclass(frozen=True)
class Reach:
    """Scores at each label of texts with other labels: their median (`middle`) and the top few in a thousand (`most`).

    They make scores of a label with five examples comparable with those of one with two hundred.
    """

    middle: Floats
    most: Floats

    def over(self, scores: Floats) -> Floats:
        """Scale the scores so that `middle` becomes -1 and `most` becomes 0; clipped to ±FARTHEST."""
        beyond: Floats = np.clip((scores - self.most) / (self.most - self.middle + 1e-6), -FARTHEST, FARTHEST)
        return beyond


class ByWords(NamedTuple):
    """Scores of a text by its words: of each label's linear classifier, and the cosine with each example."""

    borders: Floats
    cosines: Floats


@dataclass(frozen=True)
class AnswerModel:
    """The trained model. Examples are ordered by label; those of label c begin at `starts[c]`.

    Without `meaning`, only words count.
    """

    borders: LabelModel
    words: WordSpace
    starts: NDArray[np.intp]
    words_reach: Reach
    meaning: MeaningSpace | None = None
    nearest_reach: Reach | None = None
    prototype_reach: Reach | None = None

    @property
    def labels(self) -> Sequence[str]:
        return self.borders.labels

    @property
    def counts(self) -> NDArray[np.intp]:
        """The number of examples of each label."""
        return np.diff(self.starts, append=self.words.rows.shape[1])

    def by_words(self, counts: Counter[str]) -> ByWords:
        """Return the scores of a counted text by words, which both `signs` and `signs_with_meaning` need."""
        return ByWords(self.borders.scores(counts), self.words.cosines(counts))

    def signs(self, read: ByWords) -> Floats:
        """Return (labels, 2): the classifier's score, and the nearness of examples by words."""
        nearest = self.words_reach.over(mean_of_nearest(read.cosines, self.starts))
        return np.stack([read.borders, nearest], axis=1)

    def signs_with_meaning(self, reads: Sequence[ByWords], vectors: Floats) -> list[Floats]:
        """Return (labels, 3) for each text: the classifier's score, and the nearness of examples and of the prototype.

        `vectors`: the encoded texts. Several texts together cost much less than one by one.
        """
        if not (self.meaning and self.nearest_reach and self.prototype_reach):
            raise ValueError("It was trained without a sentence encoder.")
        signs = []
        by_meaning = zip(self.meaning.cosines(vectors), self.meaning.prototype_scores(vectors), strict=True)
        for read, (cosines, scores) in zip(reads, by_meaning, strict=True):
            nearest = self.nearest_reach.over(mean_of_nearest(read.cosines + cosines, self.starts))
            signs.append(np.stack([read.borders, nearest, self.prototype_reach.over(scores)], axis=1))
        return signs

    def save(self, folder: Path) -> None:
        """Write the model as JSON and arrays."""
        self.borders.save(folder)
        rows, arrays = self.words.rows, {"starts": self.starts, "word_weights": self.words.weights}
        arrays["shape"] = np.array(rows.shape)
        arrays.update(indptr=rows.indptr, indices=rows.indices.astype(np.uint32), data=rows.data.astype(np.float16))
        for name in ("words_reach", "nearest_reach", "prototype_reach"):
            if reach := getattr(self, name):
                arrays[name] = np.stack([reach.middle, reach.most])
        if self.meaning:
            for name, array in vars(self.meaning).items():
                arrays[f"meaning_{name}"] = array.astype(np.float16) if name == "examples" else array
        np.savez(folder / "examples.npz", **arrays)
        (folder / "pieces.json").write_text(json.dumps(list(self.words.vocabulary), ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> AnswerModel:
        """Read what `save` wrote."""
        pieces = json.loads((folder / "pieces.json").read_text(encoding="utf-8"))
        with np.load(folder / "examples.npz", allow_pickle=False) as held:
            data, indices = held["data"].astype(np.float32), held["indices"].astype(np.int32)
            rows = csr_matrix((data, indices, held["indptr"]), tuple(held["shape"]))
            words = WordSpace({piece: row for row, piece in enumerate(pieces)}, held["word_weights"], rows)
            meaning = {n.removeprefix("meaning_"): held[n] for n in held.files if n.startswith("meaning_")}
            reaches = {n: Reach(*held[n]) for n in held.files if n.endswith("_reach")}
            if meaning:
                meaning["examples"] = meaning["examples"].astype(np.float32)
            space = MeaningSpace(**meaning) if meaning else None
            return cls(LabelModel.load(folder), words, held["starts"], meaning=space, **reaches)


def mean_of_nearest(cosines: Floats, starts: NDArray[np.intp]) -> Floats:
    """Return for each label the mean of its NEAREST largest cosines, or of all that it has."""
    scores, total = cosines.astype(np.float32, copy=False), np.zeros(len(starts), dtype=np.float32)
    sizes = np.diff(starts, append=len(scores))
    keys = _ordered(scores)
    for number in range(NEAREST):
        largest = np.maximum.reduceat(keys, starts) & _POSITION
        total += np.where(sizes > number, scores[largest], 0)
        keys[largest] = _LOWEST + largest
    mean: Floats = total / np.minimum(sizes, NEAREST).astype(np.float32)
    return mean


def _ordered(scores: Floats) -> NDArray[np.int64]:
    """Return integers in the order of the scores, each with its position in the lower half.

    The largest integer thus tells the position of the largest score, without a second search.
    """
    bits = scores.view(np.int32)
    if bits.min(initial=0) < 0:
        # The bits of negative floats are in reverse order.
        bits = np.where(bits < 0, bits ^ np.int32(0x7FFFFFFF), bits)
    ordered: NDArray[np.int64] = (bits.astype(np.int64) << 32) | np.arange(len(scores))
    return ordered
