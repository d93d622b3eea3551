"""The action server shows the version that the turn shows which calls it: the call names it in a header."""

import pluggy
from sanic import Sanic
from sanic.request import Request

from owner.live import show_here
from owner.versions import HEADER, view_of

implements = pluggy.HookimplMarker("rasa_sdk")


class VersionOfACall:
    """A plug-in of the SDK, which is how it lets one add to its server."""

    @implements
    def attach_sanic_app_extensions(self, app: Sanic) -> None:
        app.register_middleware(_show, "request")


async def _show(request: Request) -> None:
    # A connection's requests are one task: what was shown for the last of them must not last.
    show_here(view_of(request.headers.get(HEADER, "")))
