"""Settings that several channels have."""

import pytest
from rasa.shared.exceptions import RasaException

from channels.settings import secret, texts, words
from settings.processes import RasaServer
from tests.environment import read_from


def test_a_list_of_texts_or_one_alone() -> None:
    assert texts("X", "intents", ["ask", "menu"]) == ["ask", "menu"]
    assert texts("X", "intents", "ask") == ["ask"]
    assert texts("X", "intents", None) == []


@pytest.mark.parametrize("value", [{"ask": 1}, [1], True, 7])
def test_anything_else_is_refused_with_its_name(value: object) -> None:
    with pytest.raises(RasaException, match="X's setting intents"):
        texts("X", "intents", value)


def test_single_texts_with_known_names() -> None:
    assert words("X", {"file": "var/x"}, ("file", "other")) == {"file": "var/x"}


@pytest.mark.parametrize("given", [{"fiel": "x"}, {"file": ""}, {"file": 1}])
def test_unknown_names_and_what_is_no_text_are_refused(given: dict[str, object]) -> None:
    with pytest.raises(RasaException, match=next(iter(given))):
        words("X", given, ("file",))


def test_a_secret_of_another_name_is_held_to_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    server = read_from(RasaServer, {})
    assert secret(server, "OUR_DESK", like="HANDOFF_WEBHOOK_SECRET") == ""
    monkeypatch.setenv("OUR_DESK", "9c1f7ab24e60d83b")
    assert secret(server, "OUR_DESK", like="HANDOFF_WEBHOOK_SECRET") == "9c1f7ab24e60d83b"
    with pytest.raises(RasaException, match="环境变量 OUR_DESK 的值不对，应为：至少 32 个字符"):
        secret(server, "OUR_DESK", like="SESSION_SECRET")
