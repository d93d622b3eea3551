import pytest

from zh.states import states


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("注册了还没审核,登不上", {"pending", "locked_out"}),
        ("我还没注册", {"unregistered"}),
        ("证书怎么打印", set()),
    ],
)
def test_what_the_user_tells_of_the_account(text: str, told: set[str]) -> None:
    assert states(text) == told
