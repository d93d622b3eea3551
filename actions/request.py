"""Answers how the user's own request for a person stands (我的请求处理了吗), and withdraws it (取消登记)."""

import asyncio
import logging
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any, NamedTuple

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.context import context
from actions.handoff import BACK, RESUME_BUTTON, buttons
from actions.menu import MENU_BUTTON
from actions.request_status import Utterance, call_desk, is_waiting, number_line, withdrawal_reply
from actions.staff import of_staff, replies, state
from actions.tickets.desk import Helpdesk, desk
from persistence.helpdesk.places import Handover
from settings.handoff import staff
from understanding.labels import GIVES_UP_CLEARLY

logger = logging.getLogger(__name__)


class OwnRequests(NamedTuple):
    """The user's open request, and the number of the latest one. `was_read`: the database could be read."""

    open: Handover | None
    latest: int | None
    was_read: bool = True


async def requests_of(helpdesk: Helpdesk, conversation: str) -> OwnRequests:
    try:
        handover = await asyncio.to_thread(helpdesk.state_of, conversation)
        return OwnRequests(handover, await asyncio.to_thread(helpdesk.latest, conversation))
    except Exception as error:  # each database has errors of its own
        logger.error("A request could not be read: %s", type(error).__name__)
        return OwnRequests(None, None, was_read=False)


def nothing_open(mine: OwnRequests) -> Utterance:
    """Return the response to a user who asks about a request and has none open."""
    if not mine.was_read:
        return Utterance("utter_request_unknown", {})
    if mine.latest:
        return Utterance("utter_request_over", {"number": str(mine.latest)})
    return Utterance("utter_request_none", {})


def is_clarifying(resolved: Mapping[str, Any]) -> bool:
    """Say whether a vague 取消 may answer the assistant's last question, unless that offers to withdraw the request."""
    offered = [str(button.get("payload")) for button in resolved.get("buttons") or ()]
    offers_withdrawal = any(payload.startswith(BACK) for payload in offered)
    return bool(resolved.get("waiting") or resolved.get("asked")) and not offers_withdrawal


class ActionRequest(Action):
    def name(self) -> str:
        return "action_request"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        now, helpdesk = datetime.now(timezone.utc), desk()
        mine = await requests_of(helpdesk, tracker.sender_id)
        if helpdesk.is_built_in and mine.open is None:
            utterances = [nothing_open(mine)]
        else:
            utterances = [*await replies(helpdesk, tracker, mine.open, now)]
            named = any("number" in utterance.values for utterance in utterances)
            number = None if named else number_line(mine.open, utterances[0])
            utterances = [number, *utterances] if number else utterances
        under = buttons(mine.open, waits=is_waiting(mine.open))
        for utterance in utterances:
            more = {"buttons": under} if under and utterance is utterances[-1] else {}
            dispatcher.utter_message(response=utterance.response, **more, **utterance.values)
        return []


class ActionWithdraw(Action):
    """Withdraws the request if the user clearly gives it up.

    A vague message (取消) only ends a pending clarification. If none is pending, the user is told that the request
    stays, and how to withdraw it.
    """

    def name(self) -> str:
        return "action_withdraw"

    async def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict) -> list[dict[str, Any]]:
        helpdesk, resolved = desk(), context(tracker)
        clearly = resolved.get("gives_up") == GIVES_UP_CLEARLY
        if not clearly and is_clarifying(resolved):
            dispatcher.utter_message(response="utter_cancel")
            return []
        mine = await requests_of(helpdesk, tracker.sender_id)
        # Whether another system's desk has a request is known only for a while. Ending none does no harm.
        may_be = not helpdesk.is_built_in and bool(resolved.get("handed_over") or not cancels(tracker))
        if clearly and (mine.open or may_be):
            await call_desk(helpdesk.close, tracker.sender_id)
            reply = withdrawal_reply(mine.open)
            dispatcher.utter_message(response=reply.response, buttons=[MENU_BUTTON], **reply.values)
            return [SlotSet("with_person_until", None)]
        reply, under = await self._left(helpdesk, tracker, mine)
        more = {"buttons": under} if under else {}
        dispatcher.utter_message(response=reply.response, **more, **reply.values)
        return []

    async def _left(
        self, helpdesk: Helpdesk, tracker: Tracker, mine: OwnRequests
    ) -> tuple[Utterance, list[dict[str, str]]]:
        """Return the response when nothing is withdrawn, with its buttons."""
        now = datetime.now(timezone.utc)
        if mine.open:
            stays = Utterance("utter_request_kept", {"number": str(mine.open.number)})
            reply = stays if mine.open.state == "left" else await of_staff(helpdesk, tracker, mine.open, now)
            return reply, buttons(mine.open, waits=is_waiting(mine.open))
        if not helpdesk.is_built_in and context(tracker).get("handed_over"):
            return state(staff(), now, handed_over=True), [{**RESUME_BUTTON, "title": "撤回请求"}]
        if cancels(tracker) and mine.was_read:
            return Utterance("utter_left_off", {}), []
        return nothing_open(mine), []


def cancels(tracker: Tracker) -> bool:
    """Say whether the message is 取消 or the like, which need not be about a request."""
    return bool((tracker.latest_message.get("intent") or {}).get("name") == "cancel")
