"""PastTurn: a turn of the conversation with the user's message and the assistant's answers, from Rasa's events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST_TURNS = 12
"""How many of the latest turns are read; older questions and answers are ignored."""

MOST_TURNS_WAITING = 4
"""How many turns back a question of the assistant may be and still be answered."""

GESTURE = "nlu_gesture"
"""The intent of a message without words, which leaves the conversation as it was."""

SHELL = "cmdline"
"""The channel of Rasa's shell."""

Data = Mapping[str, Any]


@dataclass
class PastTurn:
    """The user's message (`parsed`, `text`, `channel`) and the assistant's messages after it.

    `metadata` and `texts` have one item per message of the assistant; `latest_buttons`: of its last message with any.
    """

    parsed: Data
    text: str = ""
    channel: str = ""
    metadata: list[Data] = field(default_factory=list)
    buttons: list[Data] = field(default_factory=list)
    latest_buttons: list[Data] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    @property
    def numbered(self) -> Sequence[Data]:
        """The buttons as they are numbered: throughout the turn, in Rasa's shell from 1 in each message."""
        return self.latest_buttons if self.channel == SHELL else self.buttons

    @property
    def outcome(self) -> str:
        return str(self.metadata[0].get("outcome", "")) if self.metadata else ""

    @property
    def intent(self) -> str:
        return str((self.parsed.get("intent") or {}).get("name") or "")


def turns_of(events: Sequence[Data]) -> list[PastTurn]:
    """Return the latest turns of a session's events, without those that had no words."""
    turns: list[PastTurn] = []
    for event in events:
        if event.get("event") in ("session_started", "restart"):
            turns = []
        elif event.get("event") == "user":
            channel = str(event.get("input_channel") or "")
            turns.append(PastTurn(event.get("parse_data") or {}, str(event.get("text") or ""), channel))
        elif event.get("event") == "bot" and turns:
            metadata = event.get("metadata") or {}
            turns[-1].metadata.append(metadata.get("metadata") or metadata)
            turns[-1].texts.append(str(event.get("text") or ""))
            buttons = (event.get("data") or {}).get("buttons") or []
            turns[-1].buttons.extend(buttons)
            turns[-1].latest_buttons = buttons or turns[-1].latest_buttons
    return [turn for turn in turns if turn.intent != GESTURE][-MOST_TURNS:]


def answers_of(turn: PastTurn) -> Sequence[tuple[str, str]]:
    """Return the answers of the turn, each as id and text; a quoted sentence of an earlier answer is left out."""
    both = zip(turn.metadata, turn.texts, strict=True)
    answered = [(data, text) for data, text in both if data.get("outcome") == "answer" and not data.get("quotes")]
    return [(str(data.get("faq_id") or ""), text) for data, text in answered]


def latest(turns: Sequence[PastTurn]) -> Sequence[PastTurn]:
    """Return the turns whose questions may still be answered, latest first."""
    return turns[: -MOST_TURNS_WAITING - 1 : -1]


def answer_shown(turns: Sequence[PastTurn]) -> tuple[str, str]:
    """Return id and text of the answer that one of the last two turns gave or quoted."""
    recent = (data for turn in latest(turns)[:2] for data in reversed(turn.metadata))
    id_ = next((str(data["faq_id"]) for data in recent if data.get("outcome") == "answer" and data.get("faq_id")), "")
    texts = (text for turn in reversed(turns) for name, text in answers_of(turn) if name == id_)
    return id_, next(texts, "")
