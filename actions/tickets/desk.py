"""The desk: where a conversation goes when a person takes over."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import lru_cache, partial
from typing import Protocol

from actions.tickets.delivery import Delivery
from actions.tickets.later import Later
from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket
from actions.tickets.webhook import webhook
from persistence.names import names_of
from settings.processes import ActionServer, action_server
from zh.personal import mask


class Desk(Protocol):
    """`attended`: what is written there reaches a person at once, so that the assistant can be silent.

    `until`: for how long it is (ISO 8601, UTC), None where it goes on. `reason`: why it ends, None where one of the two
    sides ends it.
    """

    @property
    def attended(self) -> bool: ...

    def open(self, ticket: Ticket, until: str | None = None) -> None: ...

    def add(self, conversation: str, text: str, public: Collection[str], until: str | None = None) -> None:
        """Pass on what the user typed, masked. `public`: as in zh.personal.mask."""

    def close(self, conversation: str, reason: str | None = None) -> None: ...


@dataclass(frozen=True)
class SqlDesk:
    """Tickets in the tracker store's database, for whoever looks there; nobody is told.

    What raises because the database did not take it is written later.
    """

    store: TicketStore
    attended: bool = False
    later: Later = field(default_factory=Later)

    def open(self, ticket: Ticket, until: str | None = None) -> None:
        self.later.now_or_later(partial(self.store.open, ticket, until, tell=self.attended))

    def add(self, conversation: str, text: str, public: Collection[str], until: str | None = None) -> None:
        if self.attended:
            self.later.now_or_later(partial(self.store.add, conversation, mask(text, public), _now(), until))

    def close(self, conversation: str, reason: str | None = None) -> None:
        self.later.now_or_later(partial(self.store.close, conversation, _now(), reason, tell=self.attended))


class WebhookDesk(SqlDesk):
    """The same, and each ticket, message and end is posted to the desk's own system by a Delivery."""

    def __init__(self, store: TicketStore) -> None:
        super().__init__(store, attended=True)


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


@lru_cache(maxsize=1)
def desk() -> Desk:
    """Return this process's desk; raises Refused when nobody has read the settings yet and they mean nothing."""
    settings = action_server()
    store = TicketStore(settings.database)
    return WebhookDesk(store) if webhook(settings) else SqlDesk(store)


def delivery(settings: ActionServer) -> Delivery | None:
    """Return what tells the desk, None when none is connected."""
    receiver = webhook(settings)
    if receiver is None:
        return None
    return Delivery(TicketStore(settings.database), receiver, names_of(settings.session_key))
