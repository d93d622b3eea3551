"""What can be guessed is weak; what is random is not, whatever it is written in."""

import base64
import random
import string
import subprocess
import uuid
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from settings.guessable import common_words
from settings.strength import bits, is_simple, is_weak

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = sorted(common_words().words | {word for word in common_words().placeholders if len(word) > 2})
RUNS = [*common_words().runs, "0123456789", "abcdef0123456789", "fedcba9876543210"]
SIZES = (16, 20, 24, 32)
TRIES = 60


def _long_enough(text: str, shortest: int) -> str:
    return text * (-(-shortest // len(text)))


def _words(chance: Random, shortest: int) -> str:
    """Return few words that everybody knows, with a mark between them, in any letters, and what everybody adds."""
    mark = chance.choice(["", "-", "_", ".", " "])
    words = chance.choices(WORDS, k=max(2, shortest // 8))
    written = chance.choice([str.lower, str.upper, str.capitalize])
    return _long_enough(mark.join(map(written, words)) + chance.choice(["", "1234", "2026", "!"]), shortest)


def _doubled(chance: Random, shortest: int) -> str:
    word = chance.choice(WORDS)
    return _long_enough(chance.choice([word, word[::-1], f"{word}1", word.capitalize()]) + word, shortest)


def _run(chance: Random, shortest: int) -> str:
    run = chance.choice(RUNS)
    return _long_enough(run[:: chance.choice([1, -1])], shortest)


def _runs(chance: Random, shortest: int) -> str:
    return _long_enough("".join(run[: chance.randint(6, 12)] for run in chance.choices(RUNS, k=2)), shortest)


def _few_characters(chance: Random, shortest: int) -> str:
    return "".join(chance.choices(chance.sample(string.ascii_letters + string.digits, 3), k=shortest))


def _held_keys(chance: Random, shortest: int) -> str:
    keys = chance.sample(string.ascii_lowercase + string.digits, 5)
    return "".join(key * (-(-shortest // 5)) for key in keys)


def _piece_again(chance: Random, shortest: int) -> str:
    return _long_enough("".join(chance.choices(string.ascii_letters, k=chance.randint(1, shortest // 4))), shortest)


def _in_turn(chance: Random, shortest: int) -> str:
    letters, digits = "abcdefghijklmnopqrstuvwxyz", "1234567890"
    return _long_enough("".join(map("".join, zip(letters, digits * 3, strict=False)))[: max(12, shortest)], shortest)


GUESSED: list[Callable[[Random, int], str]] = [
    _words, _doubled, _run, _runs, _few_characters, _held_keys, _piece_again, _in_turn,
]  # fmt: skip


@pytest.mark.parametrize("shortest", SIZES)
@pytest.mark.parametrize("kind", GUESSED)
def test_what_people_think_up_is_weak(kind: Callable[[Random, int], str], shortest: int) -> None:
    chance = random.Random(11)
    made = [kind(chance, shortest) for _ in range(TRIES)]
    assert all(len(secret) >= shortest for secret in made)
    assert [secret for secret in made if not is_weak(secret, shortest)] == []


@pytest.mark.parametrize(
    "secret",
    [
        "0123456789abcdef", "changemechangeme1234", "aaaaaaaaaaaaaaaa", "passwordpassword", "qwertyuiopasdfgh",
        "1qaz2wsx3edc4rfv", "P@ssw0rdP@ssw0rd", "deadbeefdeadbeef", "correcthorsebattery", "aabbccddeeffgghh",
        "11223344556677889900", "a1b2c3d4e5f6g7h8", "xueshi-secret-2026", "密钥密码口令密钥密码口令密钥密码口令",
    ],
)  # fmt: skip
def test_these_are_weak(secret: str) -> None:
    assert is_weak(secret, 16)
    assert is_weak(_long_enough(secret, 32), 32)


@pytest.mark.parametrize("secret", ["please_change_this_secret_key_now", "this-is-a-very-long-secret-key-for-jwt"])
def test_a_sentence_that_asks_for_a_secret_is_none(secret: str) -> None:
    assert is_weak(secret, 32)


@pytest.mark.parametrize(
    ("kind", "shortest"),
    [
        (lambda chance: chance.randbytes(16).hex(), 32),
        (lambda chance: chance.randbytes(32).hex(), 64),
        (lambda chance: base64.b64encode(chance.randbytes(24)).decode(), 32),
        (lambda chance: base64.urlsafe_b64encode(chance.randbytes(24)).decode(), 32),
        (lambda chance: base64.b64encode(chance.randbytes(12)).decode(), 16),
        (lambda chance: str(uuid.UUID(int=chance.getrandbits(128), version=4)), 36),
        (lambda chance: uuid.UUID(int=chance.getrandbits(128), version=4).hex, 32),
        (lambda chance: "".join(chance.choices(string.ascii_letters + string.digits, k=32)), 32),
    ],
    ids=["hex16", "hex32", "base64", "urlsafe", "short base64", "uuid4", "uuid4 hex", "letters"],
)
def test_what_is_made_at_random_is_strong(kind: Callable[[Random], str], shortest: int) -> None:
    chance = random.Random(7)
    made = [kind(chance) for _ in range(300)]
    assert [secret for secret in made if is_weak(secret, shortest)] == []


def test_what_the_project_makes_is_strong(tmp_path: Path) -> None:
    subprocess.run([ROOT / "deploy" / "make-secrets", tmp_path], check=True, capture_output=True)
    for name in ("session_secret", "database_password"):
        assert not is_weak((tmp_path / name).read_text(encoding="utf-8"), 64)


@pytest.mark.parametrize("letters", [string.digits, string.hexdigits.lower(), string.ascii_letters + string.digits])
def test_short_ones_are_hardly_ever_refused(letters: str) -> None:
    chance = random.Random(7)
    made = ["".join(chance.choices(letters, k=16)) for _ in range(1000)]
    assert sum(is_weak(secret, 16) for secret in made) <= (30 if letters == string.digits else 2)


def test_a_long_key_is_judged_by_its_beginning() -> None:
    key = random.Random(7).randbytes(5000).hex()
    assert bits(key) == bits(key + "a" * 100_000) > 1000


def test_a_password_may_be_shorter_than_a_key() -> None:
    assert not is_simple("8341907265", 10)
    assert is_simple("8341907265", 11)
    assert is_simple("8341" * 4, 10)
