"""What the desk tells the assistant, taken as the Rasa server takes it: what an agent says becomes part of the
conversation.
"""

import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

from persistence.attachments.marks import KEY, TEXTS, metadata_of
from persistence.attachments.redrawing import RedrawnFile
from persistence.attachments.store import Attachments, NewAttachment
from persistence.database import Database
from persistence.helpdesk.outbox import kept_as
from persistence.tables import events, tickets


class Assistant:
    """`status`: what it answers the desk with; `online`: whether the user has the page open, None where that is not
    known.
    """

    def __init__(self, database: str) -> None:
        self._database = Database(database, pooled=False)
        self.status = 200
        self.online: bool | None = None
        self.url = ""

    def says(self, ticket: str, text: str) -> None:
        """The user of this request writes something."""
        with self._database.begin() as connection:
            query = tickets.select().where(tickets.c.id == ticket)
            conversation = connection.execute(query).one().conversation
        self._keep(conversation, "user", text, {})

    def is_on_the_page(self, ticket: str) -> None:
        """The user of this request writes on the page, of which it is known whether it is open."""
        with self._database.begin() as connection:
            connection.execute(tickets.update().where(tickets.c.id == ticket).values(channel="socketio"))

    def sends(self, ticket: str, picture: RedrawnFile) -> None:
        """The user of this request sends a picture."""
        with self._database.begin() as connection:
            query = tickets.select().where(tickets.c.id == ticket)
            conversation = connection.execute(query).one().conversation
        id_ = Attachments(self._database).keep(NewAttachment(conversation, "user", secrets.token_hex(16)), picture)
        assert isinstance(id_, str)
        self._keep(conversation, "user", TEXTS["picture"], metadata_of(id_, "picture"))

    def colleague(self, ticket: str, title: str, text: str) -> None:
        """Another agent has said something there."""
        with self._database.begin() as connection:
            query = tickets.select().where(tickets.c.id == ticket)
            conversation = connection.execute(query).one().conversation
        self._keep(conversation, "bot", text, {"metadata": _by(title)})

    def said(self, text: str) -> int:
        """Return how often this stands in conversations."""
        with self._database.begin() as connection:
            stored = connection.execute(events.select()).all()
        return sum(json.loads(row.data).get("text") == text for row in stored)

    def take(self, packet: dict[str, Any], delivery: str) -> int:
        if self.status == 200 and packet["event"] == "message":
            attached = {KEY: packet[KEY]} if KEY in packet else {}
            said = {"metadata": {**_by(packet["agent"]), **attached}, "deliveries": [kept_as(int(delivery[5:]))]}
            self._keep(packet["conversation"], "bot", packet["text"], said)
        return self.status

    def _keep(self, conversation: str, kind: str, text: str, metadata: dict[str, Any]) -> None:
        now = time.time()
        data = {"event": kind, "text": text, "timestamp": now, "metadata": metadata, "data": {}}
        row = {"sender_id": conversation, "type_name": kind, "timestamp": now, "data": json.dumps(data)}
        with self._database.begin() as connection:
            connection.execute(events.insert().values(**row))

    def close(self) -> None:
        self._database.close()


def _by(agent: str) -> dict[str, str]:
    """Return what a response says of itself; Rasa keeps it within the event's own metadata."""
    return {"from": "person", "agent": agent}


@contextmanager
def assistant_of(database: str) -> Iterator[Assistant]:
    """Listen on a free loopback port; stops."""
    assistant = Assistant(database)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(assistant.take(json.loads(body), self.headers.get("X-Delivery", "")))
            self.end_headers()
            online = assistant.online
            self.wfile.write(json.dumps({} if online is None else {"online": online, "reached": online}).encode())

        def log_message(self, format: str, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    assistant.url = f"http://127.0.0.1:{server.server_address[1]}/webhooks/desk/webhook"
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield assistant
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        assistant.close()
