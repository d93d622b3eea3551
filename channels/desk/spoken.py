"""What the user is shown of what the desk says: a person's words, or a notice of what has changed."""

from typing import Any, NamedTuple

from channels.desk.packet import CLAIMED, FORM, MESSAGE, RETURNED, FromDesk
from owner.profile import Profile
from persistence.attachments.marks import KEY

PERSON, NOTICE = "person", "notice"


class SpokenMessage(NamedTuple):
    """A message with its metadata."""

    text: str
    metadata: dict[str, Any]


def shown(said: FromDesk, known: Profile) -> SpokenMessage:
    """Return it for a message, a claim, a form that is asked for, or a return to the queue."""
    agent = {"agent": said.agent} if said.agent else {}
    if said.event == MESSAGE:
        attached = {KEY: dict(said.attachment)} if said.attachment else {}
        return SpokenMessage(said.text, {"outcome": "handoff", "from": PERSON, **agent, **attached})
    waits = {"waits": True} if said.event == RETURNED else {}
    return SpokenMessage(_notice(said, known), {"outcome": "handoff", "from": NOTICE, **agent, **waits})


def _notice(said: FromDesk, known: Profile) -> str:
    if said.event == FORM:
        return known.sentence("form_asked", agent=said.agent.removeprefix("客服"))
    if said.event == CLAIMED:
        return known.sentence("person_claimed", agent=said.agent.removeprefix("客服"))
    returned = "person_returned" if said.away else "person_queued"
    if said.waiting:
        return known.sentence(returned, waiting=said.waiting)
    return known.sentence(f"{returned}_next")
