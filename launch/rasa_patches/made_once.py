"""Makes the empty domain and Rasa's default actions once, instead of in every turn.

It replaces `Domain.is_empty` (Rasa 3.6.21), which makes an empty domain to compare with: 4 % of a turn.

It also replaces `rasa.core.actions.action.default_actions`. That makes Rasa's twelve own actions to look for the name
of one, three times: 1.5 %. They keep nothing but the endpoint they were made with.
"""

from typing import Any

from rasa.core.actions import action
from rasa.core.actions.action import Action
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

_RASAS = action.default_actions


def compare_with_one_empty_domain() -> None:
    """Have one empty domain made now, for all comparisons."""
    nothing = Domain.empty().as_dict()

    def is_empty(domain: Domain) -> bool:
        return bool(domain.as_dict() == nothing)

    Domain.is_empty = is_empty


def make_default_actions_once() -> None:
    """Have them made again only for another endpoint."""
    last: dict[str, Any] = {"endpoint": None, "made": _RASAS(None)}

    def default_actions(action_endpoint: EndpointConfig | None = None) -> list[Action]:
        if last["endpoint"] is not action_endpoint:
            last.update(endpoint=action_endpoint, made=_RASAS(action_endpoint))
        return list(last["made"])

    action.default_actions = default_actions
