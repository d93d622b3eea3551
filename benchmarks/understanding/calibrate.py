"""Find the calibration of config.yml, and the cheapest thresholds: `python -m benchmarks.understanding.calibrate`.

Uses the tuning half of the held-out questions only; `python -m benchmarks.understanding.bench` reports on the other.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.understanding.questions import SETS, Question, load
from benchmarks.understanding.thresholds import cheapest
from benchmarks.understanding.training_data import as_seen, training_data
from components.context.knowledge import Knowledge, knowledge
from components.faq_classifier import FaqClassifier
from understanding import label_training
from understanding.confidence import OUT_OF_SCOPE, Calibration, signs
from understanding.label_model import LabelModel
from zh.fold import fold


def train(examples: Sequence[tuple[str, str]]) -> LabelModel:
    """Train as the pipeline does, on (folded text, label)."""
    config = FaqClassifier.get_default_config()
    texts, labels = [text for text, _ in examples], [label for _, label in examples]
    return label_training.fit(texts, labels, config["strength"], config["rarest"])


def meant(labels: Sequence[str], known: Knowledge) -> Mapping[str, frozenset[str]]:
    """Return what each label stands for: an answer's id, a plain intent; a question without a subject for all it may
    mean.
    """
    return {
        label: frozenset(known.contexts.get(label.removeprefix("context/"), [label.removeprefix("faq/")]))
        for label in labels
    }


def calibrate(model: LabelModel, known: Knowledge, questions: Sequence[Question]) -> Calibration:
    """Learn how often the best label is right from the signs of `questions`."""
    rows, right = [], []
    labels = list(model.labels)
    stands_for = meant(labels, known)
    for question in questions:
        folded = fold(as_seen(question.text))
        scores = model.scores(folded)
        best = int(np.argmax(scores))
        if labels[best] == OUT_OF_SCOPE:
            continue
        out_of_scope = float(scores[labels.index(OUT_OF_SCOPE)])
        rows.append(signs(scores, best, out_of_scope, len(folded)))
        right.append(bool(stands_for[labels[best]] & question.right))
    regression = LogisticRegression(C=1.0).fit(rows, right)
    weights = (float(round(w, 2)) for w in (*regression.coef_[0], *regression.intercept_))
    return Calibration(*weights)


def main() -> None:
    questions = [q for name in SETS for q in load(name) if q.for_tuning]
    data = training_data()
    known = knowledge(data.responses)
    texts = [(fold(as_seen(m.get("text"))), m.get_full_intent()) for m in data.intent_examples]
    model = train([(text, label) for text, label in texts if text])
    calibration = calibrate(model, known, questions)
    print(calibration)
    for price, limits in cheapest(model, calibration, known, questions):
        print(f"cost {price:.3f}: answer_at {limits.answer_at}, offer_at {limits.offer_at}")


if __name__ == "__main__":
    main()
