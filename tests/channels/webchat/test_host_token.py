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

from channels.webchat.host_token import LEEWAY, HostKey, HostUser, examined, host_user
from owner.live import using
from tests.owner.builders import ROLES, library

KEY = HostKey("0123456789abcdef" * 2, roles={"1": "reader", "管理员": "school", "2": "gone"})


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


@pytest.mark.parametrize(
    "wrong",
    [
        None,
        7,
        "",
        "a.b.c",
        "\ud800",
        "a.\udcff.c",
        "ü.ü.ü",
        token(key="o" * 32),
        token(key="0123456789abcdef" * 4, method="HS512"),
        token(exp=time.time() - 3600),
        token(nbf=time.time() + 3600),
        token(exp=None),
        token(exp=str(int(time.time() + 60))),
        token(exp=int((time.time() + 60) * 1000)),
        token(exp=(time.time() + 60) * 1e6),
        token(exp=True),
        token(exp=[time.time() + 60]),
        token(nbf=str(int(time.time() - 60))),
        token(iat=str(int(time.time() - 60))),
        token(sub=None),
        token(sub=""),
        token(sub="a\nb"),
        token(sub="x" * 256),
        token(sub="web-" + "0" * 32),
        jwt.encode({"sub": "u-1"}, KEY.key),
        jwt.encode({"sub": "u-1", "exp": time.time() + 3600}, "", algorithm="none"),
    ],
    ids=itertools.count(),
)
def test_what_is_not_genuine_names_nobody(wrong: object) -> None:
    assert host_user(wrong, KEY) is None


# Made when the test runs: what was made when it was collected may have run out.
@pytest.mark.parametrize(
    "written", [lambda seconds: seconds * 1000, lambda seconds: str(int(seconds))], ids=["milliseconds", "text"]
)
def test_the_reason_names_the_claim_and_no_value(written: Callable[[float], object]) -> None:
    assert examined(token(exp=written(time.time() + 60)), KEY) == "exp is no number of seconds since 1970"


def test_it_lasts_as_long_as_it_says() -> None:
    exp = int(time.time()) + 60
    user = host_user(token(exp=exp), KEY)
    assert user
    assert not user.has_expired(exp + LEEWAY - 1)
    assert user.has_expired(exp + LEEWAY)


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
