"""Handlers for requests: listing, claiming, transferring, giving back, closing."""

import asyncio
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from console.accounts.acts import Act
from console.accounts.audit import act_recorder
from console.conversation.cleaning import NOT_KEPT, require_clean
from console.http.problem import NO_SUCH_TICKET, Problem
from console.http.request import ConsoleRequest, EmptyForm, JsonForm
from console.inbox.inbox import BOXES
from persistence.helpdesk.handovers import (
    AgentAway,
    AgentFull,
    Claimed,
    ClaimedByOther,
    ClaimOutcome,
    Recorder,
    TicketGone,
)
from persistence.helpdesk.states import Ended, allows

LONGEST_NOTE = 500
CLOSED = Problem(409, "这个对话已经结束，不能再操作。")
BACK_IN_QUEUE = Problem(409, "这个对话在排队，请先接待。")
NOT_YOURS = Problem(409, "这个请求已经不在您手上，请看最新的状态。")


class GiveBack(JsonForm):
    to: Literal["queue", "assistant"]


class Transfer(JsonForm):
    agent: str = Field(min_length=1, max_length=32)
    note: str = Field("", max_length=LONGEST_NOTE)


class Close(JsonForm):
    ended: Literal["solved", "unsolved"]


async def list_tickets(request: ConsoleRequest) -> Any:
    box = next((name for name in BOXES if name == request.query("box", "waiting")), None)
    if box is None:
        raise Problem(400, "没有这个列表。")
    sought, before = request.query("q")[:100], request.query("before")[:32]
    return await asyncio.to_thread(request.services.inbox.list, box, request.agent.id, sought, before)


async def claim(request: ConsoleRequest) -> Any:
    await request.form(EmptyForm)
    id_, who = request.path_value("id"), request.agent
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, who.id)
    # Checked first, because CLOSED is the better answer even if the agent is offline or has too many.
    if ticket and ticket["state"] == "closed":
        raise CLOSED
    done = await asyncio.to_thread(request.services.handovers.claim, id_, who.id, _recorder(request, "claimed"))
    return await _taken(request, done)


async def take_next(request: ConsoleRequest) -> Any:
    await request.form(EmptyForm)
    done = await asyncio.to_thread(request.services.handovers.next_for, request.agent.id, _recorder(request, "claimed"))
    return None if isinstance(done, TicketGone) else await _taken(request, done)


async def give_back(request: ConsoleRequest) -> Any:
    form, id_ = await request.form(GiveBack), request.path_value("id")
    if form.to == "assistant":
        return await _ended(request, "assistant", "given_to_assistant")
    done = await asyncio.to_thread(
        request.services.handovers.give_back, id_, request.agent.id, _recorder(request, "given_back")
    )
    return await _after(request, id_, done)


async def transfer(request: ConsoleRequest) -> Any:
    form, id_ = await request.form(Transfer), request.path_value("id")
    owner = await _owner_now(request, id_)
    if form.agent == owner:
        raise Problem(409, "已经由这位客服接待。")
    to = await asyncio.to_thread(request.services.staff.by_id, form.agent)
    audited = _recorder(request, "transferred", detail=to.name if to else "")
    note = require_clean(form.note, await asyncio.to_thread(request.services.nearest.public), NOT_KEPT, "note")
    done = await asyncio.to_thread(request.services.handovers.transfer, id_, owner, form.agent, note, audited)
    if isinstance(done, AgentFull) and to:
        raise Problem(409, f"{to.title} 已有 {done.most} 个对话，满了。")
    if isinstance(done, AgentAway):
        raise Problem(409, f"{done.title} 现在不在线，请换一位同事。")
    return await _after(request, id_, isinstance(done, Claimed))


async def close(request: ConsoleRequest) -> Any:
    form = await request.form(Close)
    return await _ended(request, form.ended, "closed")


async def _ended(request: ConsoleRequest, ended: Ended, what: Act) -> Any:
    id_, note = request.path_value("id"), _recorder(request, what, detail=ended)
    done = await asyncio.to_thread(request.services.handovers.close, id_, request.agent.id, ended, note)
    return await _after(request, id_, done)


async def _owner_now(request: ConsoleRequest, id_: str) -> str:
    """Return the agent whose conversation is transferred. Administrators may transfer others'. Raises Problem."""
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, request.agent.id)
    if ticket is None:
        raise NO_SUCH_TICKET
    if not allows(ticket["state"], "transfer"):
        raise why_not(ticket, request.agent.id)
    return str(ticket["agent"]["id"]) if request.agent.role == "admin" and ticket["agent"] else request.agent.id


async def _taken(request: ConsoleRequest, done: ClaimOutcome) -> Any:
    if isinstance(done, ClaimedByOther):
        raise Problem(409, f"已由 {done.title} 接待。")
    if isinstance(done, AgentFull):
        raise Problem(409, f"您已有 {done.most} 个对话，先结束一个或转给同事，再接待。")
    if isinstance(done, AgentAway):
        raise Problem(409, "您现在是离线状态，先把状态改成在线再接待。")
    if isinstance(done, TicketGone):
        raise CLOSED
    return await _after(request, done.ticket, True)


async def _after(request: ConsoleRequest, id_: str, done: bool) -> Any:
    """Notify the browsers and return the current request; raise Problem if the act was not done."""
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, request.agent.id)
    if ticket is None:
        raise NO_SUCH_TICKET
    if not done:
        raise why_not(ticket, request.agent.id)
    request.services.hub.tickets([id_])
    request.services.hub.deliver()
    return ticket


async def explain_refusal(request: ConsoleRequest, id_: str) -> Problem:
    """Return the Problem that explains why the agent cannot act on the request."""
    ticket = await asyncio.to_thread(request.services.inbox.ticket, id_, request.agent.id)
    return why_not(ticket, request.agent.id) if ticket else NO_SUCH_TICKET


def why_not(ticket: Mapping[str, Any], agent: str) -> Problem:
    """As `explain_refusal`, for a request already read. `ticket`: as the API has it."""
    if ticket["state"] == "closed":
        return CLOSED
    if ticket["state"] != "active":
        return BACK_IN_QUEUE
    has = ticket["agent"] or {}
    return NOT_YOURS if has.get("id") == agent else Problem(409, f"这个对话现在由 {has.get('title') or '同事'} 接待。")


def _recorder(request: ConsoleRequest, what: Act, detail: str = "") -> Recorder:
    return act_recorder(request.agent.id, what, request.address, detail=detail)
