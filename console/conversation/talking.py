"""A conversation: opening it, and saying something in it."""

import asyncio
import time
from typing import Any

from pydantic import Field

from console.accounts.audit import noted
from console.answers.suggesting import suggested
from console.conversation.form import standing
from console.conversation.speaking import ColleagueWrote, NotHers, Saying
from console.conversation.typed import LONGEST_TEXT, NOT_SENT, readable, seen_before
from console.http.problem import NO_SUCH_TICKET, Problem
from console.http.request import ConsoleRequest, JsonForm
from console.inbox.taking import not_hers
from persistence.helpdesk.states import allows

LARGEST_NUMBER = 2**31 - 1
"""Of an event, as PostgreSQL counts them."""

KEY = Field(regex=r"^[0-9A-Za-z_-]{8,64}$")


class ReplyForm(JsonForm):
    key: str = KEY
    text: str = Field(min_length=1, max_length=LONGEST_TEXT)
    seen: int = Field(0, ge=0)


class Seen(JsonForm):
    last: int = Field(ge=1, le=LARGEST_NUMBER)


class Chosen(JsonForm):
    key: str = KEY
    faq_id: str = Field(min_length=1, max_length=64)


async def opened(asked: ConsoleRequest) -> Any:
    id_, who, after = asked.given("id"), asked.agent, asked.number("after")
    ticket = await asyncio.to_thread(asked.parts.inbox.one, id_, who.id)
    if ticket is None:
        raise NO_SUCH_TICKET
    mine = ticket["state"] == "active" and (ticket["agent"] or {}).get("id") == who.id
    if not mine:
        # Before it is shown: what can't be kept is not read.
        await asyncio.to_thread(asked.parts.audit.look, who.id, id_, asked.address, time.time())
    found = await asyncio.to_thread(asked.parts.conversations.open, id_, after)
    if found is None:
        raise NO_SUCH_TICKET
    ticket["form"] = await standing(asked, id_)
    may = _may(ticket["state"], mine, who.role)
    return {"ticket": ticket, "messages": found.messages, "last": found.last, "may": may}


async def seen(asked: ConsoleRequest) -> Any:
    """Note what the page has shown of the agent's own conversation: what was asked for may reach no page."""
    given, id_, who = await asked.form(Seen), asked.given("id"), asked.agent
    if await asyncio.to_thread(asked.parts.conversations.seen, id_, who.id, given.last):
        # Their other tabs count it no more.
        asked.parts.hub.tickets([id_], of=who.id)
    return {}


async def say(asked: ConsoleRequest) -> Any:
    given, public = await asked.form(ReplyForm), await asyncio.to_thread(asked.parts.nearest.public)
    if not readable(given.text):
        raise Problem(400, "请写点内容再发送。")
    text = seen_before(given.text, public, NOT_SENT)
    return await said(asked, Saying(asked.given("id"), given.key, text, given.seen))


async def answer(asked: ConsoleRequest) -> Any:
    given, id_ = await asked.form(Chosen), asked.given("id")
    ticket = await asyncio.to_thread(asked.parts.conversations.open, id_, 0)
    if ticket is None:
        raise NO_SUCH_TICKET
    found = await asyncio.to_thread(asked.parts.nearest.answer, given.faq_id, ticket.role)
    if found is None:
        raise Problem(404, "没有这个答案，可能刚刚改过，请重新查找。")
    return await said(asked, Saying(id_, given.key, found["text"], faq_id=found["faq_id"]))


async def suggestions(asked: ConsoleRequest) -> Any:
    found = await asyncio.to_thread(asked.parts.conversations.open, asked.given("id"), 0)
    if found is None:
        raise NO_SUCH_TICKET
    typed = await asyncio.to_thread(asked.parts.conversations.asked, asked.given("id"), asked.number("message"))
    return {"answers": await asyncio.to_thread(suggested, typed, asked.parts.nearest, found.role)}


async def said(asked: ConsoleRequest, saying: Saying) -> Any:
    who = asked.agent
    note = noted(who.id, "replied", asked.address, detail=saying.faq_id or "")
    try:
        made = await asyncio.to_thread(asked.parts.speaking.say, who, saying, note)
    except NotHers:
        raise await not_hers(asked, saying.ticket) from None
    except ColleagueWrote:
        raise Problem(409, "同事刚刚回复过，请先看看再发。", {"newer": True}) from None
    asked.parts.hub.deliver()
    asked.parts.hub.tickets([saying.ticket])
    return made


def _may(state: str, mine: bool, role: str) -> dict[str, bool]:
    """Return what the one who looks may do now."""
    works = role != "reader"
    return {
        "claim": works and allows(state, "claim"),
        "reply": works and mine and allows(state, "reply"),
        "give_back": works and mine and allows(state, "give_back"),
        "transfer": works and (mine or role == "admin") and allows(state, "transfer"),
        "close": works and allows(state, "close") and (mine or state == "left"),
    }
