"""Handlers of the staff form, in which users give their details: asking for it and reading it."""

import asyncio
import time
from datetime import datetime, timezone
from typing import Any

from console.accounts.audit import act_recorder
from console.http.problem import Problem
from console.http.request import ConsoleRequest, EmptyForm
from console.inbox.ticket_handlers import explain_refusal
from persistence.helpdesk.staff_forms import StaffForms

SWITCHED_OFF = Problem(404, "没有开放用户资料表（STAFF_FORM）。")
NOTHING = Problem(404, "没有可以查看的资料：用户没有填写，已经删除，或者对话不在您手上。")


async def form_state(request: ConsoleRequest, ticket: str) -> dict[str, Any] | None:
    """Return the state of the form without its content; None if forms are switched off."""
    forms = request.services.forms
    if forms is None:
        return None
    state = await asyncio.to_thread(forms.status, ticket, request.agent.id, time.time())
    filled = datetime.fromtimestamp(state.filled, timezone.utc) if state.filled else None
    at = filled.isoformat(timespec="seconds") if filled else None
    return {"filled": at, "look": state.may_look and at is not None and request.agent.role != "reader"}


async def request_form(request: ConsoleRequest) -> Any:
    forms, who, id_ = _forms(request), request.agent, request.path_value("id")
    await request.form(EmptyForm)
    note = act_recorder(who.id, "form_asked", request.address)
    if not await asyncio.to_thread(forms.ask, id_, who.id, who.title, note):
        raise await explain_refusal(request, id_)
    request.services.hub.deliver()
    return {}


async def show_form(request: ConsoleRequest) -> Any:
    """Return what the user wrote. Each read is recorded in the audit, or nothing is returned."""
    forms, who, id_ = _forms(request), request.agent, request.path_value("id")
    await request.form(EmptyForm)
    note = act_recorder(who.id, "form_read", request.address)
    details = await asyncio.to_thread(forms.look, id_, who.id, note, time.time())
    if details is None:
        raise NOTHING
    return details.as_dict()


def _forms(request: ConsoleRequest) -> StaffForms:
    if request.services.forms is None:
        raise SWITCHED_OFF
    return request.services.forms
