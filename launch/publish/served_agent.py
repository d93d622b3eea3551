"""ServedAgent: Rasa's agent whose turns use the version of its model for the whole turn."""

from typing import Any

from rasa.core.agent import Agent

from owner.live import showing
from owner.versions import View


class ServedAgent(Agent):
    """Assigned to `__class__` of an agent, because Rasa creates agents itself. `view`: None without a version."""

    view: View | None = None

    async def handle_message(self, message: Any) -> Any:
        with showing(self.view):
            return await super().handle_message(message)
