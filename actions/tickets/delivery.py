"""TicketDelivery: posts pending events to the desk of another system, and tries again until it takes them."""

import json
import logging
import threading
import time
from datetime import datetime

from actions.tickets.store import LONGEST_WAIT, TicketStore
from actions.tickets.webhook import TIMEOUT, Webhook
from persistence.attachments.addresses import Addresses, AttachmentName
from persistence.attachments.marks import KEY, attachment_in
from persistence.names import Names

logger = logging.getLogger(__name__)

SHORTEST_WAIT = 2.0
LOOK_AGAIN = 2.0
"""Seconds between two looks into the store: other processes write there without a signal."""


def wait_after(attempts: int) -> float:
    """Return the seconds to wait after so many attempts in vain."""
    return float(min(LONGEST_WAIT, SHORTEST_WAIT * 2 ** min(attempts - 1, 16)))


def body_for_desk(body: str, names: Names, addresses: Addresses) -> str:
    """Return an event's JSON with the user's name decrypted and the address of each picture.

    The result is the same each time it is sent.
    """
    event = json.loads(body)
    if event.get("name"):
        event["name"] = names.unseal(event["name"])
    for line in (event, *(event.get("transcript") or ())):
        attached = attachment_in(line)
        if attached:
            at = datetime.fromisoformat(line["at"]).timestamp()
            path, until = addresses.of(AttachmentName(event["conversation"], attached["id"]), at)
            line[KEY] = {"kind": attached["kind"], "path": path, "until": until}
    return json.dumps(event, ensure_ascii=False)


def deliver_one(store: TicketStore, webhook: Webhook, names: Names, addresses: Addresses) -> bool:
    """Send the first event that is due; return whether there was one."""
    now = time.time()
    pending = store.take(now, now + 2 * TIMEOUT)
    if pending is None:
        return False
    try:
        webhook.post(body_for_desk(pending.body, names, addresses), int(now))
    except OSError as error:
        attempts = pending.attempts + 1
        # Only the type is logged: the error's text may contain the receiver's address, with a secret in it.
        logger.warning("The desk did not take a ticket (attempt %d): %s", attempts, type(error).__name__)
        store.failed(pending.number, attempts, time.time() + wait_after(attempts))
    else:
        store.sent(pending.number)
    return True


class TicketDelivery:
    """A thread of its own, so that no turn waits for the desk."""

    def __init__(self, store: TicketStore, webhook: Webhook, names: Names, addresses: Addresses) -> None:
        self._store = store
        self._webhook = webhook
        self._names, self._addresses = names, addresses
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ticket-delivery", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stop after the post that is in progress."""
        self._stopping.set()
        self._thread.join(2 * TIMEOUT)

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                busy = deliver_one(self._store, self._webhook, self._names, self._addresses)
            except Exception as error:  # each database has errors of its own
                logger.error("Tickets could not be read: %s", type(error).__name__)
                busy = False
            if not busy:
                self._stopping.wait(LOOK_AGAIN)
