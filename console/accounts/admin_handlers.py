"""Handlers for administrators: accounts, invitation links, audit. All roles may list the agents."""

import asyncio
import time
from datetime import datetime, timezone
from typing import Any, Literal

from pydantic import Field

from console.accounts.staff import LastAdministrator
from console.http.problem import Problem
from console.http.request import ConsoleRequest, JsonForm


class Invite(JsonForm):
    role: Literal["admin", "agent", "reader"]


class AccountChange(JsonForm):
    title: str | None = Field(None, regex=r"^[0-9A-Za-z·\u4e00-\u9fff ]{1,16}$")
    role: Literal["admin", "agent", "reader"] | None = None
    most: int | None = Field(None, ge=1, le=100)
    disabled: bool | None = None


async def list_agents(request: ConsoleRequest) -> Any:
    return await asyncio.to_thread(request.services.staff.all, time.time())


async def invite(request: ConsoleRequest) -> Any:
    form = await request.form(Invite)
    make = request.services.invitations.make
    token, until = await asyncio.to_thread(make, form.role, request.agent.id, time.time(), request.address)
    return {
        "link": request.services.installation.link(token),
        "until": datetime.fromtimestamp(until, timezone.utc).isoformat(),
    }


async def change_account(request: ConsoleRequest) -> Any:
    form, id_ = await request.form(AccountChange), request.path_value("id")
    values = {name: value for name, value in form.dict().items() if value is not None}
    if not values:
        raise Problem(400, "没有要改的内容。")
    try:
        agent = await asyncio.to_thread(request.services.staff.change, id_, values, request.agent.id, request.address)
    except LastAdministrator:
        raise Problem(409, "至少要留一位管理员。") from None
    if not agent:
        raise Problem(404, "没有这位客服人员。")
    request.services.hub.presence()
    listed = await asyncio.to_thread(request.services.staff.all, time.time())
    return next(agent for agent in listed if agent["id"] == id_)


async def show_audit(request: ConsoleRequest) -> Any:
    return {"rows": await asyncio.to_thread(request.services.audit.rows, request.number("before"))}
