"""The quick check of an action's result refuses and passes what Rasa's own does."""

from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from launch.rasa_patches.action_results import validate_quickly

RESULTS: list[tuple[Any, bool]] = [
    ({"events": [], "responses": []}, True),
    ({"events": [{"event": "slot", "name": "role", "value": "unit"}], "responses": [{"text": "好"}]}, True),
    ({"events": [{"event": "slot"}], "responses": []}, False),
    ({"events": [{"event": "no such event"}], "responses": []}, False),
    ({"events": "none", "responses": []}, False),
    ({"events": [], "responses": ["text"]}, False),
    ([], False),
]


@pytest.fixture
def own() -> Iterator[None]:
    kept = RemoteAction._validate_action_result
    yield
    RemoteAction._validate_action_result = kept


def accepts(result: Any) -> bool:
    try:
        return bool(RemoteAction("action_x", None)._validate_action_result(result))
    except ValidationError:
        return False


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(("result", "good"), RESULTS)
def test_same_verdict_as_rasa(result: Any, good: bool) -> None:
    assert accepts(result) is good
    validate_quickly()
    assert accepts(result) is good


def test_it_replaces_a_private_method_of_this_version() -> None:
    assert version("rasa") == "3.6.21"
    assert callable(RemoteAction._validate_action_result)
