"""What can be guessed is weak; what is random is not, whatever it is written in."""

import random
import string

import pytest

from settings.strength import is_simple, is_weak


@pytest.mark.parametrize("part", ["changeme", "secret123", "weixin", "xueshi2024", "password-", "密钥密码口令"])
@pytest.mark.parametrize("times", [2, 3, 4, 9])
def test_a_word_that_is_repeated_is_weak(part: str, times: int) -> None:
    repeated = part * times
    assert is_weak(repeated, 10)
    assert is_weak(f"{repeated}{part[:3]}", 10)


@pytest.mark.parametrize("letters", [string.digits, string.hexdigits.lower(), string.ascii_letters + string.digits])
def test_what_is_random_is_strong(letters: str) -> None:
    chance = random.Random(7)
    for size in (16, 32, 48):
        made = ["".join(chance.choices(letters, k=size)) for _ in range(1000)]
        assert sum(is_weak(secret, size) for secret in made) <= 2


def test_a_password_may_be_shorter_than_a_key() -> None:
    assert not is_simple("8341907265", 10)
    assert is_simple("8341907265", 11)
    assert is_simple("8341" * 4, 10)
