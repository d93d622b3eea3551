"""Passwords that everybody tries first are refused wherever one is set; others are not."""

import time

import pytest

from console.accounts.passwords import GUESSED, LONGEST, SHORTEST, objection
from console.accounts.weak_passwords import is_weak_password
from settings.guessable import common_words
from settings.strength import is_simple
from tests.console.site import Browser, Site
from tests.console.test_password_handlers import with_password

GUESSED_FIRST = (
    # runs, from both sides and in pieces
    "1234567890", "0987654321", "123456789a", "abcdefghij", "12345abcde", "1357924680",
    # what is said again
    "1122334455", "abcdeabcde", "abc123abc123", "aabbccddee", "123ab123ab", "qqwweerrtt",
    # keys beside each other
    "qwertyuiop", "poiuytrewq", "asdfghjkl;", "1q2w3e4r5t", "1qaz2wsx3edc", "!qaz@wsx123", "qwer1234!@#$", "147258369a",
    # words, also with other letters, and with what everybody adds
    "password123", "P@ssw0rd123!", "Administrator1", "admin888888", "welcome2026!", "Woaini1314520", "iloveyou520",
    "Wang123456", "jinan@2026", "kefu123456", "ｐａｓｓｗｏｒｄ１２３", "mima19900101", "zhang20010101",
)  # fmt: skip
GOOD = (
    "a long enough word 7", "another long enough 8", "kT9#xq2Lm0w", "correct horse battery", "8341907265",
    "猫在阳台上晒太阳真舒服", "7gR-admin-2Vb", "Mj4!password",
)  # fmt: skip


@pytest.mark.parametrize("password", GUESSED_FIRST)
def test_what_everybody_tries_first_is_refused(password: str) -> None:
    assert objection(password, "xiaohong") == GUESSED


@pytest.mark.parametrize("password", GOOD)
def test_others_are_not(password: str) -> None:
    assert objection(password, "xiaohong") is None


@pytest.mark.parametrize("password", ["xiaohong123", "gnohoaix2026", "Xiaohong!!!1", "XIAOHONG's desk at home"])
def test_one_s_own_name_is_refused(password: str) -> None:
    assert objection(password, "xiaohong") == GUESSED


def test_each_word_with_what_is_added_to_it_is_refused() -> None:
    for word in common_words().words:
        for added in ("123456", "2026", "12345678", "888888!"):
            assert is_weak_password(word + added), word


def test_each_run_is_refused_from_both_sides() -> None:
    long_enough = [run for run in common_words().runs if not is_simple(run, SHORTEST)]
    for run in long_enough:
        assert [is_weak_password(one[:end]) for one in (run, run[::-1]) for end in (SHORTEST, len(run))] == [
            True
        ] * 4, run
    assert len(long_enough) > 10


def test_the_longest_is_judged_at_once() -> None:
    began = time.monotonic()
    objection(("q1!z" * LONGEST)[: LONGEST - 1] + "7", "xiaohong")
    assert time.monotonic() - began < 1


def test_it_is_so_for_the_first_administrator(site: Site) -> None:
    token, _ = site.services.invitations.make_first(time.time())
    new = {"name": "boss", "title": "小王", "password": "1234567890"}
    answer = site.nobody().ask("POST", f"/api/invitations/{token}", new)
    assert (answer.status_code, answer.json()["error"]) == (400, GUESSED)
    # The link is still good.
    assert site.nobody().ask("POST", f"/api/invitations/{token}", {**new, "password": GOOD[2]}).status_code == 200


def test_it_is_so_for_who_changes_it(site: Site) -> None:
    one: Browser = with_password(site)[0]
    answer = one.ask("POST", "/api/me/password", {"old": "a long enough word 7", "new": "Passw0rd2026"})
    assert (answer.status_code, answer.json()["error"]) == (400, GUESSED)
