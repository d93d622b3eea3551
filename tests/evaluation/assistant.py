"""The assistant as it runs, asked without a server: the NLU of a trained model and the offer an action would make."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from actions.offer import worth_offering
from actions.titles import Title
from tests.evaluation.score import Reply

FALLBACK, UNSURE, SEVERAL = "nlu_fallback", "nlu_unsure", "nlu_several"


def load(model: Path) -> Callable[[str], Mapping[str, Any]]:
    """Return a function from a message to Rasa's parse data."""
    from rasa.core.agent import Agent

    agent = Agent.load(str(model))
    loop = asyncio.new_event_loop()

    def parse(text: str) -> Mapping[str, Any]:
        parsed: Mapping[str, Any] = loop.run_until_complete(agent.parse_message(text))
        return parsed

    return parse


def reply(parsed: Mapping[str, Any]) -> Reply:
    """Return what the assistant does with a message that was parsed so."""
    intent, confidence = parsed["intent"]["name"], parsed["intent"]["confidence"]
    selection = parsed.get("response_selector", {}).get("faq", {})
    if intent == UNSURE:
        ranking = selection.get("ranking", [])
        known = [Title(_id(entry), "", "", "", 0) for entry in ranking]
        return Reply(offered=tuple(title.id for title in worth_offering(ranking, known)))
    if intent == SEVERAL:
        first, *others = (label.split("/", 1)[-1] for label in parsed["requests"])
        return Reply(first, tuple(others), selection["response"]["confidence"])
    if intent == FALLBACK or not intent:
        return Reply()
    if intent in ("faq", "nlu_handoff"):
        return Reply(_id(selection["response"]), (), confidence)
    return Reply(intent, (), confidence)


def _id(entry: Mapping[str, Any]) -> str:
    return str(entry["intent_response_key"]).split("/", 1)[-1]
