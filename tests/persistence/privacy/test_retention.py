"""The settings say what is wrong with them."""

from pathlib import Path

import pytest

from persistence.privacy.retention import NotSettings, Retention, retention


def test_as_shipped() -> None:
    assert retention() == Retention(180, "anonymise")


def test_as_an_operator_writes_it(tmp_path: Path) -> None:
    file = tmp_path / "retention.yml"
    file.write_text("days: 30\nthen: delete\n", encoding="utf-8")
    assert retention(file) == Retention(30, "delete")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("days: 0\nthen: delete\n", "days 是 1 到 36500 的天数，不是 0"),
        ("days: true\nthen: delete\n", "不是 True"),
        ("days: 一年\nthen: delete\n", "不是 '一年'"),
        ("days: 30\nthen: 删除\n", "then 只能是"),
        ("days: 30\n", "days 和 then 两项"),
        ("days: 30\nthen: delete\nday: 3\n", "days 和 then 两项"),
        ("- 30\n", "days 和 then 两项"),
        ("days: [\n", "读不出来"),
    ],
)
def test_what_means_nothing_is_refused(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "retention.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(NotSettings, match=says):
        retention(file)


def test_without_the_file(tmp_path: Path) -> None:
    with pytest.raises(NotSettings, match="读不出来"):
        retention(tmp_path / "retention.yml")
