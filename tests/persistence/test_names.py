"""Names from outside say nothing in the database."""

from pathlib import Path

import pytest

from persistence.names import Names, is_stored, names_of

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
ONE, OTHER = Names(KEY.encode()), Names(b"l" * 32)
CARD = "11010519491231002X"


def test_a_name_has_one_conversation_and_it_is_nobody_elses() -> None:
    assert ONE.conversation(CARD) == ONE.conversation(CARD) != ONE.conversation("11010519491231003X")
    assert ONE.conversation(CARD) != OTHER.conversation(CARD)
    assert CARD[:6] not in ONE.conversation(CARD)


def test_the_name_itself_is_read_with_the_key_only() -> None:
    sealed = ONE.seal(CARD)
    assert CARD not in sealed
    assert (ONE.unseal(sealed), OTHER.unseal(sealed), ONE.unseal("nonsense")) == (CARD, None, None)


@pytest.mark.parametrize("name", ["web-0123", "wechat-0123", ONE.conversation("x"), "web-a\nb"])
def test_what_is_stored(name: str) -> None:
    assert is_stored(name)


@pytest.mark.parametrize("name", ["user-7", "named-", "named-" + "g" * 32, "named-" + "0" * 33, " web-0", "WEB-0"])
def test_what_is_not(name: str) -> None:
    assert not is_stored(name)


def test_the_key_is_the_environments_or_the_files(tmp_path: Path) -> None:
    file = tmp_path / "var" / "session.key"
    assert names_of(KEY, file).conversation("a") == ONE.conversation("a")
    assert not file.exists()
    made = names_of("", file)
    assert made.conversation("a") == names_of("", file).conversation("a") != ONE.conversation("a")
    assert file.stat().st_mode & 0o777 == 0o600
