"""FeedbackReceiver: stores a user's feedback on an answer of their own conversation."""

import asyncio
import logging
from datetime import datetime, timezone

from channels.feedback.packet import answer_of_message, read_feedback
from channels.feedback.reasons import feedback_reasons
from channels.feedback.store import FeedbackStore
from channels.rasa_server import TrackerStore

logger = logging.getLogger(__name__)


class FeedbackReceiver:
    """If the database fails, the feedback is lost but the conversation goes on."""

    def __init__(self, store: FeedbackStore) -> None:
        self._store = store
        self._reasons = frozenset(feedback_reasons())

    async def take(self, store: TrackerStore, conversation: str, packet: object) -> bool:
        """Store a packet about one of the conversation's own answers; return whether it was stored."""
        rating = read_feedback(packet, self._reasons)
        if rating is None:
            return False
        try:
            tracker = await store.retrieve_full_tracker(conversation)
            faq_id = answer_of_message(rating.message, tracker.events) if tracker else None
            if faq_id is None:
                return False
            row = {
                "conversation": conversation,
                "message": rating.message,
                "faq_id": faq_id,
                "helpful": rating.helpful,
                "reason": rating.reason,
                "at": datetime.now(timezone.utc).isoformat(timespec="seconds"),
            }
            await asyncio.to_thread(self._store.keep, row)
        except Exception as error:  # each database has errors of its own
            logger.error("Feedback could not be kept: %s", type(error).__name__)
            return False
        return True

    async def of(self, conversation: str) -> dict[str, dict[str, object]]:
        """Return the conversation's feedback in the form of a history: message id → feedback."""
        try:
            feedback_by_message = await asyncio.to_thread(self._store.of, conversation)
        except Exception as error:  # as above
            logger.error("Feedback could not be read: %s", type(error).__name__)
            return {}
        return {message: {"feedback": feedback} for message, feedback in feedback_by_message.items()}
