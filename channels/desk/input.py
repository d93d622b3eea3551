"""DeskInput: the way back from a person's desk: what the person says, and the end of it."""

import time
from collections.abc import Mapping
from typing import Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from channels.desk.packet import LARGEST_BODY, FromDesk, Signed, is_genuine, read_desk
from channels.http import Refused
from channels.rasa_server import OnNewMessage, loaded_agent
from channels.rest.output import RestOutput
from channels.saying import say
from channels.settings import of_server, secret
from channels.watch.health import liveness

HAND_BACK = "/resume"
SECRET = "HANDOFF_WEBHOOK_SECRET"


class DeskInput(InputChannel):
    """Off (404) while the environment names no secret.

    credentials.yml:
        channels.desk.input.DeskInput:
          secret_env: HANDOFF_WEBHOOK_SECRET
    """

    @classmethod
    def name(cls) -> str:
        return "desk"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> "DeskInput":
        name = (credentials or {}).get("secret_env", SECRET)
        return cls(secret(of_server(), name, like=SECRET))

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def blueprint(self, on_new_message: OnNewMessage) -> Blueprint:
        blueprint = Blueprint("desk_webhook", __name__)

        async def receive(request: Request) -> HTTPResponse:
            asked = self._asked(request)
            if isinstance(asked, Refused):
                return response.json({"error": asked.reason}, status=asked.status)
            agent = loaded_agent(request.app)
            tracker = await agent.tracker_store.retrieve(asked.conversation)
            if tracker is None:
                return response.json({"error": "no such conversation"}, status=404)
            output = _output(request.app, tracker)
            if asked.text is None:
                back = UserMessage(HAND_BACK, output, asked.conversation, input_channel=self.name())
                await on_new_message(back)
            else:
                said = BotUttered(asked.text, metadata={"metadata": {"outcome": "handoff", "from": "person"}})
                await say(agent, output, asked.conversation, said)
            return response.json({"status": "ok"})

        blueprint.add_route(liveness, "/", methods=["GET"], name="health")
        blueprint.add_route(receive, "/webhook", methods=["POST"], name="receive")
        return blueprint

    def _asked(self, request: Request) -> FromDesk | Refused:
        if not self._secret:
            return Refused(404, "no desk is connected")
        if len(request.body) > LARGEST_BODY:
            return Refused(413, "the body is too large")
        headers = request.headers
        signed = Signed(request.body, headers.get("x-timestamp", ""), headers.get("x-signature", ""))
        if not is_genuine(signed, self._secret, time.time()):
            return Refused(403, "the signature is wrong, or too old")
        return read_desk(request.body)


def _output(app: Sanic, tracker: DialogueStateTracker) -> OutputChannel:
    """Return what reaches the user now; on a channel that can't push, the conversation keeps it."""
    used = (event.input_channel for event in reversed(tracker.events) if isinstance(event, UserUttered))
    name = next((channel for channel in used if channel != DeskInput.name()), None)
    inputs = (found for found in app.ctx.input_channels if found.name() == name)
    return next((output for found in inputs if (output := found.get_output_channel())), None) or RestOutput()
