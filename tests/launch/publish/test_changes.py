import json
from pathlib import Path

import pytest

from launch.publish import changes as module
from launch.publish.changes import SHOWN, changes, content_name, lost_phrasings
from tests.launch.publish.contents import generated


def test_each_kind_is_told_by_titles(tmp_path: Path) -> None:
    old = generated(tmp_path / "old", {"a": "一", "b": "二", "gone": "三"}, {"gone": "没了的"})
    new = generated(tmp_path / "new", {"a": "一改", "b": "二", "come": "四"}, {"b": "换了标题", "come": "新来的"})
    yml = new / "login.yml"
    yml.write_text(yml.read_text(encoding="utf-8").replace("- b？", "- b？\n    - 另一个问法"), encoding="utf-8")
    (new / "profile.json").write_text('{"other": 1}', encoding="utf-8")
    result = changes(old, new)
    assert [*result.lines()] == [
        "新增 1 个：新来的", "删除 1 个：没了的", "改了答案 1 个：标题a", "改了问法 1 个：换了标题",
        "改了标题 1 个：换了标题",
        "改了助手的设置（句子、时间、电话、角色、地区等）",
    ]  # fmt: skip
    assert result.as_json() == {
        "added": ["come"], "removed": ["gone"], "reworded": ["a"], "asked": ["b"], "retitled": ["b"], "profile": True,
    }  # fmt: skip


def test_the_same_has_no_lines(tmp_path: Path) -> None:
    same = generated(tmp_path / "same", {"a": "一"})
    assert [*changes(same, same).lines()] == []


def test_many_are_counted(tmp_path: Path) -> None:
    old = generated(tmp_path / "old", {})
    new = generated(tmp_path / "new", {f"x{number}": "一" for number in range(SHOWN + 1)})
    [line] = changes(old, new).lines()
    assert line.startswith(f"新增 {SHOWN + 1} 个")
    assert line.endswith("标题x7 等")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (60, []),
        (50, []),
        (25, ["少了 35 条说法（原有 100），最多的：a 35（原有 60）；不是有意删的，从版本库或备份恢复 nlu 文件夹"]),
    ],
)
def test_phrasings_that_vanish_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kept: int, said: list[str]
) -> None:
    others = {f"b{number}": "faq/b" for number in range(40)}
    before = {**others, **{f"a{number}": "faq/a" for number in range(60)}, "gone": "faq/gone"}
    known = {"old": before, "new": {**others, **{f"a{number}": "faq/a" for number in range(kept)}}}
    monkeypatch.setattr(module, "known_questions", lambda file: known[file.name])
    assert lost_phrasings(tmp_path / "old", tmp_path / "new") == said


def test_a_content_is_named_by_its_assistant_its_topics_and_its_size(tmp_path: Path) -> None:
    folder = generated(tmp_path / "some", {"a": "一", "b": "二", "c": "三"})
    assert content_name(folder) == "（3 个答案）"
    rows = {
        id_: {"topic_title": topic, "topic_order": at}
        for at, (id_, topic) in enumerate(zip("cab", "借还书", strict=True))
    }
    (folder / "answers.json").write_text(json.dumps({"renamed": {}, "answers": rows}), encoding="utf-8")
    (folder / "profile.json").write_text(json.dumps({"assistant": {"name": "小图"}}), encoding="utf-8")
    assert content_name(folder) == "小图（借、还等 3 个答案）"
