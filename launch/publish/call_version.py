"""Makes the action server use the version of the calling turn, which the call names in a header."""

import pluggy
from sanic import Sanic
from sanic.request import Request

from owner.live import show_here
from owner.versions import HEADER, view_of

implements = pluggy.HookimplMarker("rasa_sdk")


class VersionOfACall:
    """A plug-in of the SDK, the only way to add to its server."""

    @implements
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        app.register_middleware(_show, "request")


async def _show(request: Request) -> None:
    # Requests of a connection share one task, so each must replace the version of the last one.
    show_here(view_of(request.headers.get(HEADER, "")))
