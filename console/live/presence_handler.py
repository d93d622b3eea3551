"""Handler for the user's presence: whether they are online and typing. It also sends the agent's typing."""

import asyncio
from typing import Any

from console.http.problem import NO_SUCH_TICKET
from console.http.request import ConsoleRequest, JsonForm
from console.inbox.ticket_handlers import why_not
from console.services import ConsoleServices

PAGE = "socketio"
"""The only channel that knows presence."""


class PresenceForm(JsonForm):
    typing: bool = False


async def set_presence(request: ConsoleRequest) -> Any:
    """Return `online` and `typing` of the user; {} if unknown."""
    form, id_, who = await request.form(PresenceForm), request.path_value("id"), request.agent
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, who.id)
    if ticket is None:
        raise NO_SUCH_TICKET
    if ticket["state"] != "active" or (ticket["agent"] or {}).get("id") != who.id:
        raise why_not(ticket, who.id)
    if ticket["channel"] != PAGE or not request.services.hub.apart.may(who.id, id_):
        return {}
    return await asyncio.to_thread(_ask, request.services, id_, form.typing)


def _ask(services: ConsoleServices, ticket: str, typing: bool) -> dict[str, bool]:
    conversation = services.conversations.name_of(ticket)
    if conversation is None or services.rasa_endpoint is None:
        return {}
    packet = {"conversation": conversation, "event": "presence", "ticket": ticket, "typing": typing}
    presence = services.rasa_endpoint.ask(packet)
    if presence.get("online") is True:
        services.outbox.reached(conversation)
    return {name: presence[name] for name in ("online", "typing") if isinstance(presence.get(name), bool)}
