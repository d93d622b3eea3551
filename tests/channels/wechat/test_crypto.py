"""Encryption, against wechatpy's, and ciphertexts that are none."""

import base64
import itertools
import os

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import given
from hypothesis import strategies as st
from wechatpy.crypto import PrpCrypto

from channels.wechat.crypto import NotDecipherable, OtherApp, decrypt, encrypt

KEY, APP = bytes(range(32)), "wx0123456789"


@given(st.text(st.characters(blacklist_categories=["Cs"])))
def test_each_reads_what_the_other_writes(text: str) -> None:
    theirs = PrpCrypto(KEY)
    assert theirs.decrypt(encrypt(text, KEY, APP), APP) == text
    assert decrypt(theirs.encrypt(text, APP).decode(), KEY, APP).decode() == text


def test_the_same_text_is_never_the_same_ciphertext() -> None:
    assert encrypt("在吗", KEY, APP) != encrypt("在吗", KEY, APP)


def test_another_app_s_message_is_told_apart() -> None:
    with pytest.raises(OtherApp):
        decrypt(encrypt("在吗", KEY, "wxanother"), KEY, APP)


def _raw(plain: bytes) -> str:
    encryptor = Cipher(algorithms.AES(KEY), modes.CBC(KEY[:16])).encryptor()
    return base64.b64encode(encryptor.update(plain) + encryptor.finalize()).decode()


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "not base64!",
        "AAAA",
        base64.b64encode(os.urandom(48)).decode(),
        "é" * 44,
        _raw(b"\0" * 32),  # padding of 0
        _raw(b"\0" * 31 + b"\x21"),  # padding of 33
        _raw(b"\0" * 30 + b"\1\2"),  # padding that is not uniform
        _raw(b"\x20" * 32),  # nothing but padding
        _raw(b"\0" * 16 + b"\xff\xff\xff\xff" + b"\x0c" * 12),  # longer than it is
        encrypt("在吗", bytes(32), APP),  # another key
    ],
    ids=itertools.count(),
)
def test_whatever_is_wrong_it_is_one_error(broken: str) -> None:
    with pytest.raises(NotDecipherable):
        decrypt(broken, KEY, APP)


@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_else(body: bytes) -> None:
    for text in (base64.b64encode(body).decode(), body.decode("latin-1"), _raw(body + bytes(-len(body) % 32))):
        with pytest.raises((NotDecipherable, OtherApp)):
            decrypt(text, KEY, APP)
