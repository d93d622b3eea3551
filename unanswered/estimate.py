"""Estimates what an answer would take from others if it were taught a phrasing, without a training.

The phrasing is put among the examples of the trained model, the answer's own border is learnt anew, and messages are
ranked again. What a training would move a little (other borders, the prototypes) stays as it is. How far that agrees
with a training: docs/benchmarks/teaching.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, vstack

from launch.publish.preview.messages import held_out
from launch.publish.preview.ordering import nearest_first
from owner.folder import GENERATED, content_folder
from suggest.content import Content
from suggest.judging import AnswerBorders, ranker
from understanding.answer_model import AnswerModel
from understanding.encoder import SentenceEncoder, encoding_once
from understanding.gist import gist
from understanding.label_model import in_faster_form
from understanding.label_training import fit
from understanding.labels import FAQ, answer_label, bare, is_under
from understanding.meaning_space import unit
from understanding.ranking import Ranked, Ranker
from understanding.signs import Signs
from understanding.trained import Trained
from zh.fillers import to_the_point
from zh.fold import fold
from zh.ngrams import ngrams

Example = tuple[str, str]
"""A phrasing and its label."""


STRENGTH, RAREST = 1.0, 3
"""Of the classifier, where config.yml says nothing else."""

MOST = 100
"""Messages that are compared, the nearest ones; each takes some 10 ms."""


@dataclass(frozen=True)
class Effect:
    """What becomes of other messages. `taken`: answered otherwise now (message, id); `gained`: not answered now.

    `loosened`: answered at once now (message, id) and offered then. `compared`: how many were looked at.
    """

    compared: int
    taken: list[Example] = field(default_factory=list)
    gained: list[str] = field(default_factory=list)
    loosened: list[Example] = field(default_factory=list)


def untrained(content: Content, trained: Trained) -> list[Example]:
    """Return the phrasings of the content that the model was not trained on."""
    return [
        (text, answer_label(answer.id))
        for answer in content.answers.values()
        for text in (*answer.questions, *answer.further)
        if fold(to_the_point(text)) not in trained.questions
    ]


def nearest_messages(text: str, messages: Iterable[str], root: Path) -> list[str]:
    """Return of the messages, and of the questions kept for measuring, the MOST that are nearest to the text."""
    others = dict.fromkeys([*messages, *held_out(content_folder(root) / GENERATED, root)])
    folded = fold(to_the_point(text))
    different = [other for other in others if fold(to_the_point(other)) not in ("", folded)]
    return nearest_first(different, [folded])[:MOST]


def effect_of(
    id_: str, text: str, trained: Trained, messages: Sequence[str], encoder: SentenceEncoder | None
) -> Effect:
    """Return what becomes of the messages once the answer is taught the text."""
    label = answer_label(id_)
    after = with_border(with_examples(trained, [(text, label)], encoder), label)
    return effect(id_, ranker(trained, encoder), ranker(after, encoder), messages, AnswerBorders.of(trained))


def with_examples(trained: Trained, examples: Sequence[Example], encoder: SentenceEncoder | None) -> Trained:
    """Return the model as if it had these examples too, without those that it has or whose label it does not know."""
    labels = frozenset(trained.signs.model.labels)
    texts = {read_as(text): label for text, label in examples if label in labels}
    new = [(text, label) for text, label in texts.items() if fold(text) and fold(text) not in trained.questions]
    if not new:
        return trained
    model = _among(trained.signs.model, new, encoder)
    questions = {**trained.questions, **{fold(text): label for text, label in new}}
    return trained._replace(signs=Signs(model, trained.signs.texts), questions=questions)


def with_border(trained: Trained, label: str) -> Trained:
    """Return the model with the border of this label learnt anew from all that it knows, which takes seconds."""
    settings, model = trained.settings.get("FaqClassifier", {}), trained.signs.model
    strength, rarest = float(settings.get("strength", STRENGTH)), int(settings.get("rarest", RAREST))
    own = ["own" if other == label else "else" for other in trained.questions.values()]
    learnt = fit([*trained.questions], own, strength, rarest)
    borders, column, of_own = model.borders, model.labels.index(label), learnt.labels.index("own")
    of_learnt = csr_matrix(learnt.weights)[:, of_own].toarray().ravel()
    weights = csr_matrix(borders.weights).toarray()
    weights[:, column] = [
        of_learnt[learnt.vocabulary[piece]] if piece in learnt.vocabulary else 0.0 for piece in borders.vocabulary
    ]
    bias = borders.bias.copy()
    bias[column] = learnt.bias[of_own]
    anew = replace(borders, weights=in_faster_form(csr_matrix(weights)), bias=bias)
    return trained._replace(signs=Signs(replace(model, borders=anew), trained.signs.texts))


def read_as(text: str) -> str:
    """Return a text as a user types it in the form that is ranked."""
    return gist(to_the_point(text))


def _among(model: AnswerModel, new: Sequence[Example], encoder: SentenceEncoder | None) -> AnswerModel:
    """Return the model with the new examples behind the others of their labels."""
    numbers = {label: number for number, label in enumerate(model.labels)}
    own = np.repeat(np.arange(len(numbers)), model.counts)
    owners = np.concatenate([own, np.array([numbers[label] for _, label in new])])
    order = np.argsort(owners, kind="stable")
    counted = model.words.matrix([ngrams(fold(text)) for text, _ in new])
    rows = vstack([csr_matrix(model.words.rows.T), counted]).tocsr()[order]
    meaning = model.meaning
    if meaning and encoder:
        turned = unit((encoder.encode([text for text, _ in new]) - meaning.middle) @ meaning.turn)
        meaning = replace(meaning, examples=np.concatenate([meaning.examples, turned])[order].astype(np.float32))
    return replace(
        model,
        words=replace(model.words, rows=csr_matrix(rows.T)),
        starts=np.searchsorted(owners[order], np.arange(len(numbers))),
        meaning=meaning if encoder else None,
    )


def effect(id_: str, before: Ranker, after: Ranker, messages: Sequence[str], thresholds: AnswerBorders) -> Effect:
    """Return what becomes of the messages once `after` ranks them in place of `before`."""
    texts, result = [read_as(message) for message in messages], Effect(len(messages))
    with encoding_once():
        rankings = zip(messages, before.rank_all(texts), after.rank_all(texts), strict=True)
    own = answer_label(id_)
    for message, *ranked in rankings:
        old, new = (given_at_once(labels, thresholds) for labels in ranked)
        of_another = is_under(FAQ, old) and old != own
        if new == own and of_another:
            result.taken.append((message, bare(old)))
        elif new == own and old != own:
            result.gained.append(message)
        elif of_another and not new:
            result.loosened.append((message, bare(old)))
    return result


def given_at_once(ranked: Sequence[Ranked], thresholds: AnswerBorders) -> str:
    """Return the label that is sure enough to be given; empty if there is none."""
    return ranked[0].label if ranked and ranked[0].confidence >= thresholds.answer_at else ""
