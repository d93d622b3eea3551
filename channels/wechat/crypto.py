"""Encrypts and decrypts WeChat's messages: AES-256-CBC, PKCS#7 to 32 bytes, length and AppID inside."""

import base64
import os
import struct

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

BLOCK = 32
"""Bytes to which WeChat pads; AES itself has blocks of 16."""

_RANDOM, _LENGTH = 16, 4


class NotDecipherable(Exception):
    """The ciphertext is none of ours, in whatever way."""


class OtherApp(Exception):
    """The ciphertext is sound but for another AppID."""


def encrypt(text: str, key: bytes, app_id: str) -> str:
    """Return 16 random bytes, the length, `text` and the AppID, padded and encrypted, in base64."""
    body = text.encode("utf-8")
    plain = os.urandom(_RANDOM) + struct.pack("!I", len(body)) + body + app_id.encode("ascii")
    missing = BLOCK - len(plain) % BLOCK
    encryptor = _cipher(key).encryptor()
    return base64.b64encode(encryptor.update(plain + bytes([missing]) * missing) + encryptor.finalize()).decode("ascii")


def decrypt(text: str, key: bytes, app_id: str) -> bytes:
    """Return what is inside `text`; raises NotDecipherable or OtherApp.

    Only for texts whose msg_signature is right: then what it raises tells an attacker nothing.
    """
    try:
        sealed = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise NotDecipherable from error
    if not sealed or len(sealed) % BLOCK:
        raise NotDecipherable
    decryptor = _cipher(key).decryptor()
    plain = _without_padding(decryptor.update(sealed) + decryptor.finalize())
    begin = _RANDOM + _LENGTH
    if len(plain) < begin:
        raise NotDecipherable
    end = begin + int(struct.unpack("!I", plain[_RANDOM:begin])[0])
    if end > len(plain):
        raise NotDecipherable
    if plain[end:] != app_id.encode("ascii"):
        raise OtherApp
    return plain[begin:end]


def _cipher(key: bytes) -> "Cipher[modes.CBC]":
    # The vector is a part of the key: the protocol says so; the random bytes in front stand in for it.
    return Cipher(algorithms.AES(key), modes.CBC(key[:16]))


def _without_padding(plain: bytes) -> bytes:
    count = plain[-1]
    if not 1 <= count <= BLOCK or plain[-count:] != bytes([count]) * count:
        raise NotDecipherable
    return plain[:-count]
