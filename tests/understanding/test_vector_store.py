"""What was encoded once is not encoded again, and a damaged or foreign file does no harm."""

from pathlib import Path

import numpy as np
import pytest

from tests.understanding.fake_encoder import FakeEncoder
from understanding.vector_store import vectors

TEXTS = ["怎么注册", "忘记密码", "怎么注册"]


def test_only_new_texts_are_encoded(tmp_path: Path) -> None:
    file, encoder = tmp_path / "models" / "vectors.npz", FakeEncoder()
    first = vectors(TEXTS, encoder, file)
    assert sorted(encoder.asked) == sorted(set(TEXTS))
    assert first == pytest.approx(encoder.encode(TEXTS), abs=1e-3)
    encoder.asked.clear()
    again = vectors([*TEXTS, "证书"], encoder, file)
    assert encoder.asked == ["证书"]
    assert np.array_equal(again[:3], first)


def test_vectors_of_another_encoder_do_not_count(tmp_path: Path) -> None:
    vectors(TEXTS, FakeEncoder(), tmp_path / "vectors.npz")
    other = FakeEncoder("fake 2")
    vectors(TEXTS, other, tmp_path / "vectors.npz")
    assert len(other.asked) == 2


def test_what_nobody_asks_for_is_given_up_in_the_end(tmp_path: Path) -> None:
    file, encoder = tmp_path / "vectors.npz", FakeEncoder()
    vectors([f"旧问题{number}" for number in range(20)], encoder, file)
    vectors(["新问题"], encoder, file)
    encoder.asked.clear()
    vectors(["旧问题1", "新问题"], encoder, file)
    assert encoder.asked == ["旧问题1"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"no archive at all"])
def test_a_damaged_file_is_written_anew(tmp_path: Path, damage: bytes) -> None:
    file, encoder = tmp_path / "vectors.npz", FakeEncoder()
    file.write_bytes(damage)
    vectors(TEXTS, encoder, file)
    encoder.asked.clear()
    vectors(TEXTS, encoder, file)
    assert encoder.asked == []


def test_a_file_cut_off_is_written_anew(tmp_path: Path) -> None:
    file, encoder = tmp_path / "vectors.npz", FakeEncoder()
    vectors(TEXTS, encoder, file)
    file.write_bytes(file.read_bytes()[:-200])
    assert vectors(TEXTS, encoder, file).shape[0] == 3


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path: Path) -> None:
    (tmp_path / "models").write_text("a file, no folder")
    assert vectors(TEXTS, FakeEncoder(), tmp_path / "models" / "vectors.npz").shape[0] == 3
