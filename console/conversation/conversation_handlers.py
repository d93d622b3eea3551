"""Handlers of a conversation: opening it, marking it seen, sending replies and answers, suggestions."""

import asyncio
import time
from typing import Any

from pydantic import Field

from console.accounts.audit import act_recorder
from console.answers.suggestions import suggest_answers
from console.conversation.agent_outbox import AgentMessage, ColleagueWrote, NotAssigned
from console.conversation.cleaning import LONGEST_TEXT, NOT_SENT, readable, require_clean
from console.conversation.form_handlers import form_state
from console.http.problem import NO_SUCH_TICKET, Problem
from console.http.request import ConsoleRequest, JsonForm
from console.inbox.ticket_handlers import explain_refusal
from persistence.helpdesk.states import allows

LARGEST_NUMBER = 2**31 - 1
"""The largest number of an event in PostgreSQL."""

KEY = Field(regex=r"^[0-9A-Za-z_-]{8,64}$")


class ReplyForm(JsonForm):
    key: str = KEY
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    seen: int = Field(0, ge=0)


class SeenForm(JsonForm):
    last: int = Field(ge=1, le=LARGEST_NUMBER)


class ChosenAnswer(JsonForm):
    key: str = KEY
    faq_id: str = Field(min_length=1, max_length=64)


async def open_conversation(request: ConsoleRequest) -> Any:
    id_, who, after = request.path_value("id"), request.agent, request.number("after")
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, who.id)
    if ticket is None:
        raise NO_SUCH_TICKET
    mine = ticket["state"] == "active" and (ticket["agent"] or {}).get("id") == who.id
    if not mine:
        # Recorded before it is shown: without the record it must not be read.
        await asyncio.to_thread(request.services.audit.look, who.id, id_, request.address, time.time())
    conversation = await asyncio.to_thread(request.services.conversations.open, id_, after)
    if conversation is None:
        raise NO_SUCH_TICKET
    ticket["form"] = await form_state(request, id_)
    may = _may(ticket["state"], mine, who.role)
    return {"ticket": ticket, "messages": conversation.messages, "last": conversation.last, "may": may}


async def mark_seen(request: ConsoleRequest) -> Any:
    """Store up to where the page has shown the conversation. An answer to `open_conversation` may never arrive."""
    form, id_, who = await request.form(SeenForm), request.path_value("id"), request.agent
    if await asyncio.to_thread(request.services.conversations.seen, id_, who.id, form.last):
        # The agent's other tabs update their unread counts.
        request.services.hub.tickets([id_], of=who.id)
    return {}


async def send_message(request: ConsoleRequest) -> Any:
    form, public = await request.form(ReplyForm), await asyncio.to_thread(request.services.nearest.public)
    if not readable(form.text):
        raise Problem(400, "请写点内容再发送。")
    text = require_clean(form.text, public, NOT_SENT)
    return await send_reply(request, AgentMessage(request.path_value("id"), form.key, text, form.seen))


async def send_answer(request: ConsoleRequest) -> Any:
    form, id_ = await request.form(ChosenAnswer), request.path_value("id")
    ticket = await asyncio.to_thread(request.services.conversations.open, id_, 0)
    if ticket is None:
        raise NO_SUCH_TICKET
    answer = await asyncio.to_thread(request.services.nearest.answer, form.faq_id, ticket.role)
    if answer is None:
        raise Problem(404, "没有这个答案，可能刚刚改过，请重新查找。")
    return await send_reply(request, AgentMessage(id_, form.key, answer["text"], faq_id=answer["faq_id"]))


async def list_suggestions(request: ConsoleRequest) -> Any:
    conversation = await asyncio.to_thread(request.services.conversations.open, request.path_value("id"), 0)
    if conversation is None:
        raise NO_SUCH_TICKET
    typed = await asyncio.to_thread(
        request.services.conversations.typed_text, request.path_value("id"), request.number("message")
    )
    return {"answers": await asyncio.to_thread(suggest_answers, typed, request.services.nearest, conversation.role)}


async def send_reply(request: ConsoleRequest, message: AgentMessage) -> Any:
    who = request.agent
    note = act_recorder(who.id, "replied", request.address, detail=message.faq_id or "")
    try:
        made = await asyncio.to_thread(request.services.agent_outbox.add, who, message, note)
    except NotAssigned:
        raise await explain_refusal(request, message.ticket) from None
    except ColleagueWrote:
        raise Problem(409, "同事刚刚回复过，请先看看再发。", {"newer": True}) from None
    request.services.hub.deliver()
    request.services.hub.tickets([message.ticket])
    return made


def _may(state: str, mine: bool, role: str) -> dict[str, bool]:
    """Return what the agent may do with the conversation now."""
    works = role != "reader"
    return {
        "claim": works and allows(state, "claim"),
        "reply": works and mine and allows(state, "reply"),
        "give_back": works and mine and allows(state, "give_back"),
        "transfer": works and (mine or role == "admin") and allows(state, "transfer"),
        "close": works and allows(state, "close") and (mine or state == "left"),
    }
