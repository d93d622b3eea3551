"""Reads and sets the session cookie, and checks the CSRF token that belongs to it."""

import hashlib
import hmac

from starlette.requests import Request
from starlette.responses import Response

COOKIE = "desk_session"
HEADER = "X-CSRF"


def csrf_of(token: str) -> str:
    """Return the CSRF token that our page sends with each change. Other sites cannot read it."""
    return hmac.new(token.encode(), b"csrf", hashlib.sha256).hexdigest()[:32]


def token_of(request: Request) -> str:
    """Return the session's token, "" if there is none."""
    return request.cookies.get(COOKIE, "")[:128]


def is_forged(request: Request, token: str) -> bool:
    """Return whether the CSRF token is missing or wrong."""
    sent = request.headers.get(HEADER, "")
    return not hmac.compare_digest(sent.encode("utf-8", "replace"), csrf_of(token).encode())


def put_cookie(response: Response, token: str, *, secure: bool) -> None:
    response.set_cookie(COOKIE, token, path="/", httponly=True, samesite="strict", secure=secure)


def take_cookie(response: Response, *, secure: bool) -> None:
    response.delete_cookie(COOKIE, path="/", httponly=True, samesite="strict", secure=secure)
