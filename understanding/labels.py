"""Converts ids of answers and contexts to and from names in Rasa: labels "faq/<id>", responses "utter_faq/<id>"."""

from collections.abc import Iterable
from typing import TypeVar

FAQ = "faq"
"""The retrieval intent of the answers: label "faq/<id>" is the answer <id>."""

CONTEXT = "context"
"""The retrieval intent of questions whose answer depends on the current subject (谁审核)."""

UTTER = "utter_"
"""Prefix of the names of responses."""

ASKS_NOTHING = frozenset({
    "affirm", "again", "bot_challenge", "cancel", "capabilities", "continue", "deny", "goodbye", "greet", "handoff",
    "hold", "menu", "none_of_these", "request", "resume", "staff", "thank", "withdraw",
})  # fmt: skip
"""Plain intents that no answer of the FAQ replies to: none is proposed to agents, and none of them was not answered."""

WANTS_PICTURE = "wants_picture"
"""Metadata of an answer that asks for a screenshot."""

GIVES_UP_CLEARLY, GIVES_UP_VAGUELY = "clearly", "vaguely"
"""How a message gives up a request for a person: `gives_up` in the context of a message."""

_Value = TypeVar("_Value")


def answer_label(faq_id: str) -> str:
    return f"{FAQ}/{faq_id}"


def context_label(name: str) -> str:
    return f"{CONTEXT}/{name}"


def is_under(intent: str, label: str) -> bool:
    """Say whether `label` belongs to the retrieval intent."""
    return label.startswith(f"{intent}/")


def intent_of(label: str) -> str:
    """Return the intent: "faq" for "faq/<id>", a plain intent as it is."""
    return label.partition("/")[0]


def bare(label: str) -> str:
    """Return the answer's id or the context's name; a plain intent as it is."""
    return label.partition("/")[2] or label


def response_of(label: str) -> str:
    """Return the name of the response that Rasa's `utter_<retrieval intent>` gives for the label."""
    return f"{UTTER}{label}"


def answer_response(faq_id: str) -> str:
    return response_of(answer_label(faq_id))


def bare_answer(response: str) -> str:
    """Return the answer's id from the name of its response; empty for any other response."""
    prefix = answer_response("")
    return response.removeprefix(prefix) if response.startswith(prefix) else ""


def context_response(name: str) -> str:
    return response_of(context_label(name))


def answers_among(responses: Iterable[tuple[str, _Value]]) -> dict[str, _Value]:
    """Return those of the responses that are answers, by the answers' ids."""
    return _among(responses, answer_response(""))


def contexts_among(responses: Iterable[tuple[str, _Value]]) -> dict[str, _Value]:
    """Return those of the responses that belong to contexts, by the contexts' names."""
    return _among(responses, context_response(""))


def _among(responses: Iterable[tuple[str, _Value]], prefix: str) -> dict[str, _Value]:
    return {name.removeprefix(prefix): value for name, value in responses if name.startswith(prefix)}
