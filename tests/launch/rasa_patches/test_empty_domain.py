"""What is empty for Rasa is empty, and nothing else."""

import pytest
from rasa.shared.core.domain import Domain

from launch.rasa_patches.empty_domain import compare_with_one_empty_domain
from tests.running import ROOT

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
