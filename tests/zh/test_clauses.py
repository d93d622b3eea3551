import pytest
from hypothesis import given
from hypothesis import strategies as st

from zh.clauses import clauses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我是老师，忘记密码了，怎么办", ["我是老师", "忘记密码了怎么办"]),
        ("怎么注册", ["怎么注册"]),
        ("登录不了！！！急急急急 怎么办呢", ["登录不了", "急急急急", "怎么办呢"]),
        ("你好。", ["你好"]),
        ("，。！", []),
        ("", []),
    ],
)
def test_a_message_is_cut_at_punctuation_and_short_pieces_join(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@given(st.text(alphabet="怎么改，。 a\n"), st.integers(1, 6))
def test_no_word_is_lost_and_every_piece_but_a_sole_one_is_long_enough(text: str, shortest: int) -> None:
    found = clauses(text, shortest)
    kept = [char for char in text if char not in "，。 \n"]
    assert list("".join(found)) == kept
    assert len(found) <= 1 or all(len(piece) >= shortest for piece in found)
