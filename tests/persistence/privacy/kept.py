"""A database as Rasa, the action server and the channels make and fill it."""

import json
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

import sqlalchemy
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from sqlalchemy.engine import Engine

from actions.tickets.store import TicketStore
from actions.tickets.ticket import Line, Ticket
from channels.feedback.store import FeedbackStore
from persistence.engine import engine
from persistence.migrations import upgrade
from persistence.tables import events as event_rows

DAY = 86_400.0
SECRET = "我叫王小明，报名表丢了"
ANSWER = "请联系单位管理员。"


class Kept:
    """`url`'s tables; ages are in days."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = engine(url, pooled=False)
        self.now = time.time()
        self._tickets, self._feedback = TicketStore(url), FeedbackStore(url)
        upgrade(self.engine)

    def session(self, sender: str, age: float, turns: int = 1) -> None:
        at = self.now - age * DAY
        self.write(sender, [ActionExecuted("action_session_start", timestamp=at), SessionStarted(timestamp=at)])
        self.write(sender, [event for number in range(turns) for event in exchange(at + number)])

    def write(self, sender: str, events: Sequence[Event]) -> None:
        """As Rasa's SQLTrackerStore does."""
        rows = [
            {
                "sender_id": sender,
                "type_name": event.type_name,
                "timestamp": event.timestamp,
                "intent_name": event.as_dict().get("parse_data", {}).get("intent", {}).get("name"),
                "action_name": event.as_dict().get("name"),
                "data": json.dumps(event.as_dict()),
            }
            for event in events
        ]
        with self.engine.begin() as connection:
            connection.execute(event_rows.insert(), rows)

    def ticket(self, sender: str, age: float, *, closed: float | None = None) -> None:
        at = self._iso(age)
        lines = (Line("user", at, SECRET), Line("bot", at, ANSWER))
        self._tickets.open(
            Ticket(sender, "socketio", at, "asked", "password", "faq/password_forgotten", "unit", "济南", lines),
            tell=True,
        )
        self._tickets.add(sender, SECRET, at)
        if closed is not None:
            self._tickets.close(sender, self._iso(closed), tell=True)

    def feedback(self, sender: str, age: float, message: str = "m1", *, helpful: bool = True) -> None:
        said = {"conversation": sender, "message": message, "faq_id": "login_slider", "helpful": helpful}
        self._feedback.keep({**said, "reason": None, "at": self._iso(age)})

    def person(self, sender: str, age: float) -> None:
        """Somebody who talked, was handed over and praised the answer."""
        self.session(sender, age)
        self.ticket(sender, age, closed=age)
        self.feedback(sender, age)

    def rows(self, table: str) -> list[Any]:
        with self.engine.connect() as connection:
            found = sqlalchemy.inspect(connection).has_table(table)
            return list(connection.execute(sqlalchemy.text(f"SELECT * FROM {table}")).mappings()) if found else []

    def senders(self) -> set[str]:
        return {row["sender_id"] for row in self.rows("events")}

    def everything(self) -> str:
        """All rows of all tables as one text, its JSON without escapes."""
        names = sqlalchemy.inspect(self.engine).get_table_names()
        text = "\n".join(str(dict(row)) for name in names for row in self.rows(name))
        return text.replace("\\\\u", "\\u").encode("utf-8").decode("unicode_escape", "replace") + text

    def _iso(self, age: float) -> str:
        return datetime.fromtimestamp(self.now - age * DAY, timezone.utc).isoformat(timespec="seconds")


def exchange(at: float) -> list[Event]:
    """One turn, as it is written."""
    said = UserUttered(SECRET, {"name": "faq"}, timestamp=at, input_channel="socketio", metadata={"id": "m0"})
    metadata = {"outcome": "answer", "faq_id": "login_slider", "faq_lines": [3]}
    return [
        said,
        SlotSet("role", "unit", at),
        BotUttered(ANSWER, metadata=metadata, timestamp=at),
        ActionExecuted("action_listen", timestamp=at),
    ]
