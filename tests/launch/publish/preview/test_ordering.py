"""Which messages are asked first: those that a publication may answer otherwise."""

from pathlib import Path

import pytest

from launch.publish.preview import ordering
from launch.publish.preview.making import in_order
from launch.publish.preview.ordering import nearest_first, taught_otherwise
from tests.launch.publish.preview.models import Model

MESSAGES = ["怎么打印证书", "忘记密码怎么办", "电子发票抬头填错了", "几点上班", "发票抬头开错了能换吗"]


def test_what_is_near_a_changed_phrasing_comes_first() -> None:
    ordered = nearest_first(MESSAGES, ["发票抬头写错了怎么改"])
    assert set(ordered[:2]) == {"电子发票抬头填错了", "发票抬头开错了能换吗"}
    assert ordered[-1] == "几点上班"
    assert sorted(ordered) == sorted(MESSAGES)


@pytest.mark.parametrize("changed", [[], ["上班"] * 2])
def test_without_a_border_to_draw_the_order_stays(monkeypatch: pytest.MonkeyPatch, changed: list[str]) -> None:
    monkeypatch.setattr(ordering, "MOST_CHANGED", 1)
    assert nearest_first(MESSAGES, changed) == MESSAGES
    assert nearest_first([], ["几点上班"]) == []


def test_changed_are_phrasings_that_one_model_lacks_or_has_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {"old": {"甲": "faq/a", "乙": "faq/b", "丙": "faq/c"}, "new": {"甲": "faq/a", "乙": "faq/c", "丁": "faq/d"}}
    monkeypatch.setattr(ordering, "known_questions", lambda file: known[file.name])
    assert sorted(taught_otherwise(tmp_path / "old", tmp_path / "new")) == sorted("乙丙丁")


def test_of_a_damaged_model_nothing_is_known(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"none")
    assert taught_otherwise(tmp_path / "old", tmp_path / "old") == ()


def test_the_faq_s_own_questions_come_first_and_what_both_were_asked_not_again(tmp_path: Path) -> None:
    old, new = Model(tmp_path / "old.json", {}), Model(tmp_path / "new.json", {})
    for model in (old, new):
        model.ask(MESSAGES[:1])
    old.ask(MESSAGES[1:])
    ordered = in_order([old, new], {"忘记密码怎么办", "没有这一句"}, MESSAGES, ["几点上下班"])
    assert ordered[:2] == ["忘记密码怎么办", "几点上班"]
    assert sorted(ordered) == sorted(MESSAGES[1:])
