"""TurnMeters: counts turns by channel, outcome, answer and failure."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from prometheus_client import CollectorRegistry, Counter, Histogram

OUTCOMES = ("answer", "ask", "offer", "decline", "handoff", "chat", "none")
"""`none`: no reply, because a person has the conversation."""
FAILURES = ("silent", "error")
OTHER = "other"
SECONDS = (0.005, 0.01, 0.02, 0.035, 0.05, 0.075, 0.1, 0.2, 0.35, 0.5, 0.75, 1.0, 2.0, 3.5, 5.0, 10.0)


@dataclass
class TurnOutcome:
    """Outcome of one turn: the outcomes of its replies, the answers' ids, and how it failed."""

    outcomes: set[str] = field(default_factory=set)
    answers: list[str] = field(default_factory=list)
    failure: str | None = None

    def add(self, metadata: object) -> None:
        """Record the metadata of one response."""
        fields = metadata if isinstance(metadata, dict) else {}
        outcome, reason = fields.get("outcome"), fields.get("reason")
        # The remark about personal data comes beside the answer and does not count.
        if reason != "personal":
            self.outcomes.add(outcome if outcome in OUTCOMES else OTHER)
        if outcome == "answer" and isinstance(fields.get("faq_id"), str):
            self.answers.append(fields["faq_id"])
        if reason in FAILURES:
            self.failure = reason


class TurnMeters:
    """Keeps labels to few values: unknown channels and answers count as `other`."""

    def __init__(self, registry: CollectorRegistry, channels: Iterable[str]) -> None:
        self._channels = frozenset(channels)
        self._answers_known: frozenset[str] = frozenset()
        self._turns = Counter("xueshi_turns", "Turns, by channel", ["channel"], registry=registry)
        self._outcomes = Counter(
            "xueshi_turn_outcomes", "What turns came to; one with several outcomes counts for each",
            ["channel", "outcome"], registry=registry,
        )  # fmt: skip
        self._answers = Counter("xueshi_answers", "Answers given, by entry of the FAQ", ["faq_id"], registry=registry)
        self._failures = Counter(
            "xueshi_turn_failures", "Turns in which the user was told to try again: silent (no model, or an action "
            "failed) or error", ["channel", "reason"], registry=registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "xueshi_turn_seconds", "From a message to the end of its turn", ["channel"],
            buckets=SECONDS, registry=registry,
        )  # fmt: skip
        for channel in sorted(self._channels):
            self._begin(channel)

    def _begin(self, channel: str) -> None:
        """A counter that appears only with its first event hides that event from rate()."""
        self._turns.labels(channel)
        self._seconds.labels(channel)
        for outcome in OUTCOMES:
            self._outcomes.labels(channel, outcome)
        for reason in FAILURES:
            self._failures.labels(channel, reason)

    def know_answers(self, faq_ids: Iterable[str]) -> None:
        """Count these answers each by itself."""
        self._answers_known = frozenset(faq_ids)
        for faq_id in sorted(self._answers_known):
            self._answers.labels(faq_id)

    def count(self, channel: str, turn_outcome: TurnOutcome, seconds: float) -> None:
        """Count a turn that has ended."""
        channel = channel if channel in self._channels else OTHER
        self._turns.labels(channel).inc()
        self._seconds.labels(channel).observe(seconds)
        for outcome in turn_outcome.outcomes or {"none"}:
            self._outcomes.labels(channel, outcome).inc()
        for faq_id in turn_outcome.answers:
            self._answers.labels(faq_id if faq_id in self._answers_known else OTHER).inc()
        if turn_outcome.failure:
            self._failures.labels(channel, turn_outcome.failure).inc()
