"""Rasa's agent whose turns show the version that its model belongs to, from their beginning to their end."""

from typing import Any

from rasa.core.agent import Agent

from owner.live import showing
from owner.versions import View


class ServedAgent(Agent):
    """Set in the place of an agent's class: Rasa makes agents itself. `view`: None for files that are no version."""

    view: View | None = None

    async def handle_message(self, message: Any) -> Any:
        with showing(self.view):
            return await super().handle_message(message)
