"""Closes malformed requests (an address that is no text, a body that breaks off) without an error in the log.

Wrapped is `Http.http1` (Sanic 21.12.2), which serves a connection: what it raises Sanic logs as an error of the server,
with a traceback, and anybody may send such requests as often as they like.
"""

from sanic.exceptions import SanicException
from sanic.http import Http


def close_quietly() -> None:
    """Have the connection closed where the request is at fault."""
    served = Http.http1

    async def http1(http: Http) -> None:
        try:
            await served(http)  # type: ignore[no-untyped-call]
        except UnicodeEncodeError:
            # Of the address, in Sanic's own attempt to answer.
            return
        except SanicException as error:
            if getattr(error, "status_code", 500) >= 500:
                raise

    Http.http1 = http1  # type: ignore[method-assign]
