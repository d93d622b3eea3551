"""Rasa's own actions are the same ones until the endpoint is another."""

import pytest
from rasa.core.actions import action
from rasa.utils.endpoints import EndpointConfig

from launch.rasa_patches.default_actions import make_default_actions_once

RASAS = action.default_actions


@pytest.fixture(autouse=True)
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "default_actions", RASAS)
    make_default_actions_once()


def test_they_are_rasas() -> None:
    for endpoint in (None, EndpointConfig("http://127.0.0.1:1")):
        ours, rasas = action.default_actions(endpoint), RASAS(endpoint)
        assert [type(one) for one in ours] == [type(one) for one in rasas]
        # What they keep is what they were made with.
        assert [vars(one) for one in ours] == [vars(one) for one in rasas]


def test_they_are_made_again_for_another_endpoint_only() -> None:
    first, second = EndpointConfig("http://127.0.0.1:1"), EndpointConfig("http://127.0.0.1:1")
    made = action.default_actions(first)
    assert action.default_actions(first) == made
    assert action.default_actions(second) != made


def test_a_list_that_is_changed_changes_no_other() -> None:
    action.default_actions().clear()
    assert action.default_actions()
