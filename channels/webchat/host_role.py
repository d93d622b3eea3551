"""Sets the role named by the host platform's token in the conversation, before its turns."""

from collections.abc import Mapping

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import SlotSet

from channels.rasa_server import RasaAgent
from owner.live import profile

ROLE = "role"


def role_named(claim: object, translated: Mapping[str, str]) -> str | None:
    """Return the profile's role for a token's claim: found by `translated`, by its id or by its title."""
    named = translated.get(str(claim), str(claim))
    return next((role.id for role in profile().roles if named in (role.id, role.title)), None)


async def know_role(agent: RasaAgent, output: OutputChannel, sender: str, role: str) -> None:
    """Fill the slot unless the session has a role, because the user's own statement takes precedence."""
    if agent.processor is None:
        return
    async with agent.lock_store.lock(sender):
        tracker = await agent.processor.fetch_tracker_and_update_session(sender, output)
        if tracker.get_slot(ROLE) is None:
            tracker.update(SlotSet(ROLE, role))
            await agent.tracker_store.save(tracker)
