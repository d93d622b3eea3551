"""Handler for agents who change their own password."""

import asyncio
import time

from pydantic import Field
from starlette.responses import Response

from console.accounts.passwords import objection
from console.accounts.session_handlers import TOO_MANY, begin_session
from console.http.problem import Problem
from console.http.request import ConsoleRequest, JsonForm


class PasswordChange(JsonForm):
    old: str = Field(min_length=1, max_length=1024)
    new: str = Field(min_length=1, max_length=1024)


async def change_password(request: ConsoleRequest) -> Response:
    """Store the new password and end the agent's other sessions."""
    form, who, services, now = await request.form(PasswordChange), request.agent, request.services, time.time()
    if await asyncio.to_thread(services.sign_in_limit.is_on, who.name, request.address, now):
        raise TOO_MANY
    account = await asyncio.to_thread(services.staff.by_name, who.name)
    if account is None or not await services.passwords.fits(form.old, account[1]):
        raise Problem(400, "现在的密码不对。")
    await asyncio.to_thread(services.sign_in_limit.off, who.name, request.address, now)
    wrong = objection(form.new, who.name)
    if wrong:
        raise Problem(400, wrong)
    await asyncio.to_thread(services.staff.keep_password, who.id, await services.passwords.hashed(form.new))
    return await begin_session(request, who, "password_changed")
