"""Asks a trained model without a server: the NLU at the beginning of a conversation, or while a person has it."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.understanding.score import Reply

FALLBACK, UNSURE, SEVERAL, GESTURE = "nlu_fallback", "nlu_unsure", "nlu_several", "nlu_gesture"
ANSWERS = ("faq", "nlu_handoff", "nlu_by_role", "nlu_by_city")
"""Asking for the role or the city first is right as well: the answer is the one that was found."""


WITH_PERSON = "9999-12-31T00:00:00+00:00"
"""Until when a person has the conversation, as the slot `with_person_until` says it."""


def load(model: Path, *, with_person: bool = False) -> Callable[[str], Mapping[str, Any]]:
    """Return a function from a message to Rasa's parse data."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage
    from rasa.shared.core.events import SlotSet
    from rasa.shared.core.trackers import DialogueStateTracker

    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()
    paused = [SlotSet("with_person_until", WITH_PERSON)] if with_person else []

    def parse(text: str) -> Mapping[str, Any]:
        tracker = DialogueStateTracker.from_events("someone", paused, agent.domain.slots)
        parsing = agent.processor.parse_message(UserMessage(text), tracker)
        parsed: Mapping[str, Any] = loop.run_until_complete(parsing)
        return parsed

    return parse


def reply(parsed: Mapping[str, Any]) -> Reply:
    """Return what the assistant does with a message that was parsed so."""
    intent, confidence = parsed["intent"]["name"], parsed["intent"]["confidence"]
    if intent == UNSURE:
        return Reply(offered=tuple(parsed["context"]["choices"]))
    if intent == SEVERAL:
        first, *others = (label.split("/", 1)[-1] for label in parsed["requests"])
        return Reply(first, tuple(others), parsed["response_selector"]["faq"]["response"]["confidence"])
    if intent in (FALLBACK, GESTURE) or not intent:
        return Reply()
    if intent in ANSWERS:
        return Reply(parsed["context"]["about"], (), confidence)
    return Reply(intent, (), confidence)
