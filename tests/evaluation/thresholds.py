"""Find the thresholds of config.yml that are cheapest on the tuning half of the held-out questions."""

from collections.abc import Sequence
from itertools import product

from components.confidence import Calibration
from components.label_model import LabelModel
from components.outcome_classifier import FAQ, UNSURE, Thresholds, decide
from components.ranking import Ranked, rank
from tests.evaluation.questions import Question, load
from tests.evaluation.score import Reply, Result, cost
from zh.fillers import to_the_point

ANSWER_AT = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
OFFER_AT = (0.05, 0.1, 0.2, 0.3, 0.4)
ACT_AT, OFFER_TOPIC_AT = 0.4, 0.05
RANKED, OFFERED = 10, 4


def cheapest(
    model: LabelModel, calibration: Calibration, questions: Sequence[Question], most: int = 10
) -> list[tuple[float, Thresholds]]:
    """Return the `most` cheapest pairs of answer_at and offer_at with the mean cost of a question, cheapest first."""
    answers = {question.expected for question in load("answers")}
    asked = [(q, text, rank(text, model, {}, calibration, RANKED)) for q in questions if (text := to_the_point(q.text))]
    found = []
    for answer_at, offer_at in product(ANSWER_AT, OFFER_AT):
        limits = Thresholds(answer_at, ACT_AT, offer_at, OFFER_TOPIC_AT)
        results = [Result(q, _reply(ranked, len(text), answers, limits)) for q, text, ranked in asked]
        found.append((cost(results), limits))
    return sorted(found)[:most]


def _reply(ranked: Sequence[Ranked], length: int, answers: set[str], limits: Thresholds) -> Reply:
    best = ranked[0]
    possible = [r for r in ranked if r.label in answers]
    intent = FAQ if best.label in answers else best.label
    instead = decide(intent, best.confidence, possible[0].confidence if possible else 0.0, length, limits)
    if instead == UNSURE:
        return Reply(offered=tuple(r.label for r in possible[:OFFERED]))
    return Reply() if instead else Reply(best.label, (), best.confidence)
