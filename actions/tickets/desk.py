"""Helpdesk: where a conversation goes when a person takes over, the built-in one or the desk of another system."""

import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timezone
from functools import lru_cache, partial
from typing import NamedTuple, Protocol

from actions.tickets.delayed_retry import DelayedRetry
from actions.tickets.delivery import TicketDelivery
from actions.tickets.store import TicketStore
from actions.tickets.ticket import Ticket
from actions.tickets.webhook import webhook
from persistence.attachments.addresses import addresses_of
from persistence.helpdesk.places import Handover
from persistence.names import names_of
from settings.processes import ActionServer, action_server
from zh.personal import mask


class MessageToDesk(NamedTuple):
    """A message of the user. `public`: as in zh.personal.mask; `until`: as in Helpdesk; `attachment`: as in a Line."""

    text: str
    public: Collection[str]
    until: str | None = None
    attachment: Mapping[str, str] | None = None


class Helpdesk(Protocol):
    """The desk of this installation. Its methods block, and raise the database's errors.

    `until`: how long the assistant is silent (ISO 8601, UTC), None if it goes on. `reason`: why the conversation with
    the person ends, None if one of the two sides ends it.
    """

    @property
    def is_built_in(self) -> bool:
        """Whether the desk is ours; then it is known who waits and who is served."""

    def attended(self, *, waits: bool = False) -> bool:
        """Return whether messages reach a person at once, so that the assistant can be silent.

        `waits`: the user is in the queue already.
        """

    def has_room(self) -> bool:
        """Return whether an agent can take another conversation now."""

    def open(self, ticket: Ticket, until: str | None = None) -> None: ...

    def add(self, conversation: str, written: MessageToDesk) -> None:
        """Pass on a message of the user, masked."""

    def close(self, conversation: str, reason: str | None = None, ended: str | None = None) -> None:
        """`ended`: how, if a person has stated it (persistence/helpdesk/states.py)."""

    def leave(self, conversation: str) -> None:
        """Keep a request for later, because nobody has answered in time."""

    def state_of(self, conversation: str) -> Handover | None:
        """Return the conversation's open request, None if there is none or another system has it."""

    def latest(self, conversation: str) -> int | None:
        """Return the number of the conversation's latest request."""

    def rate(self, conversation: str, number: int, *, solved: bool) -> None:
        """Store the user's rating of a request that a person has closed."""


@dataclass(frozen=True)
class BuiltInDesk:
    """The console's desk. It needs no copy of the user's messages: it reads them in the conversation.

    A write that the database refuses raises, and is repeated later.
    """

    store: TicketStore
    later: DelayedRetry = field(default_factory=DelayedRetry)

    @property
    def is_built_in(self) -> bool:
        return True

    def attended(self, *, waits: bool = False) -> bool:
        there = self.store.there(time.time())
        return (there.present if waits else there.online) > 0

    def has_room(self) -> bool:
        return self.store.there(time.time()).free > 0

    def open(self, ticket: Ticket, until: str | None = None) -> None:
        self.later.now_or_later(partial(self.store.open, ticket, until, tell=not self.is_built_in))

    def add(self, conversation: str, written: MessageToDesk) -> None:
        self.later.now_or_later(partial(self.store.extend, conversation, written.until))

    def close(self, conversation: str, reason: str | None = None, ended: str | None = None) -> None:
        tell = not self.is_built_in
        self.later.now_or_later(partial(self.store.close, conversation, _now(), reason, ended, tell=tell))

    def leave(self, conversation: str) -> None:
        self.later.now_or_later(partial(self.store.leave, conversation))

    def state_of(self, conversation: str) -> Handover | None:
        return self.store.state_of(conversation)

    def latest(self, conversation: str) -> int | None:
        return self.store.latest(conversation)

    def rate(self, conversation: str, number: int, *, solved: bool) -> None:
        self.later.now_or_later(partial(self.store.rate, conversation, number, solved=solved))


class WebhookDesk(BuiltInDesk):
    """Tickets for a desk of another system: each ticket, message and end is posted to it by a TicketDelivery."""

    @property
    def is_built_in(self) -> bool:
        return False

    def attended(self, *, waits: bool = False) -> bool:
        return True

    def has_room(self) -> bool:
        return True

    def add(self, conversation: str, written: MessageToDesk) -> None:
        text, more = mask(written.text, written.public), (written.until, written.attachment)
        self.later.now_or_later(partial(self.store.add, conversation, text, _now(), *more))

    def state_of(self, conversation: str) -> Handover | None:
        return None


def _now() -> str:
    return datetime.now(timezone.utc).isoformat(timespec="seconds")


@lru_cache(maxsize=1)
def desk() -> Helpdesk:
    """Return this process's desk; raises SettingsRefused if the settings are read here first and are invalid."""
    settings = action_server()
    store = TicketStore(settings.database)
    return WebhookDesk(store) if webhook(settings) else BuiltInDesk(store)


def delivery(settings: ActionServer) -> TicketDelivery | None:
    """Return the TicketDelivery to another system's desk, None if none is connected."""
    receiver = webhook(settings)
    if receiver is None:
        return None
    key = settings.session_key
    return TicketDelivery(TicketStore(settings.database), receiver, names_of(key), addresses_of(key))
