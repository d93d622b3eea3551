"""The Rasa server as the desk has it, alone: takes signed packets, keeps what is said as an event, counts an id once.

Without Rasa, so that it is back in a moment: channels/desk/ itself does the same (tests/channels/desk/).

python -m tests.faults.desk_stand_in <database> <port> <key> <dies>: after each so many requests it dies when it has
written and not yet answered, 0: never.
"""

import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import Any

from sqlalchemy import insert, select

from persistence.database import Database
from persistence.helpdesk.outbox import kept_as
from persistence.helpdesk.signing import signature
from persistence.tables import events


class Taking:
    def __init__(self, url: str, key: bytes, dies: int) -> None:
        self._database, self._key, self._dies = Database(url), key, dies
        self._taken = 0
        self._one_at_a_time = Lock()

    def take(self, headers: Any, body: bytes) -> int:
        """Return the status of the answer."""
        if headers["X-Signature"] != signature(self._key, headers["X-Timestamp"], body):
            return 403
        delivery = str(headers["X-Delivery"])
        with self._one_at_a_time:
            self._keep(json.loads(body), kept_as(int(delivery.removeprefix("desk-"))))
            self._taken += 1
            if self._dies and self._taken % self._dies == 0:
                os._exit(9)
        return 200

    def _keep(self, packet: Any, id_: str) -> None:
        conversation = packet["conversation"]
        mine = select(events.c.data).where(events.c.sender_id == conversation)
        with self._database.begin() as connection:
            kept = (json.loads(data)["metadata"]["deliveries"] for data in connection.execute(mine).scalars())
            if any(id_ in one for one in kept):
                return
            who = "person" if packet["event"] == "message" else "notice"
            metadata = {"metadata": {"from": who, "agent": packet.get("agent")}, "deliveries": [id_]}
            data = {"text": packet.get("text", packet["event"]), "metadata": metadata}
            row = {"sender_id": conversation, "type_name": "bot", "timestamp": time.time(), "data": json.dumps(data)}
            connection.execute(insert(events).values(**row))


def main() -> None:
    url, port, key, dies = sys.argv[1:]
    taking = Taking(url, bytes.fromhex(key), int(dies))

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            status = taking.take(self.headers, self.rfile.read(int(self.headers["Content-Length"])))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main()
