"""Saying something that is no answer of Rasa's, and keeping it in the conversation."""

from rasa.core.channels.channel import OutputChannel
from rasa.shared.core.events import BotUttered

from channels.rasa_server import Event, RasaAgent


async def say(agent: RasaAgent, output: OutputChannel, conversation: str, said: BotUttered, *more: Event) -> None:
    """Keep it first: whoever was told something finds it again. A conversation that does not exist is not begun.

    `more`: what is kept in the conversation with it.
    """
    async with agent.lock_store.lock(conversation):
        tracker = await agent.tracker_store.retrieve(conversation)
        if tracker is not None:
            for event in (said, *more):
                tracker.update(event)
            await agent.tracker_store.save(tracker)
    await output.send_response(conversation, said.message())
