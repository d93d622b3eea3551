"""How what the desk says reaches a user: on the channel they used last, in a session that they go on with."""

from rasa.core.channels.channel import OutputChannel
from sanic import Sanic

from channels.rasa_server import RasaAgent, Tracker, loaded_agent, said_by_user
from channels.rest.output import RestOutput

DESK = "desk"
"""The channel of what the desk makes the assistant do."""


async def output_of(app: Sanic, conversation: str, tracker: Tracker) -> OutputChannel:
    """Return what reaches the user now; on a channel that can't push, the conversation keeps it."""
    name = _used(tracker)
    if name is None:
        # In this session they have said nothing yet.
        name = _used(await loaded_agent(app).tracker_store.retrieve_full_tracker(conversation))
    inputs = (found for found in app.ctx.input_channels if found.name() == name)
    return next((output for found in inputs if (output := found.get_output_channel())), None) or RestOutput()


async def begin_session(agent: RasaAgent, output: OutputChannel, conversation: str) -> None:
    """Begin a new session where the last one has run out. The user's next message would begin it otherwise, and
    forget that a person has the conversation.
    """
    if agent.processor is None:
        return
    async with agent.lock_store.lock(conversation):
        tracker = await agent.processor.fetch_tracker_and_update_session(conversation, output)
        await agent.tracker_store.save(tracker)


def _used(tracker: Tracker | None) -> str | None:
    """Return the channel that the user's last message in these events came by."""
    used = (event.input_channel for event in said_by_user(reversed(list(tracker.events if tracker else ()))))
    return next((channel for channel in used if channel != DESK), None)
