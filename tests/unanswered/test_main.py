"""`make unanswered` over a database with made events: once with a made model, once the whole with a trained one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from channels.feedback.store import FeedbackStore
from persistence.turns import bot_message_id
from tests.frozen.project import frozen_model, frozen_project
from tests.persistence.privacy.sample import DAY, SampleData
from tests.unanswered.builders import Answering, events
from unanswered import __main__ as command
from unanswered.__main__ import PAGE, main
from unanswered.current_model import NoModel
from unanswered.notes import read_notes

EVIL = "<img src=x onerror=alert(1)>发票\x1b[31m怎么开"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SampleData:
    url = f"sqlite:///{tmp_path / 'conversations.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    store = SampleData(url)
    at = store.now - DAY
    for sender in ("one", "two"):
        store.write(sender, events("箭头不动，我的手机号13800138000", "decline", intent="nlu_fallback", at=at))
    store.write("three", events(EVIL, "offer", intent="nlu_unsure", at=at, offers=["login_slider"]))
    store.write("three", events("/none_of_these", "decline", intent="none_of_these", at=at + 9))
    store.write("four", events("怎么注册", "answer", "registration_how", at=at))
    row = {"conversation": "four", "message": bot_message_id(at + 1), "faq_id": "registration_how", "helpful": False}
    FeedbackStore(url).keep({**row, "reason": "答非所问", "at": "2999-01-01T00:00:00+00:00"})
    store.write("old", events("老早的话", "decline", intent="nlu_fallback", at=store.now - 9 * DAY))
    store.write("older", events("不能再留的话", "decline", intent="nlu_fallback", at=store.now - 190 * DAY))
    return store


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project without content of its own: answers and titles are those of the frozen one."""
    monkeypatch.setattr(command, "_present", lambda model, root: Answering())
    (tmp_path / "project/data").mkdir(parents=True)
    return tmp_path / "project"


def run(root: Path, *args: str) -> int:
    return main([*args, "--root", str(root)])


def test_what_was_not_answered_is_listed_masked_and_escaped(
    sample: SampleData, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root) == 0
    shown, page = capsys.readouterr().out, (root / PAGE).read_text(encoding="utf-8")
    assert "用户写了 4 条消息，4 条没有答上，来自 4 个对话。" in shown
    assert "没有听懂 2，选项都不是 1，评价没帮助 1" in shown
    assert "还要看的有 3 组" in shown
    for text in (shown, page):
        assert "箭头不动，我的手机号【手机号】" in text
        assert "13800138000" not in text
        assert "老早的话" not in text
        assert "\x1b" not in text
    assert "没帮助的原因：答非所问 1" in shown
    assert "<img" not in page
    assert (root / PAGE).stat().st_mode & 0o077 == 0


def test_more_days_show_more_but_never_what_may_not_be_kept(
    sample: SampleData, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--days", "365") == 0
    shown = capsys.readouterr().out
    assert "老早的话" in shown
    assert "不能再留的话" not in shown


def test_what_was_anonymised_is_counted_and_not_shown(
    sample: SampleData, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with sample.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM events WHERE sender_id IN ('one', 'four')")
        day = connection.exec_driver_sql("SELECT date('now')").scalar()
        connection.exec_driver_sql(
            "INSERT INTO anonymous_messages (conversation, day, who, outcome) VALUES ('x', ?, 'bot', 'decline')", (day,)
        )
    assert run(root) == 0
    assert "已匿名化的不算在内，只能计数：没有听懂 1，评价没帮助 1。" in capsys.readouterr().out


def test_a_group_is_set_aside_with_a_reason(sample: SampleData, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == 0
    group = next(line.split()[1] for line in capsys.readouterr().out.splitlines() if "2 个对话" in line)
    assert run(root, "--ignore", group) == 1
    assert "REASON" in capsys.readouterr().err
    assert run(root, "--ignore", group, "--reason", "系统故障") == 0
    assert read_notes(root).reasons == {group: "系统故障"}
    capsys.readouterr()
    assert run(root) == 0
    shown = capsys.readouterr().out
    assert "其中 2 条在 1 个不处理的组里" in shown
    assert "箭头不动" not in shown


@pytest.mark.parametrize("given", ["0", "七", "999999"])
def test_days_that_are_none_are_said(root: Path, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--days", given) == 1
    assert "DAYS" in capsys.readouterr().err


def test_without_a_model_or_a_database_it_says_so(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "other.db").write_text("nothing" * 1000, encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'other.db'}")
    assert run(root) == 1
    assert capsys.readouterr().err.startswith("数据库打不开")

    def none(model: Path | None, root: Path) -> None:
        raise NoModel

    monkeypatch.setattr(command, "_present", none)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'none.db'}")
    assert run(root) == 1
    assert "make train" in capsys.readouterr().err


def test_the_trained_model_is_asked(sample: SampleData) -> None:
    sample.write("five", events("证书怎么打印", "decline", intent="nlu_fallback", at=sample.now - DAY))
    done = subprocess.run(
        [sys.executable, "-m", "unanswered", "--model", str(frozen_model())],
        cwd=frozen_project(), env={**os.environ, "DATABASE_URL": sample.url},
        capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    # The frozen model knows of the arrow as well.
    assert "其中 3 条现在的模型已能回答" in done.stdout
    assert "“怎么注册”" in done.stdout
    assert "相近的答案：registration_how（" in done.stdout
