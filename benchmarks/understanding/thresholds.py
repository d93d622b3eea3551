"""Find the thresholds of config.yml that are cheapest on the tuning half of the held-out questions."""

from collections.abc import Sequence
from itertools import product

from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from benchmarks.understanding import assistant
from benchmarks.understanding.questions import Question
from benchmarks.understanding.score import Result, cost
from benchmarks.understanding.training_data import as_seen
from components.context.knowledge import Knowledge
from components.context_resolver import ContextResolver
from components.outcome_classifier import OutcomeClassifier, Thresholds
from understanding.confidence import Calibration
from understanding.label_model import LabelModel
from understanding.ranking import as_rasa, rank

ANSWER_AT = (0.6, 0.65, 0.7, 0.75, 0.8, 0.85)
OFFER_AT = (0.05, 0.1, 0.2, 0.3, 0.4)
ACT_AT, OFFER_TOPIC_AT = 0.4, 0.05
RANKED = 10


def cheapest(
    model: LabelModel, calibration: Calibration, known: Knowledge, questions: Sequence[Question], most: int = 10
) -> list[tuple[float, Thresholds]]:
    """Return the `most` cheapest pairs of answer_at and offer_at with the mean cost of a question, cheapest first."""
    seen = [(q, text) for q in questions if (text := as_seen(q.text))]
    asked = [(q, text, as_rasa(rank(text, model, {}, calibration, RANKED), RANKED)) for q, text in seen]
    resolver = ContextResolver.knowing(known)
    found = []
    for answer_at, offer_at in product(ANSWER_AT, OFFER_AT):
        limits = Thresholds(answer_at, ACT_AT, offer_at, OFFER_TOPIC_AT)
        decider = OutcomeClassifier(limits._asdict())
        messages = decider.process([Message({TEXT: text, **properties}) for _, text, properties in asked])
        parsed = [message.data for message in resolver.process(messages)]
        results = [Result(q, assistant.reply(p)) for (q, _, _), p in zip(asked, parsed, strict=True)]
        found.append((cost(results), limits))
    return sorted(found)[:most]
