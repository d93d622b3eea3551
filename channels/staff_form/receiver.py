"""FormReceiver: stores a filled-in form for the staff. The conversation only gets a notice, none of the content."""

import asyncio
import logging
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from rasa.shared.core.events import BotUttered
from sanic import Sanic

from channels.bot_message import store_and_send
from channels.desk.last_channel import output_of
from channels.rasa_server import loaded_agent
from channels.turns import Turns, alone
from owner.live import profile
from persistence.database import Database
from persistence.helpdesk.details import details_of
from persistence.helpdesk.staff_forms import StaffForms, staff_forms_of
from settings.processes import RasaServer

logger = logging.getLogger(__name__)

PATH = "/form"
"""Path of a link to the form. Its token follows a "#", which browsers do not send, so it is in no log."""


class FormReceiver:
    """If the database fails, the form is lost but the conversation goes on. `base`: the page's public address."""

    def __init__(self, forms: StaffForms, base: str) -> None:
        self._forms, self._base = forms, base
        self._turns = Turns()

    async def take(self, app: Sanic, conversation: str, packet: object) -> bool:
        """Store the form sent by the page; return whether it was stored, which needs a person in the conversation."""
        details = details_of(packet)
        if details is None:
            return False
        stored = await self._ask(self._forms.fill, conversation, details, time.time())
        if stored:
            await self._notify(app, conversation)
        return bool(stored)

    async def take_by(self, app: Sanic, token: str, packet: object) -> bool:
        """Store the form sent by a link, which works once; return whether it was stored."""
        details = details_of(packet)
        if details is None:
            return False
        conversation = await self._ask(self._forms.fill_by, token, details, time.time())
        if conversation:
            await self._notify(app, conversation)
        return conversation is not None

    async def is_open(self, token: str) -> bool:
        return await self._ask(self._forms.of_link, token, time.time()) is not None

    async def link(self, conversation: str) -> str | None:
        """Return the address of a new link; None if no person has the conversation."""
        token = await self._ask(self._forms.link, conversation, time.time())
        return f"{self._base}{PATH}#{token}" if token else None

    async def _notify(self, app: Sanic, conversation: str) -> None:
        """Send the notice after the running turns, even if the client disconnects."""
        await asyncio.shield(self._turns.start(conversation, partial(_say_kept, app, conversation)))

    async def _ask(self, do: Callable[..., Any], *arguments: object) -> Any:
        """Return the store's result; None if the database fails."""
        try:
            return await asyncio.to_thread(do, *arguments)
        except Exception as error:  # each database has errors of its own
            logger.error("A form for the staff could not be kept or read: %s", type(error).__name__)
            return None


async def _say_kept(app: Sanic, conversation: str) -> None:
    """Send the notice that the staff have the form, to the user and the agent."""
    agent = loaded_agent(app)
    async with alone(app, conversation, None):
        tracker = await agent.tracker_store.retrieve(conversation)
        if tracker is None:
            return
        output = await output_of(app, conversation, tracker)
        metadata = {"metadata": {"outcome": "handoff", "from": "notice"}}
        await store_and_send(
            agent, output, conversation, BotUttered(profile().sentence("form_filled"), metadata=metadata)
        )


def form_receiver(server: RasaServer) -> FormReceiver | None:
    """Return the FormReceiver; None without the built-in helpdesk or if the owner wants no form."""
    if not server.offers_form:
        return None
    database = Database(server.database, pooled=False)
    base = f"https://{server.allowed_hosts[0]}" if server.allowed_hosts else "http://127.0.0.1:5005"
    return FormReceiver(staff_forms_of(database, server.session_key), base)
