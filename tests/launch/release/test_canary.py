"""What is wrong with an instance's replies is said in a few words."""

import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any, ClassVar

import pytest

from launch.release.canary import SENDER, CanaryTurn, complaint, new_sender, read_canary, try_out
from launch.release.gate import known_questions
from tests.frozen.project import CONTENT, frozen_project

ASKED = CanaryTurn("证书怎么打印", "answer", "certificate_print")


def reply(outcome: str, **more: str) -> list[dict[str, Any]]:
    return [{"text": "…", "metadata": {"outcome": outcome, **more}}]


def test_the_right_answer() -> None:
    assert complaint(ASKED, reply("answer", faq_id="certificate_print")) is None


@pytest.mark.parametrize(
    ("messages", "reason"),
    [
        ([], "没有回答"),
        (reply("decline"), "应为 answer certificate_print，实际为 decline"),
        (reply("answer", faq_id="login_mobile"), "实际为 answer login_mobile"),
        (reply("decline", reason="error"), "处理时出错"),
        (reply("answer", faq_id="certificate_print") + reply("decline", reason="silent"), "处理时出错"),
        ([{"text": "…"}], "实际为 None"),
    ],
)
def test_a_wrong_one(messages: list[dict[str, Any]], reason: str) -> None:
    assert reason in str(complaint(ASKED, messages))


def test_for_a_rollback_another_answer_will_do_but_none_will_not() -> None:
    assert complaint(ASKED, reply("decline"), any_answer=True) is None
    assert complaint(ASKED, [], any_answer=True)
    assert complaint(ASKED, reply("decline", reason="error"), any_answer=True)


def test_the_conversations_need_both_parts_and_name_answers_there_are() -> None:
    turns = [turn for talk in read_canary(CONTENT) for turn in talk]
    assert {turn.outcome for turn in turns} >= {"answer", "ask", "decline", "chat"}
    assert {turn.faq_id for turn in turns} - {None} <= {id_ for _, id_ in known_questions(frozen_project() / "data")}


class Instance(http.server.BaseHTTPRequestHandler):
    """Answers everything alike, and keeps what was said."""

    heard: ClassVar[list[dict[str, str]]] = []
    answer = b"[]"
    status = 200

    def do_POST(self) -> None:
        assert self.path == "/webhooks/rest/webhook"
        self.heard.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(self.answer)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing of it belongs in the tests' output."""


@pytest.fixture
def instance(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Instance, "heard", [])
    # Not for loopback, whatever it says.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Instance) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_turns_of_a_conversation_are_of_one_sender(instance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instance, "answer", json.dumps(reply("chat")).encode())
    talks = [[CanaryTurn("一", "chat"), CanaryTurn("二", "chat")], [CanaryTurn("三", "chat")]]
    assert try_out(instance, talks) == []
    first, second, third = Instance.heard
    assert first["sender"] == second["sender"] != third["sender"]
    assert first["sender"].startswith(SENDER)
    assert [request["message"] for request in Instance.heard] == ["一", "二", "三"]


def test_no_name_is_refused_for_a_number_in_it() -> None:
    assert not any(character.isdigit() for _ in range(100) for character in new_sender())
    assert new_sender() != new_sender()


def test_a_conversation_ends_at_its_first_fault_and_the_others_go_on(instance: str) -> None:
    result = try_out(instance, [[CanaryTurn("一", "chat"), CanaryTurn("二", "chat")], [CanaryTurn("三", "chat")]])
    assert result == ["“一”没有回答", "“三”没有回答"]


def test_an_answer_that_is_none(instance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instance, "answer", b"<html>")
    assert try_out(instance, [[ASKED]]) == ["“证书怎么打印”没有回答（JSONDecodeError）"]


def test_a_status_is_named(instance: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Instance, "status", 503)
    assert try_out(instance, [[ASKED]]) == ["“证书怎么打印”没有回答（HTTP 503）"]


def test_nobody_there() -> None:
    assert try_out("http://127.0.0.1:9", [[ASKED]]) == ["“证书怎么打印”没有回答（URLError）"]
