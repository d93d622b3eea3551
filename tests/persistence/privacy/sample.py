"""A database as Rasa, the action server and the channels make and fill it."""

import json
import time
from collections.abc import Sequence
from datetime import datetime, timezone
from typing import Any

import sqlalchemy
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet, UserUttered
from sqlalchemy import select
from sqlalchemy.engine import Engine

from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket, TicketLine
from channels.feedback.store import FeedbackStore
from persistence.attachments.redrawing import RedrawnFile
from persistence.attachments.store import Attachments, NewAttachment
from persistence.database import Database
from persistence.engine import engine
from persistence.helpdesk.outbox import put
from persistence.tables import attachments, staff_forms, tickets
from persistence.tables import events as event_rows
from tests.made_tables import upgrade_or_copy

DAY = 86_400.0
SECRET = "我叫王小明，报名表丢了"
SAID = "王小明您好，报名表已经补发"
SEALED_FORM = "gAAAA-encrypted"
ANSWER = "请联系单位管理员。"
PICTURE = b"a picture of an identity card"


class SampleData:
    """`url`'s tables; ages are in days."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = engine(url, pooled=False)
        self.now = time.time()
        self._tickets, self._feedback = TicketStore(url), FeedbackStore(url)
        self._attachments = Attachments(Database(url, pooled=False))
        upgrade_or_copy(self.engine)

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
        lines = (TicketLine("user", at, SECRET), TicketLine("bot", at, ANSWER))
        self._tickets.open(
            Ticket(sender, "socketio", at, "asked", "password", "faq/password_forgotten", "unit", "济南", lines),
            tell=True,
        )
        self._tickets.add(sender, SECRET, at)
        self._say(sender)
        self._fill_in(sender)
        if closed is not None:
            self._tickets.close(sender, self._iso(closed), tell=True)

    def _say(self, sender: str) -> None:
        """As an agent of the desk does."""
        with self.engine.begin() as connection:
            newest = select(tickets).where(tickets.c.conversation == sender).order_by(tickets.c.number.desc())
            put(connection, connection.execute(newest).first(), "message", {"text": SAID})

    def _fill_in(self, sender: str) -> None:
        """As a user does, for whoever has the conversation."""
        with self.engine.begin() as connection:
            ticket = (
                connection.execute(select(tickets.c.id).where(tickets.c.conversation == sender)).scalars().all()[-1]
            )
            row = {"ticket": ticket, "conversation": sender, "sealed": SEALED_FORM, "filled": self.now}
            connection.execute(staff_forms.insert().values(**row))

    def feedback(self, sender: str, age: float, message: str = "m1", *, helpful: bool = True) -> None:
        said = {"conversation": sender, "message": message, "faq_id": "login_slider", "helpful": helpful}
        self._feedback.keep({**said, "reason": None, "at": self._iso(age)})

    def picture(self, sender: str, age: float) -> str:
        """Return its id."""
        id_ = self._attachments.keep(
            NewAttachment(sender, "user", "a" * 32), RedrawnFile("picture", "image/jpeg", PICTURE, 1, 1)
        )
        assert isinstance(id_, str)
        with self.engine.begin() as connection:
            changed = attachments.update().where(attachments.c.id == id_)
            connection.execute(changed.values(at=self.now - age * DAY))
        return id_

    def person(self, sender: str, age: float) -> None:
        """Somebody who talked, was handed over, sent a picture and praised the answer."""
        self.picture(sender, age)
        self.session(sender, age)
        self.ticket(sender, age, closed=age)
        self.feedback(sender, age)

    def rows(self, table: str) -> list[Any]:
        with self.engine.connect() as connection:
            result = sqlalchemy.inspect(connection).has_table(table)
            rows = connection.execute(sqlalchemy.text(f"SELECT * FROM {table}")).mappings() if result else ()
            return [{name: _plain(value) for name, value in row.items()} for row in rows]

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
    message = UserUttered(SECRET, {"name": "faq"}, timestamp=at, input_channel="socketio", metadata={"id": "m0"})
    metadata = {"outcome": "answer", "faq_id": "login_slider", "faq_lines": [3]}
    return [
        message,
        SlotSet("role", "unit", at),
        BotUttered(ANSWER, metadata=metadata, timestamp=at),
        ActionExecuted("action_listen", timestamp=at),
    ]


def _plain(value: object) -> object:
    """PostgreSQL's driver gives a view of what is no text."""
    return bytes(value) if isinstance(value, memoryview) else value
