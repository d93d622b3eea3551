"""What is empty for Rasa is empty, and nothing else; its own actions are the same until the endpoint is another."""

import pytest
from rasa.core.actions import action
from rasa.shared.core.domain import Domain
from rasa.utils.endpoints import EndpointConfig

from launch.rasa_patches.made_once import compare_with_one_empty_domain, make_default_actions_once
from tests.running import ROOT

RASAS = action.default_actions

DOMAINS = (
    Domain.empty(),
    Domain.from_dict({}),
    Domain.from_dict({"intents": ["greet"]}),
    Domain.from_dict({"responses": {"utter_a": [{"text": "a"}]}}),
    Domain.from_dict({"session_config": {"session_expiration_time": 5}}),
    Domain.from_yaml((ROOT / "domain.yml").read_text(encoding="utf-8")),
)


@pytest.mark.filterwarnings("ignore:Slot auto-fill has been removed")
def test_the_same_domains_are_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    rasas = [domain.is_empty() for domain in DOMAINS]
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    compare_with_one_empty_domain()
    assert [domain.is_empty() for domain in DOMAINS] == rasas == [True, True, False, False, False, False]


@pytest.fixture
def once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(action, "default_actions", RASAS)
    make_default_actions_once()


@pytest.mark.usefixtures("once")
def test_they_are_rasas() -> None:
    for endpoint in (None, EndpointConfig("http://127.0.0.1:1")):
        ours, rasas = action.default_actions(endpoint), RASAS(endpoint)
        assert [type(one) for one in ours] == [type(one) for one in rasas]
        # What they keep is what they were made with.
        assert [vars(one) for one in ours] == [vars(one) for one in rasas]


@pytest.mark.usefixtures("once")
def test_they_are_made_again_for_another_endpoint_only() -> None:
    first, second = EndpointConfig("http://127.0.0.1:1"), EndpointConfig("http://127.0.0.1:1")
    made = action.default_actions(first)
    assert action.default_actions(first) == made
    assert action.default_actions(second) != made


@pytest.mark.usefixtures("once")
def test_a_list_that_is_changed_changes_no_other() -> None:
    action.default_actions().clear()
    assert action.default_actions()
