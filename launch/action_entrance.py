"""Makes the action server refuse requests from pages; on the loopback address also those for other host names."""

import pluggy
from sanic import Sanic, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from observability.hosts import LOOPBACK, objection

implements = pluggy.HookimplMarker("rasa_sdk")

NO_PAGES = "only for programs"


class ActionEntrance:
    """A plug-in of the SDK, which lets any page of any site speak to its server."""

    def __init__(self, listens_on: str) -> None:
        """`listens_on`: the address. Where others than this machine may call it, it has names that nobody tells it."""
        self._here = listens_on.strip("[]") in {host.strip("[]") for host in LOOPBACK}

    @implements
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        async def examine(request: Request) -> HTTPResponse | None:
            if "origin" in request.headers:
                return response.json({"error": NO_PAGES}, status=403)
            hosts = request.headers.getall("host", [])
            target = request.raw_url.decode("latin-1")
            refused = objection(hosts, target, request.version, ()) if self._here else None
            return response.json({"error": refused.reason}, status=refused.status) if refused else None

        async def no_such(_: Request, error: SanicException) -> HTTPResponse:
            return response.json({"error": str(error)}, status=error.status_code)

        app.register_middleware(examine, "request")
        # The SDK calls whatever it does not serve an error of its own, with a traceback.
        app.error_handler.add(SanicException, no_such)
