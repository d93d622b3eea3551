"""The sentence encoder that is installed: vectors of length 1, near for texts that mean nearly the same."""

import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from understanding import encoder as encoders
from understanding.encoder import (
    LONGEST,
    Floats,
    SentenceEncoder,
    UniversalSentenceEncoder,
    encoding_once,
    read_ahead,
    sentence_encoder,
)


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    found = sentence_encoder()
    assert found is not None
    return found


def test_paraphrases_are_nearer_than_other_questions(encoder: SentenceEncoder) -> None:
    asked, paraphrase, other = encoder.encode(["怎么注册账号", "如何开通一个新帐户", "证书在哪里打印"])
    assert asked @ paraphrase > asked @ other + 0.1


def test_every_text_has_a_vector_of_length_one(encoder: SentenceEncoder) -> None:
    texts = ["", " ", "1", "😀", "\ud83d".encode("utf-8", "replace").decode(), "学" * 5000, "\x00"]
    vectors = encoder.encode(texts)
    assert vectors.shape[0] == len(texts)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1, abs=1e-3)


def test_only_the_beginning_of_a_long_text_counts(encoder: SentenceEncoder) -> None:
    begin = "怎么注册" * (LONGEST // 4)
    first, second = encoder.encode([begin, begin + "证书在哪里打印" * 100])
    assert first == pytest.approx(second, abs=1e-5)


def test_a_text_alone_and_among_others_has_the_same_vector(encoder: SentenceEncoder) -> None:
    alone = encoder.encode(["忘记密码"])[0]
    assert encoder.encode(["怎么注册账号啊请问", "忘记密码"])[1] == pytest.approx(alone, abs=1e-4)


def test_a_text_is_encoded_once_within_a_block_and_nothing_is_kept_behind_it(
    encoder: SentenceEncoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(encoder, UniversalSentenceEncoder)
    alone, encode, asked = encoder.encode(["忘记密码"])[0], encoder._encode, list[str]()

    def noted(texts: list[str]) -> Floats:
        asked.extend(texts)
        return encode(texts)

    monkeypatch.setattr(encoder, "_encode", noted)
    with encoding_once():
        encoder.encode(["忘记密码", "证书", "忘记密码"])
        assert encoder.encode(["忘记密码", "注册"])[0] == pytest.approx(alone, abs=1e-4)
        assert asked == ["忘记密码", "证书", "注册"]
    assert encoder.cached is None


def test_who_asks_while_the_weights_are_being_read_waits_for_them(encoder: SentenceEncoder) -> None:
    fresh, text = UniversalSentenceEncoder(), ["忘记密码"]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(fresh.encode, [text] * 8))
    assert np.stack(found) == pytest.approx(np.stack([encoder.encode(text)] * 8), abs=1e-5)


def test_weights_are_read_ahead_only_where_the_encoder_was_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[object] = []
    monkeypatch.setattr(encoders, "is_installed", lambda: True)
    monkeypatch.setattr(UniversalSentenceEncoder, "encode", lambda _, texts: read.append(texts))
    sentence_encoder.cache_clear()
    read_ahead(0)
    time.sleep(0.2)
    assert not read
    sentence_encoder()
    read_ahead(0)
    until = time.monotonic() + 10
    while not read and time.monotonic() < until:
        time.sleep(0.01)
    assert read == [[""]]
    sentence_encoder.cache_clear()
