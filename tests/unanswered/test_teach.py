"""`make teach`, on a small project with a model of its own."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from suggest.content import read_content
from tests.suggest.builders import NEW, project
from unanswered.notes import TaughtNote, read_notes
from unanswered.overlaps import comes_near, proposed_phrasings
from unanswered.phrasing import LONGEST
from unanswered.teach import main

FILE = "data/nlu/faq/login.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.db")
    return project(tmp_path / "project")


def teach(root: Path, id_: str, text: str, *more: str) -> int:
    return main([id_, f"--text={text}", *more, "--root", str(root)])


def everything(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_phrasing_is_added_with_what_it_takes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert teach(root, NEW, "  滑块上的验证码\n点不动 ") == 0
    output = capsys.readouterr().out
    assert f"已写进 {FILE}：滑块上的验证码 点不动" in output
    assert "现在：" in output
    assert "make publish" in output
    after = everything(root)
    assert {path for path in after if after[path] != before.get(path)} == {root / FILE}
    assert (root / FILE).read_bytes() == before[root / FILE] + "    - 滑块上的验证码 点不动\n".encode()


def test_it_says_from_which_answer_it_takes(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert teach(root, NEW, "滑块找不到了点了没反应") == 0
    assert "现在：答 login_slider（滑块问题）" in capsys.readouterr().out


def test_it_names_what_it_comes_near_and_proposes_more_where_there_are_few(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert teach(root, NEW, "滑块上的验证码点了没反应") == 0
    output = capsys.readouterr().out
    assert "相近的话也可能改由它答，例如“滑块点了没反应”（滑块问题）" in output
    assert "这个答案只有 3 种说法，边界不清楚：再教几句" in output


def test_what_is_surely_answered_already_is_not_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert teach(root, "login_slider", "我的滑块找不到了") == 0
    output = capsys.readouterr().out
    assert output == "“我的滑块找不到了”现在已经答 login_slider（滑块问题），把握 0.99：不用再教，没有写入。\n"
    assert everything(root) == before
    assert teach(root, "login_slider", "滑块找不到") == 0
    assert "已写进" in capsys.readouterr().out


def test_what_users_said_and_got_otherwise_counts(root: Path) -> None:
    said = {"码发了收不到": "login_slider", "码发了没收到": NEW}
    (result,) = comes_near(NEW, "码发了没收着", read_content(root), said, None)
    assert "“码发了收不到”（用户说过，答的是滑块问题）" in result
    assert "码发了没收到" not in result


def test_the_phrasing_itself_is_not_among_what_it_comes_near(root: Path) -> None:
    said = {"码发了没收着": "login_slider", "码发了没收着！": "login_slider"}
    assert list(comes_near(NEW, "码发了没收着", read_content(root), said, None)) == []


def test_more_proposals_are_promised_only_where_there_are_some(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unanswered.overlaps.propose", lambda *_: [])
    judge: Any = None
    (result,) = proposed_phrasings(NEW, read_content(root), judge, None)
    assert result == "这个答案只有 3 种说法，边界不清楚：再教几句用户真的会说的话"


def test_the_group_that_it_was_taught_for_is_kept(root: Path) -> None:
    assert teach(root, NEW, "码一直不来", "--group", "g1234567") == 0
    (row,) = read_notes(root).taught
    assert row == TaughtNote(group="g1234567", answer=NEW, text="码一直不来", on=date.today())


@pytest.mark.parametrize(
    ("id_", "text", "because"),
    [
        ("login_coed", "码不来", "没有编号 login_coed 的答案，相近的有：login_code（验证码问题）"),
        ("login_coed", "码不来", "新的答案不能这样教：照旁边的样子写进 data/source/faq.txt"),
        (NEW, "", "TEXT 后面写用户的一句说法"),
        (NEW, "？！", "TEXT 后面写用户的一句说法"),
        (NEW, "你好，没看到验证码！", "已是 login_code（验证码问题）的说法"),
        (NEW, "滑块怎么弄", "已是 login_slider（滑块问题）的说法，一句话不能有两个答案"),
        (NEW, "我的手机13800138000收不到码", "这句里有个人信息"),
        (NEW, "【手机号】收不到码", "这句里有个人信息"),
        (NEW, "中午吃什么", "data/nlu/out_of_scope.yml:"),
        (NEW, "/restart", "程序用的记号"),
        (NEW, "[济南](city)收不到码", "程序用的记号"),
        (NEW, "收不到码" * LONGEST, f"最多 {LONGEST} 个"),
    ],
)
def test_what_may_not_be_taught_is_one_sentence(
    root: Path, id_: str, text: str, because: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = everything(root)
    assert teach(root, id_, text) == 1
    output = capsys.readouterr().err
    assert because in output
    assert output.count("\n") == 1
    assert everything(root) == before


CATALOG = "sections: {}\ntopics: {}\nanswers:\n- {id: login_new, title: 新的, anchors: [新的怎么弄]}\n"


def test_an_answer_of_the_catalog_that_is_not_generated_yet_is_said_to_be_so(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (root / "data/source").mkdir()
    (root / "data/source/catalog.yml").write_text(CATALOG, encoding="utf-8")
    before = everything(root)
    assert teach(root, "login_new", "码不来") == 1
    assert "login_new 在 catalog.yml 里，还没有生成：先运行 make data" in capsys.readouterr().err
    assert everything(root) == before


def test_nothing_is_trained_and_what_it_takes_is_an_estimate(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lately = {"滑块上的码点了没反应": "login_slider", "滑块上的码点了没反应呀": "login_slider", "课件上的码": ""}
    monkeypatch.setattr("unanswered.teach._typed_lately", lambda _: lately)
    before = everything(root)
    assert teach(root, NEW, "滑块上的码点了没有反应") == 0
    output = capsys.readouterr().out
    assert "预计至少（比较了最相近的 " in output
    assert "没有重新训练" in output
    assert {path.name for path in everything(root) if "models" in path.parts} == {"small.tar.gz"}
    assert {path for path in everything(root) if path not in before} == set()


def test_of_a_new_answer_nothing_is_estimated(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = root / "data/generated/answers.json"
    row = '{"title": "新的问题", "topic": "login", "topic_title": "甲", "topic_order": 1, "lines": {}}'
    text = index.read_text(encoding="utf-8").replace('"answers": {', f'"answers": {{"login_added": {row}, ')
    index.write_text(text, encoding="utf-8")
    assert teach(root, "login_added", "新的怎么弄") == 0
    assert "模型里还没有" in capsys.readouterr().out


def test_a_group_that_is_none_stops_before_anything_is_written(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(root)
    assert teach(root, NEW, "码一直不来", "--group", "3") == 1
    assert "GROUP" in capsys.readouterr().err
    assert everything(root) == before


def test_without_a_model_it_is_written_and_said(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "models/small.tar.gz").unlink()
    assert teach(root, NEW, "码一直不来") == 0
    assert "现在还没有模型" in capsys.readouterr().out
