"""Ledger: records what the monkey sent, and finds messages that were lost, doubled or not answered."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MARK = re.compile(r"m\d+x")
"""Stands in every text that is typed, once."""

OWN = "own"
"""The place of the tabs whose pages are this server's."""

SECONDS_OF_AN_END = 8.0
"""What is said so soon after an end, in another tab perhaps, may have been cleared with it."""


@dataclass
class Ledger:
    """`typed`: marks of texts that left the field; `ids`: messages that a tab showed; both with time and place (the
    conversation's browser storage). `texts`: of those messages. `ends`: when and where a conversation was cleared.
    """

    typed: dict[str, tuple[float, str]] = field(default_factory=dict)
    ids: dict[str, tuple[float, str]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    ends: list[tuple[float, str]] = field(default_factory=list)

    def type(self, mark: str, place: str) -> None:
        self.typed[mark] = time.monotonic(), place

    def show(self, id_: str, text: str, place: str) -> None:
        self.ids.setdefault(id_, (time.monotonic(), place))
        self.texts[id_] = text
        for mark in MARK.findall(text):
            self.typed.setdefault(mark, (time.monotonic(), place))

    def take_back(self, id_: str) -> None:
        """Forget a message that its page has taken back: the same button was pressed before, in another tab perhaps."""
        message = self.ids.get(id_)
        same = [other for other, text in self.texts.items() if other != id_ and text == self.texts.get(id_)]
        if message and any(self.ids[other][1] == message[1] for other in same if other in self.ids):
            del self.ids[id_]

    def end(self, place: str) -> None:
        self.ends.append((time.monotonic(), place))

    def must_stay(self, message: tuple[float, str]) -> bool:
        """Say whether nobody has cleared the conversation of a message since it was said."""
        at, place = message
        # What is cleared on this server's own pages is also cleared in frames that share their storage.
        return not any(where in (place, OWN) and at < when + SECONDS_OF_AN_END for when, where in self.ends)

    def marks(self, place: str) -> set[str]:
        """Return the marks of what the tabs of a place must show."""
        return {mark for mark, message in self.typed.items() if message[1] == place and self.must_stay(message)}


def stored_faults(ledger: Ledger, conversations: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[str]:
    """Return what is lost, doubled or unanswered. `conversations`: events by sender, in their order."""
    events = [event for conversation in conversations.values() for event in conversation]
    users = [event for event in events if event["event"] == "user"]
    ids = Counter(str(event.get("message_id")) for event in users)
    marks = Counter(mark for event in users for mark in MARK.findall(str(event.get("text"))))
    faults = [f"stored {count} times: message {id_}" for id_, count in ids.items() if count > 1]
    faults += [f"stored {count} times: {mark}" for mark, count in marks.items() if count > 1]
    faults += [
        f"lost: {mark}" for mark, message in ledger.typed.items() if not marks[mark] and ledger.must_stay(message)
    ]
    shown = [id_ for id_, message in ledger.ids.items() if not ids[id_] and ledger.must_stay(message)]
    faults += [f"lost: message {id_} {ledger.texts[id_]}" for id_ in shown]
    return faults + [
        f"no answer: {text}" for conversation in conversations.values() for text in _unanswered(conversation)
    ]


def _unanswered(events: Sequence[Mapping[str, Any]]) -> Iterable[str]:
    spoken = [event for event in events if event["event"] in ("user", "bot")]
    for message, then in zip(spoken, [*spoken[1:], None], strict=True):
        if message["event"] == "user" and (then is None or then["event"] == "user"):
            yield str(message.get("text"))


def shown_faults(tab: str, shown: Sequence[tuple[str, str]], wanted: set[str]) -> list[str]:
    """Return what is wrong with a tab's messages, (id, text) of each. `wanted`: marks that must be there."""
    ids = Counter(id_ for id_, _ in shown)
    marks = Counter(mark for _, text in shown for mark in set(MARK.findall(text)))
    faults = [f"{tab} shows {count} times: message {id_}" for id_, count in ids.items() if count > 1]
    faults += [f"{tab} shows {count} times: {mark}" for mark, count in marks.items() if count > 1]
    return faults + [f"{tab} does not show: {mark}" for mark in sorted(wanted - set(marks))]
