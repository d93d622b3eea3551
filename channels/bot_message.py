"""Sends a message that is no answer of Rasa's, and stores it in the conversation."""

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import BotUttered

from channels.rasa_server import Event, RasaAgent


async def store_and_send(
    agent: RasaAgent, output: OutputChannel, conversation: str, message: BotUttered, *more: Event
) -> None:
    """Store the message, then send it, so that the user finds it in the history. No new conversation is begun.

    `more`: further events to store with it.
    """
    async with agent.lock_store.lock(conversation):
        tracker = await agent.tracker_store.retrieve(conversation)
        if tracker is not None:
            for event in (message, *more):
                tracker.update(event)
            await agent.tracker_store.save(tracker)
    await output.send_response(conversation, message.message())
