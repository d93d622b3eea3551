"""Settings in seconds."""

import pytest

from channels.watch.timeouts import TimeoutMisconfigured, timeout


@pytest.mark.parametrize(
    ("given", "seconds"), [({}, None), ({"ONE": " "}, None), ({"ONE": "2"}, 2), ({"ONE": "0.5"}, 0.5)]
)
def test_a_setting(given: dict[str, str], seconds: float | None) -> None:
    assert timeout(given, "ONE") == seconds


@pytest.mark.parametrize("given", ["0", "-1", "inf", "nan", "15s"])
def test_a_setting_that_is_none(given: str) -> None:
    with pytest.raises(TimeoutMisconfigured, match=f"ONE.*{given}"):
        timeout({"ONE": given}, "ONE")
