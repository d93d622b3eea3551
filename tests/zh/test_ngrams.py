from hypothesis import given
from hypothesis import strategies as st

from zh.ngrams import EDGE, ngrams


def test_characters_edges_and_sounds_are_counted() -> None:
    counted = ngrams("改改")
    assert counted["改"] == 2
    assert counted["改改"] == 1
    assert counted[EDGE + "改"] == counted["改" + EDGE] == 1
    assert counted["~gai"] == 2


def test_order_makes_a_difference() -> None:
    assert ngrams("怎么改") != ngrams("改怎么")


def test_homophones_share_their_sounds() -> None:
    heard = [{gram for gram in ngrams(text) if gram.startswith("~")} for text in ("学时申报", "学识申报")]
    assert heard[0] == heard[1]


@given(st.text())
def test_any_text_can_be_counted(text: str) -> None:
    assert all(count > 0 for count in ngrams(text).values())
