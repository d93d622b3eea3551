"""Finds the channel that a user used last, and begins a new session for messages of the helpdesk if needed."""

from rasa.core.channels.channel import OutputChannel
from sanic import Sanic

from channels.rasa_server import RasaAgent, Tracker, loaded_agent, user_messages
from channels.rest.output import RestOutput

DESK = "desk"
"""The input channel of messages that the helpdesk triggers."""


async def output_of(app: Sanic, conversation: str, tracker: Tracker) -> OutputChannel:
    """Return the user's output channel; for a channel that cannot push, one that only collects."""
    name = _used(tracker)
    if name is None:
        # The user has written nothing in this session.
        name = _used(await loaded_agent(app).tracker_store.retrieve_full_tracker(conversation))
    inputs = (channel for channel in app.ctx.input_channels if channel.name() == name)
    return next((output for channel in inputs if (output := channel.get_output_channel())), None) or RestOutput()


async def begin_session(agent: RasaAgent, output: OutputChannel, conversation: str) -> None:
    """Begin a new session if the last one has expired.

    Otherwise the user's next message would begin it, and the slot of the handoff would be lost.
    """
    if agent.processor is None:
        return
    async with agent.lock_store.lock(conversation):
        tracker = await agent.processor.fetch_tracker_and_update_session(conversation, output)
        await agent.tracker_store.save(tracker)


def _used(tracker: Tracker | None) -> str | None:
    """Return the channel of the user's last message among these events."""
    used = (event.input_channel for event in user_messages(reversed(list(tracker.events if tracker else ()))))
    return next((channel for channel in used if channel != DESK), None)
