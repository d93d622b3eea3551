"""Texts cut to size."""

from hypothesis import given
from hypothesis import strategies as st

from channels.wechat.splitting import MOST, size, split


def test_what_fits_is_one_piece() -> None:
    assert split("好的。") == ["好的。"]
    assert split(" \n ") == []
    assert split("字" * 682 + "ab") == ["字" * 682 + "ab"]


def test_it_is_cut_where_a_sentence_ends() -> None:
    sentence = "请先登录平台，再按步骤操作。"
    first, second = split(sentence * 80)
    assert first.endswith("。")
    assert size(first) <= MOST < size(first + sentence)
    assert first + second == sentence * 80


def test_best_after_a_line() -> None:
    assert split("一二三四。五六\n七八。九十", 35) == ["一二三四。五六", "七八。九十"]


def test_a_mark_is_not_cut_in_two() -> None:
    assert split("甲乙丙。请稍等......", 24) == ["甲乙丙。", "请稍等......"]
    assert split("他们都说“好。”我们都说不。", 24) == ["他们都说“好。”", "我们都说不。"]


def test_without_any_end_it_is_cut_between_characters() -> None:
    assert split("字" * 1000) == ["字" * 682, "字" * 318]
    assert split("😀" * 5, 9) == ["😀😀", "😀😀", "😀"]


@given(st.text(alphabet="甲a。！\n ，.…😀", max_size=300), st.integers(8, 60))
def test_nothing_but_blanks_is_lost(text: str, most: int) -> None:
    pieces = split(text, most)
    assert all(0 < size(piece) <= most for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())
