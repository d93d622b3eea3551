"""Turns a helpdesk packet into the message the user sees: the agent's text, or a notice of a change."""

from typing import Any, NamedTuple

from channels.desk.packet import CLAIMED, FORM, MESSAGE, RETURNED, DeskPacket
from owner.profile import Profile
from persistence.attachments.marks import KEY

PERSON, NOTICE = "person", "notice"


class DeskMessage(NamedTuple):
    """A message with its metadata."""

    text: str
    metadata: dict[str, Any]


def desk_message(packet: DeskPacket, current: Profile) -> DeskMessage:
    """Return the message for the events message, claimed, form and returned."""
    agent = {"agent": packet.agent} if packet.agent else {}
    if packet.event == MESSAGE:
        attached = {KEY: dict(packet.attachment)} if packet.attachment else {}
        return DeskMessage(packet.text, {"outcome": "handoff", "from": PERSON, **agent, **attached})
    waits = {"waits": True} if packet.event == RETURNED else {}
    return DeskMessage(_notice(packet, current), {"outcome": "handoff", "from": NOTICE, **agent, **waits})


def _notice(packet: DeskPacket, current: Profile) -> str:
    if packet.event == FORM:
        return current.sentence("form_asked", agent=packet.agent.removeprefix("客服"))
    if packet.event == CLAIMED:
        return current.sentence("person_claimed", agent=packet.agent.removeprefix("客服"))
    returned = "person_returned" if packet.away else "person_queued"
    if packet.waiting:
        return current.sentence(returned, waiting=packet.waiting)
    return current.sentence(f"{returned}_next")
