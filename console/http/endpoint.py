"""endpoint(): turns a Rule into a Starlette endpoint that checks permission and maps errors to answers."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from console.accounts.agent import Agent, may
from console.http.cookies import is_forged, token_of
from console.http.headers import headers
from console.http.problem import (
    FAILED,
    FORGED,
    NO_CONTENT,
    NO_DATABASE,
    NOT_ALLOWED,
    NOT_SIGNED_IN,
    Problem,
    refused,
)
from console.http.request import ConsoleRequest
from console.services import ConsoleServices
from observability.redaction import where
from observability.request_id import HEADER, accepted_id, request_id

logger = logging.getLogger(__name__)

Permission = Literal["anybody", "reader", "agent", "admin"]
"""The lowest role that may use a route; "anybody": no sign-in needed."""

Do = Callable[[ConsoleRequest], Awaitable[Any]]
"""A handler: returns data for JSON, or a Response; raises Problem."""

Method = Literal["GET", "POST", "PATCH", "DELETE"]


@dataclass(frozen=True)
class Rule:
    """One route of the API: method, path, permission and handler."""

    method: Method
    path: str
    permission: Permission
    do: Do


def endpoint(rule: Rule, services: ConsoleServices) -> Callable[[Request], Awaitable[Response]]:
    """Return the Starlette endpoint of a rule."""

    async def answer(request: Request) -> Response:
        token = request_id.set(accepted_id(request.headers.get(HEADER)))
        try:
            result = await rule.do(await _allowed(rule, request, services))
            made = result if isinstance(result, Response) else JSONResponse(result)
        except Problem as problem:
            made = refused(request, problem)
        except FileNotFoundError:
            # The content of a new institution is still being made.
            made = refused(request, NO_CONTENT)
        except (SQLAlchemyError, OSError) as error:
            logger.warning("The database does not answer (%s).", type(error).__name__)
            made = refused(request, NO_DATABASE)
        except Exception as error:
            logger.error("A request failed: %s", where(error))
            made = refused(request, FAILED)
        finally:
            request_id.reset(token)
        for name, value in headers().items():
            made.headers.setdefault(name, value)
        return made

    return answer


async def _allowed(rule: Rule, request: Request, services: ConsoleServices) -> ConsoleRequest:
    """Return the request with its signed-in agent; raise Problem if it is not permitted."""
    token = token_of(request)
    who: Agent | None = await asyncio.to_thread(services.sessions.find, token, time.time()) if token else None
    if rule.permission == "anybody":
        return ConsoleRequest(request, services, who)
    if who is None:
        raise NOT_SIGNED_IN
    if not may(who.role, rule.permission):
        raise NOT_ALLOWED
    if rule.method != "GET" and is_forged(request, token):
        raise FORGED
    return ConsoleRequest(request, services, who)
