"""Settings that several channels have."""

import pytest
from rasa.shared.exceptions import RasaException

from channels.settings import texts, words


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
