"""Answers malformed requests (an address that is no text, a body that breaks off) without an error in the log.

It wraps `Http.http1` and `Http.error_response` (Sanic 21.12.2), which serve a connection. Sanic logs what they raise as
an error of the server, with a traceback. Anybody may send such requests as often as they like.
"""

from http import HTTPStatus

from httptools import HttpParserInvalidURLError, parse_url
from sanic import headers
from sanic.exceptions import InvalidUsage, SanicException
from sanic.http import Http


def close_quietly() -> None:
    """Have the connection closed where the request is at fault, after an answer if one is possible."""
    served, answered = Http.http1, Http.error_response

    async def http1(http: Http) -> None:
        try:
            await served(http)  # type: ignore[no-untyped-call]
        except SanicException as error:
            if getattr(error, "status_code", 500) >= 500:
                raise

    async def error_response(http: Http, exception: Exception) -> None:
        if http.request is None and not _is_address(http.url):
            # Sanic's own answer would name it.
            http.url = None
            exception = exception if isinstance(exception, SanicException) else InvalidUsage("Bad Request")
        await answered(http, exception)

    Http.http1 = http1  # type: ignore[method-assign]
    Http.error_response = error_response  # type: ignore[method-assign, assignment]


def name_misdirected() -> None:
    """Give the status 421 its name, which Sanic does not know."""
    status = HTTPStatus.MISDIRECTED_REQUEST
    headers._HTTP1_STATUSLINES[status] = b"HTTP/1.1 %d %b\r\n" % (status, status.phrase.encode())


def _is_address(url: str | None) -> bool:
    try:
        return url is None or parse_url(url.encode()).path is not None
    except (UnicodeEncodeError, HttpParserInvalidURLError):
        return False
