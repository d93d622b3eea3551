"""The role the host platform knows its user by, told to the conversation before its turns."""

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import SlotSet

from channels.rasa_server import Agent

ROLE = "role"


async def know_role(agent: Agent, output: OutputChannel, sender: str, role: str) -> None:
    """Fill the slot, unless this session has a role already: what the user says of themselves counts for more."""
    if agent.processor is None:
        return
    async with agent.lock_store.lock(sender):
        tracker = await agent.processor.fetch_tracker_and_update_session(sender, output)
        if tracker.get_slot(ROLE) is None:
            tracker.update(SlotSet(ROLE, role))
            await agent.tracker_store.save(tracker)
