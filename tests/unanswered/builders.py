"""Turns, events and a model, made by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rasa.shared.core.events import BotUttered, Event, UserUttered

from persistence.turns import Reply, Turn
from unanswered.current_model import CurrentReply, NearAnswer
from unanswered.messages import Rating, Sign, Unanswered
from understanding.payload import ask

NOW = 1_700_000_000.0
DAY = 86_400.0


def turn(
    text: str, outcome: str, faq_id: str = "", *, intent: str = "faq", at: float = NOW, sender: str = "one",
    offers: Sequence[str] = (), reason: str = "",
) -> Turn:  # fmt: skip
    metadata = {"outcome": outcome, **({"faq_id": faq_id} if faq_id else {}), **({"reason": reason} if reason else {})}
    return Turn(sender, at, text, intent, (Reply(at, "答", metadata, tuple(map(ask, offers))),))


def events(
    text: str, outcome: str, faq_id: str = "", *, intent: str = "faq", at: float = NOW, offers: Sequence[str] = ()
) -> list[Event]:
    """The same as Rasa writes it."""
    metadata = {"utter_action": "utter_x", "metadata": {"outcome": outcome, **({"faq_id": faq_id} if faq_id else {})}}
    buttons = {"buttons": [{"title": id_, "payload": ask(id_)} for id_ in offers]}
    message = UserUttered(text, {"name": intent}, timestamp=at, input_channel="socketio")
    return [message, BotUttered("答", buttons, metadata, timestamp=at + 1)]


def message(text: str, sender: str = "one", at: float = NOW, given: Sequence[str] = ()) -> Unanswered:
    return Unanswered(sender, at, text, frozenset({Sign.DECLINED}), frozenset(given))


def rating(at: float, faq_id: str, sender: str = "one", reason: str | None = None) -> Rating:
    return Rating(sender, f"bot-{round(at * 1_000_000)}", faq_id, reason)


@dataclass
class Answering:
    """A model that answers these texts by these answers, and has been taught `known`."""

    answers: Mapping[str, str] = field(default_factory=dict)
    known: Sequence[str] = ()

    def ask(self, text: str) -> CurrentReply:
        return CurrentReply(True, frozenset({self.answers[text]})) if text in self.answers else CurrentReply(False)

    def nearest(self, text: str) -> Sequence[NearAnswer]:
        return [NearAnswer("login_slider", 0.42), NearAnswer("login_code", 0.2), NearAnswer("password_forgotten", 0.1)]

    def knows(self, text: str) -> bool:
        return text in self.known
