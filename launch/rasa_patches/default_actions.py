"""Rasa's own actions, made once and not three times in a turn.

Replaced is `rasa.core.actions.action.default_actions` (Rasa 3.6.21). Rasa makes all twelve to look for the name of one:
1.5 % of a turn. They keep nothing but the endpoint they were made with.
"""

from typing import Any

from rasa.core.actions import action
from rasa.core.actions.action import Action
from rasa.utils.endpoints import EndpointConfig

_RASAS = action.default_actions


def make_default_actions_once() -> None:
    """Have them made again only for another endpoint."""
    last: dict[str, Any] = {"endpoint": None, "made": _RASAS(None)}

    def default_actions(action_endpoint: EndpointConfig | None = None) -> list[Action]:
        if last["endpoint"] is not action_endpoint:
            last.update(endpoint=action_endpoint, made=_RASAS(action_endpoint))
        return list(last["made"])

    action.default_actions = default_actions
