"""Ends a conversation for its user: a new session begins, and nothing of before is shown or remembered."""

import logging
from collections.abc import Mapping
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, SessionStarted

from channels.rasa_server import RasaAgent

logger = logging.getLogger(__name__)

ENDED = {"ended": True}
"""Metadata of the session that begins after an end."""


async def end_conversation(agent: RasaAgent, sender: str) -> bool:
    """Begin an empty session without the slots of the last one; return whether it was stored."""
    try:
        async with agent.lock_store.lock(sender):
            tracker = await agent.tracker_store.retrieve(sender)
            if tracker is not None:
                for event in (
                    ActionExecuted(ACTION_SESSION_START_NAME),
                    SessionStarted(metadata=dict(ENDED)),
                    ActionExecuted(ACTION_LISTEN_NAME),
                ):
                    tracker.update(event)
                await agent.tracker_store.save(tracker)
    except Exception as error:  # each store has errors of its own
        logger.error("A conversation could not be ended: %s", type(error).__name__)
        return False
    return True


def is_end(event: Mapping[str, Any]) -> bool:
    """Return whether a stored event marks such an end."""
    return event.get("event") == "session_started" and bool((event.get("metadata") or {}).get("ended"))
