from pathlib import Path

from channels.desk.packet import SignedPacket, is_genuine
from persistence.helpdesk.signing import desk_key, signature

KEY = "an installation's own key of a length"


def test_the_rasa_server_takes_it_for_genuine(tmp_path: Path) -> None:
    key = desk_key(KEY)
    body = b'{"conversation": "web-a"}'
    assert is_genuine(SignedPacket(body, "1000", signature(key, "1000", body)), key, 1000.0)
    assert not is_genuine(SignedPacket(body, "1000", signature(key, "1001", body)), key, 1000.0)


def test_without_a_key_in_the_environment_both_find_the_same(tmp_path: Path) -> None:
    file = tmp_path / "session.key"
    assert desk_key("", file) == desk_key(file.read_text().strip())
    assert desk_key(KEY) != KEY.encode()
