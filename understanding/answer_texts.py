"""AnswerTexts: compares a text with the answers' own texts.

People often ask for a detail that an answer gives but no question of the FAQ mentions.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from understanding.encoder import Floats
from understanding.gist import gist
from understanding.labels import FAQ, is_under, response_of
from understanding.strangers import strangers_of
from understanding.word_space import FEW, RAREST
from zh.fillers import to_the_point
from zh.fold import fold
from zh.ngrams import ngrams

LONGEST_SENTENCE, SHORTEST_CLAUSE = 60, 5
"""Most characters of a sentence that is encoded, and least characters of a clause that is encoded by itself."""

NOTHING_STATED = -0.2
"""Nearness of a label without an answer's text, below that of any text."""

LEAST_WEIGHT = 0.02

_ADDRESS = re.compile(r"https?://\S+")
_SENTENCE_END, _CLAUSE_END = re.compile(r"[。！？；;!?\n]+"), re.compile(r"[，,：:、]+")


@dataclass(frozen=True)
class AnswerTexts:
    """`holders` is (pieces, labels): 1 if a piece occurs in a label's examples or answer. `weights`: of each piece.

    `sentences` are encoded statements of answers, `owners` the numbers of their labels. `strangers`: encoded examples
    that are out of scope, in a FAQ of few answers (understanding/strangers.py).
    """

    vocabulary: Mapping[str, int]
    weights: Floats
    holders: csr_matrix
    sentences: Floats
    owners: NDArray[np.intp]
    strangers: Floats = field(default_factory=lambda: np.empty((0, 1), dtype=np.float32))

    def covered(self, counts: Counter[str]) -> tuple[Floats, float]:
        """Return the shares, 0 to 1, of a text's words that occur under each label, and under any label."""
        rows = np.array([self.vocabulary[piece] for piece in counts if piece in self.vocabulary], dtype=np.intp)
        weights = self.weights[rows]
        total = float(weights.sum()) + (len(counts) - len(rows)) * _weight(0, self.holders.shape[1]) + 1e-6
        begins, ends, labels = self.holders.indptr[rows], self.holders.indptr[rows + 1], self.holders.shape[1]
        # An empty span comes first, since np.concatenate needs at least one array.
        spans = [slice(0, 0), *map(slice, begins.tolist(), ends.tolist())]
        holding = np.concatenate([self.holders.indices[span] for span in spans])
        under = np.bincount(holding, np.repeat(weights / total, ends - begins), labels)
        return under.astype(np.float32), float(weights.sum()) / total

    def stated(self, vector: Floats) -> Floats:
        """Return the largest cosine of an encoded text with a statement of each label's answer."""
        cosines = np.full(self.holders.shape[1], NOTHING_STATED, dtype=np.float32)
        if len(self.owners):
            np.maximum.at(cosines, self.owners, self.sentences @ vector)
        return cosines

    def save(self, folder: Path) -> None:
        """Write it as JSON and arrays."""
        np.savez(
            folder / "texts.npz",
            weights=self.weights, starts=self.holders.indptr, shape=np.array(self.holders.shape),
            columns=self.holders.indices.astype(np.min_scalar_type(self.holders.shape[1])),
            sentences=self.sentences.astype(np.float16), owners=self.owners,
            strangers=self.strangers.astype(np.float16),
        )  # fmt: skip
        (folder / "texts.json").write_text(json.dumps(list(self.vocabulary), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> AnswerTexts:
        """Read what `save` wrote."""
        pieces = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
        with np.load(folder / "texts.npz", allow_pickle=False) as held:
            columns = held["columns"].astype(np.int32)
            ones = np.ones(len(columns), dtype=np.float32)
            holders = csr_matrix((ones, columns, held["starts"]), tuple(held["shape"]))
            vocabulary = {piece: row for row, piece in enumerate(pieces)}
            texts = cls(vocabulary, held["weights"], holders, held["sentences"].astype(np.float32), held["owners"])
            # Models of older versions, to which the owner may return, have no strangers.
            has_strangers = "strangers" in held.files
            return replace(texts, strangers=held["strangers"].astype(np.float32)) if has_strangers else texts


def answer_texts(
    labels: Sequence[str],
    examples: Sequence[tuple[str, str]],
    stated: Sequence[tuple[str, str]],
    vectors: Floats | None = None,
    of_examples: Floats | None = None,
) -> AnswerTexts:
    """Learn from `examples` (folded text, label) and `stated` (statement, label).

    `vectors`: the encoded statements; `of_examples`: the encoded examples.
    """
    numbers = {label: number for number, label in enumerate(labels)}
    labels_of = _labels_of_pieces(examples, stated)
    vocabulary = {piece: row for row, piece in enumerate(labels_of)}
    columns = [sorted(numbers[label] for label in held_by) for held_by in labels_of.values()]
    starts = np.cumsum([0, *map(len, columns)])
    flat = np.array([column for some in columns for column in some], dtype=np.int32)
    holders = csr_matrix((np.ones(len(flat), dtype=np.float32), flat, starts), (len(vocabulary), len(labels)))
    weights = np.array([_weight(len(some), len(labels)) for some in columns], dtype=np.float32)
    sentences = np.empty((0, 1), dtype=np.float32) if vectors is None else vectors
    owners = np.array([numbers[label] for _, label in stated][: len(sentences)], dtype=np.intp)
    strangers = strangers_of([label for _, label in examples], of_examples)
    return AnswerTexts(vocabulary, weights, holders, sentences, owners, strangers)


def _labels_of_pieces(
    examples: Sequence[tuple[str, str]], stated: Sequence[tuple[str, str]]
) -> Mapping[str, Collection[str]]:
    """Return the pieces that are frequent enough, in order, with the labels under which they occur."""
    sizes, occurrences = Counter(label for _, label in examples), Counter[str]()
    under: dict[str, set[str]] = defaultdict(set)
    read = [(ngrams(folded), label, sizes[label] <= FEW) for folded, label in examples]
    read += [(ngrams(fold(text)), label, True) for text, label in stated]
    for pieces, label, tells in read:
        for piece in pieces:
            under[piece].add(label)
            # A piece in a single example of a label with many examples is chance.
            occurrences[piece] += RAREST if tells else 1
    return {piece: under[piece] for piece in sorted(occurrences) if occurrences[piece] >= RAREST}


def _weight(holders: int, labels: int) -> float:
    return max(LEAST_WEIGHT, math.log((1 + labels) / (0.5 + holders)))


def statements_of(
    responses: Mapping[str, Sequence[Mapping[str, Any]]], labels: Collection[str]
) -> list[tuple[str, str]]:
    """Return (statement, label) for all statements and titles of the answers among `labels`, from Rasa's responses."""
    return [
        (statement, label)
        for label in sorted(labels)
        for text in _texts(responses.get(response_of(label), ()))
        for statement in statements(text)
        if is_under(FAQ, label)
    ]


def _texts(variations: Sequence[Mapping[str, Any]]) -> list[str]:
    texts = ((variation.get("text"), (variation.get("metadata") or {}).get("title")) for variation in variations)
    return list(dict.fromkeys(str(text) for pair in texts for text in pair if text))


def statements(text: str) -> list[str]:
    """Return the sentences of an answer and the clauses of longer ones, normalized like messages."""
    pieces: list[str] = []
    for sentence in _SENTENCE_END.split(gist(to_the_point(_ADDRESS.sub("", text)))):
        clauses = [clause for clause in _CLAUSE_END.split(sentence) if len(fold(clause)) >= SHORTEST_CLAUSE]
        pieces += [sentence.strip()[:LONGEST_SENTENCE], *(clauses if len(clauses) > 1 else ())]
    return list(dict.fromkeys(piece for piece in pieces if len(fold(piece)) > 1))
