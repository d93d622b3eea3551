import pytest

from zh.states import account_states, reports_progress, states


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("审核已经过了,单位选错了", {"approved"}),
        ("我注册早就通过了", {"approved"}),
        ("注册还没审核,登不上", {"pending", "locked_out"}),
        ("审核过了没有", set()),
        ("已经通过了吗", set()),
        ("怎么打印证书", set()),
    ],
)
def test_states_are_found_by_words(text: str, expected: set[str]) -> None:
    assert states(text) == expected


def test_the_last_of_two_opposite_states_counts() -> None:
    assert account_states(["还没审核", "登不上"]) == {"pending", "locked_out"}
    assert account_states(["还没审核,登不上", "审核通过了"]) == {"approved", "locked_out"}
    assert account_states(["审核通过了", "又变成待审核了"]) == {"pending"}


@pytest.mark.parametrize(
    ("clause", "reports"),
    [
        ("搜到了", True),
        ("已经审过了", True),
        ("还没通过了", False),
        ("密码忘了", False),
        ("人才公寓的申请提交了", False),
        ("怎么才算提交了", False),
    ],
)
def test_what_only_reports_progress(clause: str, reports: bool) -> None:
    assert reports_progress(clause) is reports
