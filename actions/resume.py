"""Returns the conversation from a person to the assistant, and stores the user's rating of the person's help."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timezone
from functools import partial
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.handoff import withdraw_button
from actions.menu import MENU_BUTTON
from actions.relay_to_desk import latest_message
from actions.request_status import call_desk, kept_request_reply, open_request, withdrawal_reply
from actions.tickets.desk import Helpdesk, desk
from settings.handoff import staff
from understanding.payload import payload

logger = logging.getLogger(__name__)

IDLE = "idle"
"""The reason for handing back when neither side has written for `pause_minutes`."""

UNATTENDED = "unattended"
"""The reason for handing back when the user waits and nobody is there any more."""

SOLVED, UNSOLVED = "yes", "no"


def desk_metadata(message: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the metadata with which the desk's channel reports an end, or None if the user ends it."""
    return (message.get("metadata") or {}) if message.get("input_channel") == "desk" else None


async def is_over(helpdesk: Helpdesk, conversation: str, named: object) -> bool:
    """Return whether the request that a button names has ended; False if the database cannot be read."""
    if not (helpdesk.is_built_in and isinstance(named, str) and named.isascii() and named.isdecimal()):
        return False
    try:
        handover = await asyncio.to_thread(helpdesk.state_of, conversation)
    except Exception as error:  # each database has errors of its own
        logger.error("A request could not be read: %s", type(error).__name__)
        return False
    return handover is None or str(handover.number) != named


def rating_buttons(number: int) -> list[dict[str, str]]:
    """Return the buttons under the question whether a person has helped with the request of this number."""
    titles = {SOLVED: "已解决", UNSOLVED: "还没有"}
    return [{"title": titles[it], "payload": payload("rate", ticket=str(number), solved=it)} for it in titles]


class ActionResume(Action):
    def name(self) -> str:
        return "action_resume"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        helpdesk, end = desk(), desk_metadata(latest_message(tracker))
        named = next(tracker.get_latest_entity_values("ticket"), None)
        if end is None and await is_over(helpdesk, tracker.sender_id, named):
            # The button is of an earlier request; a later one stays open.
            dispatcher.utter_message(response="utter_handoff_over", number=named)
            return []
        if end is None:
            handover = await open_request(helpdesk, tracker.sender_id)
            await call_desk(helpdesk.close, tracker.sender_id)
            utterance = withdrawal_reply(handover)
            dispatcher.utter_message(response=utterance.response, buttons=[MENU_BUTTON], **utterance.values)
        elif end.get("number"):
            # The desk has closed it already. A user with a newer open request is not told so.
            if await open_request(helpdesk, tracker.sender_id) is None:
                dispatcher.utter_message(response="utter_request_closed", number=str(end["number"]))
            return []
        elif end.get("reason") in (IDLE, UNATTENDED):
            await self._end_without_anybody(
                dispatcher, helpdesk, tracker.sender_id, unattended=end["reason"] == UNATTENDED
            )
        else:
            await self._end_by_person(dispatcher, helpdesk, tracker.sender_id, end.get("ended"))
        return [SlotSet("with_person_until", None)]

    async def _end_without_anybody(
        self, dispatcher: CollectingDispatcher, helpdesk: Helpdesk, conversation: str, *, unattended: bool
    ) -> None:
        handover = await open_request(helpdesk, conversation)
        if handover and handover.number and (unattended or handover.state != "active"):
            await call_desk(helpdesk.leave, conversation)
            utterance = kept_request_reply(handover, staff(), datetime.now(timezone.utc))
            dispatcher.utter_message(
                response=utterance.response, buttons=[withdraw_button(handover.number)], **utterance.values
            )
            return
        await call_desk(helpdesk.close, conversation, IDLE)
        dispatcher.utter_message(response="utter_handoff_idle")

    async def _end_by_person(
        self, dispatcher: CollectingDispatcher, helpdesk: Helpdesk, conversation: str, ended: str | None
    ) -> None:
        await call_desk(helpdesk.close, conversation, None, ended or "assistant")
        dispatcher.utter_message(response="utter_handoff_ended")
        numbers: list[int | None] = []
        await call_desk(lambda: numbers.append(helpdesk.latest(conversation) if ended else None))
        for number in filter(None, numbers):
            dispatcher.utter_message(response="utter_ask_solved", buttons=rating_buttons(number))


class ActionRate(Action):
    """Stores the user's rating of the request that the button names."""

    def name(self) -> str:
        return "action_rate"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        number = next(tracker.get_latest_entity_values("ticket"), None)
        solved = next(tracker.get_latest_entity_values("solved"), None) == SOLVED
        if isinstance(number, str) and number.isascii() and number.isdecimal():
            await call_desk(partial(desk().rate, tracker.sender_id, int(number), solved=solved))
        dispatcher.utter_message(response="utter_solved" if solved else "utter_unsolved")
        return []
