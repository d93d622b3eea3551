import pytest

from zh.states import states, states_told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("审核已经过了,单位选错了", {"approved"}),
        ("我注册早就通过了", {"approved"}),
        ("注册还没审核,登不上", {"pending", "locked_out"}),
        ("审核过了没有", set()),
        ("已经通过了吗", set()),
        ("怎么打印证书", set()),
    ],
)
def test_states_are_told_by_words(text: str, told: set[str]) -> None:
    assert states(text) == told


def test_what_was_told_last_counts() -> None:
    assert states_told(["还没审核", "登不上"]) == {"pending", "locked_out"}
    assert states_told(["还没审核,登不上", "审核通过了"]) == {"approved", "locked_out"}
    assert states_told(["审核通过了", "又变成待审核了"]) == {"pending"}
