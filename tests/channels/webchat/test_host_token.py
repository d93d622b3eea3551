"""The host platform's tokens."""

import itertools
import time
from collections.abc import Callable, Iterator
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from rasa.shared.exceptions import RasaException

from channels.webchat.host_token import LEEWAY, HostKey, HostUser, host_user, user_or_refusal
from owner.live import using
from tests.owner.builders import ROLES, library

KEY = HostKey("9c1f7ab24e60d83b5a7e12f4c86d09b3", roles={"1": "reader", "管理员": "school", "2": "gone"})


PRIVATE = rsa.generate_private_key(65537, 2048)
PEM = PRIVATE.public_key().public_bytes(
    serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
).decode()  # fmt: skip


@pytest.fixture(autouse=True)
def _roles() -> Iterator[None]:
    with using(library(roles=ROLES)):
        yield


def token(key: str = KEY.key, method: str = "HS256", **claims: Any) -> str:
    return jwt.encode({"sub": "u-1", "exp": time.time() + 3600, **claims}, key, algorithm=method)


def test_the_subject_names_the_conversation() -> None:
    assert host_user(token(), KEY) == HostUser("u-1")
    assert host_user(f"Bearer {token()}", KEY) == HostUser("u-1")


@pytest.mark.parametrize(
    ("claim", "role"),
    [
        ("1", "reader"),
        (1, "reader"),
        ("管理员", "school"),
        ("school", "school"),
        ("读者", "reader"),
        ("2", None),
        ("x", None),
    ],
)
def test_the_role_is_translated(claim: object, role: str | None) -> None:
    assert host_user(token(role=claim), KEY) == HostUser("u-1", role)


def test_without_roles_a_claim_says_nothing() -> None:
    with using(library()):
        assert host_user(token(role="school"), KEY) == HostUser("u-1")


def test_the_claim_may_have_another_name() -> None:
    key = HostKey(KEY.key, role_claim="kind", roles=KEY.roles)
    assert host_user(token(kind="1"), key) == HostUser("u-1", "reader")


NO_TOKEN = "it is no JSON Web Token"
OTHER_KEY = "the signature does not fit the key"
NO_SENDER = "sub cannot name a conversation"


@pytest.mark.parametrize("wrong", [None, 7, "", "a.b.c", "\ud800", "a.\udcff.c", "ü.ü.ü"], ids=ascii)
def test_what_is_no_token_names_nobody(wrong: object) -> None:
    assert host_user(wrong, KEY) is None
    assert user_or_refusal(wrong, KEY) == NO_TOKEN


@pytest.mark.parametrize(
    ("key", "method", "reason"),
    [
        ("o" * 32, "HS256", OTHER_KEY),
        (KEY.key * 2, "HS512", "alg is not the method of jwt_method"),
        ("", "none", "alg is not the method of jwt_method"),
    ],
)
def test_a_forged_token_names_nobody(key: str, method: str, reason: str) -> None:
    assert user_or_refusal(token(key, method), KEY) == reason


# Made when the test runs: what was made when it was collected may have run out.
@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        (lambda now: {"exp": now - 3600}, "exp has run out"),
        (lambda now: {"nbf": now + 3600}, "nbf or iat lies ahead"),
        (lambda now: {"exp": None}, "exp is missing"),
        (lambda now: {"exp": str(int(now + 60))}, "exp is no number of seconds since 1970"),
        (lambda now: {"exp": int((now + 60) * 1000)}, "exp is no number of seconds since 1970"),
        (lambda now: {"exp": (now + 60) * 1e6}, "exp is no number of seconds since 1970"),
        (lambda now: {"exp": True}, "exp has run out"),
        (lambda now: {"nbf": str(int(now - 60))}, "nbf is no number of seconds since 1970"),
        (lambda now: {"iat": str(int(now - 60))}, "iat is no number of seconds since 1970"),
        (lambda now: {"sub": None}, "sub is missing"),
        (lambda now: {"sub": ""}, "sub is missing"),
        (lambda now: {"sub": "  "}, "sub is missing"),
        (lambda now: {"sub": "\u3000\t"}, "sub is missing"),
        (lambda now: {"sub": "a\nb"}, NO_SENDER),
        (lambda now: {"sub": "x" * 256}, NO_SENDER),
        (lambda now: {"sub": "web-" + "0" * 32}, NO_SENDER),
    ],
    ids=itertools.count(),
)
def test_a_claim_that_is_wrong_is_named(claims: Callable[[float], dict[str, Any]], reason: str) -> None:
    assert user_or_refusal(token(**claims(time.time())), KEY) == reason


def test_a_token_without_an_end_names_nobody() -> None:
    assert user_or_refusal(jwt.encode({"sub": "u-1"}, KEY.key), KEY) == "exp is missing"
    assert host_user(token(exp=[time.time() + 60]), KEY) is None


def test_it_lasts_as_long_as_it_says() -> None:
    exp = int(time.time()) + 60
    user = host_user(token(exp=exp), KEY)
    assert user
    assert not user.has_expired(exp + LEEWAY - 1)
    assert user.has_expired(exp + LEEWAY)


NAMED = HostKey(KEY.key, audience="assistant")


@pytest.mark.parametrize("aud", ["assistant", ["assistant"], ["shop", "assistant"], ["assistant", "assistant"]])
def test_a_token_for_us_counts(aud: object) -> None:
    assert host_user(token(aud=aud), NAMED) == HostUser("u-1")


@pytest.mark.parametrize(
    "aud", ["shop", "", " assistant", "Assistant", "assistant2", [], ["shop"], [["assistant"]], 7, None, {"a": 1}, [7]]
)
def test_a_token_for_another_service_does_not_where_we_have_a_name(aud: object) -> None:
    refused = user_or_refusal(token(aud=aud), NAMED)
    assert refused == ("aud does not name jwt_audience" if aud else "aud is missing")
    assert host_user(token(aud=aud), KEY) == HostUser("u-1")


def test_nor_does_one_for_nobody() -> None:
    assert user_or_refusal(token(), NAMED) == "aud is missing"
    assert host_user(token(), KEY) == HostUser("u-1")


def test_a_public_key_is_enough() -> None:
    signed = jwt.encode({"sub": "u-1", "exp": time.time() + 60}, PRIVATE, algorithm="RS256")
    assert host_user(signed, HostKey(PEM, "RS256")) == HostUser("u-1")
    # The public key is known to everybody: it must not pass for a shared secret.
    assert host_user(token(), HostKey(PEM, "RS256")) is None


@pytest.mark.parametrize(
    ("key", "method"),
    [
        ("short", "HS256"),
        ("k" * 64, "HS256"),
        (KEY.key, "HS512"),
        (KEY.key, "none"),
        (KEY.key, "HS1"),
        (KEY.key, "RS256"),
        (PEM, "HS256"),
        (PEM, "ES256"),
    ],
    ids=itertools.count(),
)
def test_a_key_that_protects_nothing_is_refused(key: str, method: str) -> None:
    with pytest.raises(RasaException):
        HostKey(key, method)
