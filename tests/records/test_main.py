"""`python -m records`: what it says, what it does, and what it refuses."""

import io
import json
from pathlib import Path

import pytest
from rasa.shared.core.events import UserUttered

from launch.ports import free_port
from persistence.names import SEALED, Names
from records.__main__ import main
from tests.persistence.privacy.sample import SECRET, SampleData

KEY = "9c1f7ab24e60d83b5a7e12f4c86d09b3"
CARD = "11010519491231002X"


@pytest.fixture
def sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SampleData:
    url = f"sqlite:///{tmp_path / 'kept.db'}"
    monkeypatch.setenv("DATABASE_URL", url)
    return SampleData(url)


def test_expire_says_what_it_did(sample: SampleData, capsys: pytest.CaptureFixture[str]) -> None:
    sample.person("web-a", 31)
    assert main(["expire", "--days", "30", "--dry-run"]) == 0
    assert main(["expire", "--days", "30", "--then", "delete"]) == 0
    assert main(["expire", "--days", "30", "--anonymise"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "将匿名化 30 天以前的：1 个对话、6 个事件、1 张转人工工单、1 条评价。",
        "将删除到期的：1 个图片、语音和视频。",
        "已删除 30 天以前的：1 个对话、6 个事件、1 张转人工工单、1 条评价。",
        "已删除到期的：1 个图片、语音和视频。",
        "已匿名化 30 天以前的：0 个对话、0 个事件、0 张转人工工单、0 条评价。",
    ]


def test_expire_without_words_follows_the_settings(sample: SampleData, capsys: pytest.CaptureFixture[str]) -> None:
    sample.session("web-a", 179)
    sample.session("web-b", 181)
    assert main(["expire"]) == 0
    assert sample.senders() == {"web-a"}
    assert capsys.readouterr().out.startswith("已匿名化 180 天以前的：1 个对话")


@pytest.mark.parametrize("days", ["0", "-1", "1000000"])
def test_days_that_mean_nothing_are_refused(sample: SampleData, capsys: pytest.CaptureFixture[str], days: str) -> None:
    sample.session("web-a", 500)
    assert main(["expire", "--days", days]) == 1
    assert "--days 是 1 到 36500 的天数" in capsys.readouterr().err
    assert sample.senders() == {"web-a"}


def test_export_is_json_in_chinese(sample: SampleData, capsys: pytest.CaptureFixture[str]) -> None:
    sample.person("web-a", 3)
    assert main(["export", "web-a"]) == 0
    out = capsys.readouterr().out
    assert SECRET in out
    assert json.loads(out)["sender"] == "web-a"


def test_delete_asks_before(
    sample: SampleData, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sample.person("web-a", 3)
    assert main(["delete", "web-a"]) == 1
    assert "请加 --yes" in capsys.readouterr().err
    for answer, left in (("", {"web-a"}), ("y", {"web-a"}), ("yes\n", set())):
        terminal = io.StringIO(answer or "\n")
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", terminal)
        assert main(["delete", "web-a"]) == (0 if not left else 1)
        assert sample.senders() == left
    assert (
        "已删除 6 个事件、3 条待送客服系统的消息、1 条评价、1 条人工接待中写给用户的话和通知、"
        "1 个图片、语音和视频、1 份给客服填写的资料、1 张转人工工单。" in capsys.readouterr().out
    )


@pytest.mark.parametrize("command", [["export"], ["delete", "--yes"]])
def test_an_unknown_sender(sample: SampleData, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    assert main([*command, "web-nobody"]) == 1
    assert capsys.readouterr().err == "没有这个对话编号的数据。\n"


def test_a_database_that_is_not_there(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"postgresql://somebody:geheim@127.0.0.1:{free_port()}/x")
    for command in (["expire"], ["export", "web-a"], ["delete", "web-a", "--yes"]):
        assert main(command) == 1
        output = capsys.readouterr()
        assert "数据库打不开或没有回答（OperationalError）" in output.err
        assert "geheim" not in output.err + output.out


def test_a_name_from_outside_finds_what_stands_under_its_digest(
    sample: SampleData, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SESSION_SECRET", KEY)
    names = Names(KEY.encode())
    conversation = names.conversation(CARD)
    sample.person(conversation, 3)
    # What a server of an earlier version has written since.
    sample.session(CARD, 1)
    assert main(["export", CARD]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["sender"], {row["sender_id"] for row in data["events"]}) == (CARD, {CARD, conversation})
    assert main(["expire"]) == 0
    assert sample.senders() == {conversation}
    assert main(["delete", CARD, "--yes"]) == 0
    assert sample.senders() == set()


def test_who_is_behind_a_conversation(
    sample: SampleData, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SESSION_SECRET", KEY)
    names = Names(KEY.encode())
    message = UserUttered("在吗", timestamp=sample.now, metadata={SEALED: names.seal(CARD)})
    sample.write(names.conversation(CARD), [message, UserUttered("/resume", timestamp=sample.now)])
    sample.session("web-a", 1)
    assert main(["name", names.conversation(CARD)]) == 0
    assert capsys.readouterr().out == f"{CARD}\n"
    assert main(["name", "web-a"]) == 1
    monkeypatch.setenv("SESSION_SECRET", KEY[::-1])
    assert main(["name", names.conversation(CARD)]) == 1
    assert CARD not in capsys.readouterr().err
