"""Handlers for signing in and out, registering by an invitation, presence and heartbeat."""

import asyncio
import time
from typing import Any, Literal

from pydantic import Field
from starlette.responses import JSONResponse, Response

from console.accounts.acts import Act
from console.accounts.agent import Agent
from console.accounts.invitations import NameTaken
from console.accounts.passwords import objection
from console.http.cookies import csrf_of, put_cookie, take_cookie, token_of
from console.http.problem import Problem
from console.http.request import ConsoleRequest, EmptyForm, JsonForm
from owner.live import profile
from owner.open_now import is_open
from persistence.helpdesk.presence import shown_state
from persistence.helpdesk.states import now_utc

LONGEST = 64
WRONG = Problem(401, "登录名或密码不对。")
TOO_MANY = Problem(429, "试的次数太多了，请 15 分钟后再试。")
NO_LINK = Problem(404, "这个链接已经用过或者过期了，请让管理员再发一个。")


class SignIn(JsonForm):
    name: str = Field(min_length=1, max_length=LONGEST)
    password: str = Field(min_length=1, max_length=1024)


class SignOut(JsonForm):
    everywhere: bool = False


class Join(JsonForm):
    name: str = Field(regex=r"^[0-9A-Za-z_.@\-\u4e00-\u9fff]{2,32}$")
    title: str = Field(regex=r"^[0-9A-Za-z·\u4e00-\u9fff ]{1,16}$")
    password: str = Field(min_length=1, max_length=1024)


class AgentState(JsonForm):
    state: Literal["online", "busy", "offline"]


async def show_account(console_request: ConsoleRequest) -> Any:
    return await _me(console_request, console_request.agent, token_of(console_request.request))


async def sign_in(request: ConsoleRequest) -> Response:
    form, now = await request.form(SignIn), time.time()
    services, address = request.services, request.address
    if await asyncio.to_thread(services.sign_in_limit.is_on, form.name, address, now):
        raise TOO_MANY
    account = await asyncio.to_thread(services.staff.by_name, form.name)
    if not await services.passwords.fits(form.password, account[1] if account else None) or account is None:
        await asyncio.to_thread(services.audit.note, account[0].id if account else None, "sign_in_failed", address)
        raise WRONG
    await asyncio.to_thread(services.sign_in_limit.off, form.name, address, now)
    return await begin_session(request, account[0], "sign_in")


async def sign_out(console_request: ConsoleRequest) -> Response:
    form, who = await console_request.form(SignOut), console_request.agent
    services = console_request.services
    what: Act = "sign_out_everywhere" if form.everywhere else "sign_out"
    await asyncio.to_thread(services.audit.note, who.id, what, console_request.address)
    if form.everywhere:
        await asyncio.to_thread(services.sessions.end_all, who.id)
    else:
        await asyncio.to_thread(services.sessions.end, token_of(console_request.request))
    await asyncio.to_thread(services.presence.leave, who.id)
    answer = JSONResponse({})
    take_cookie(answer, secure=services.installation.secure)
    return answer


async def show_invitation(request: ConsoleRequest) -> Any:
    invitation = await asyncio.to_thread(request.services.invitations.find, request.path_value("token"), time.time())
    if invitation is None:
        raise NO_LINK
    return {"role": invitation.role, "first": invitation.first}


async def register(request: ConsoleRequest) -> Response:
    form, services, token = await request.form(Join), request.services, request.path_value("token")
    wrong = objection(form.password, form.name)
    if wrong:
        raise Problem(400, wrong)
    if await asyncio.to_thread(services.invitations.find, token, time.time()) is None:
        raise NO_LINK
    new = {"name": form.name, "title": form.title, "password_hash": await services.passwords.hashed(form.password)}
    try:
        made = await asyncio.to_thread(services.invitations.use, token, time.time(), new, request.address)
    except NameTaken:
        raise Problem(409, "这个登录名已经有人用了，请换一个。") from None
    who = await asyncio.to_thread(services.staff.by_id, made) if made else None
    if who is None:
        raise NO_LINK
    return await begin_session(request, who, "sign_in")


async def set_presence(console_request: ConsoleRequest) -> Any:
    form, who = await console_request.form(AgentState), console_request.agent
    services, now = console_request.services, time.time()
    await asyncio.to_thread(services.presence.choose, who.id, form.state, now)
    if form.state == "offline":
        # The agent's conversations return to the queue at once, and the users are notified.
        services.hub.tickets(await asyncio.to_thread(services.handovers.lost, now))
        services.hub.deliver()
    await asyncio.to_thread(services.audit.note, who.id, "presence", console_request.address, detail=form.state)
    services.hub.presence()
    changed = await asyncio.to_thread(services.staff.by_id, who.id)
    return await show_account(ConsoleRequest(console_request.request, services, changed))


async def heartbeat(request: ConsoleRequest) -> Any:
    await request.form(EmptyForm)
    await asyncio.to_thread(request.services.presence.beat, request.agent.id, time.time())
    return {}


async def begin_session(request: ConsoleRequest, who: Agent, what: Act) -> Response:
    """Begin a session and set its cookie. `what`: the act for the audit."""
    await asyncio.to_thread(request.services.audit.note, who.id, what, request.address)
    token = await asyncio.to_thread(request.services.sessions.begin, who.id, time.time())
    answer = JSONResponse(await _me(request, who, token))
    put_cookie(answer, token, secure=request.services.installation.secure)
    return answer


async def _me(request: ConsoleRequest, who: Agent, token: str) -> dict[str, Any]:
    current, now = profile(), time.time()
    return {
        **{name: getattr(who, name) for name in ("id", "name", "title", "role", "most")},
        "state": shown_state(who.state, who.seen, now),
        "csrf": csrf_of(token),
        "assistant": {"name": current.assistant.name, "platform": current.assistant.platform},
        "agents_online": (await asyncio.to_thread(request.services.presence.there, now)).online,
        "hours_open": is_open(current.staff.desk, now_utc()),
    }
