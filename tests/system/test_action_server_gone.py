"""The action server goes away in the middle of a conversation and comes back."""

from pathlib import Path

from channels.one_turn import apology
from launch.ports import free_port
from tests.system.conftest import Start
from tests.talking import talking_to


async def test_a_polite_sentence_and_on_it_goes(start: Start, tmp_path: Path) -> None:
    port = free_port()
    actions = start("actions")
    start("server", port)
    async with talking_to(f"http://127.0.0.1:{port}") as talk:
        [asked] = await talk.say("忘记密码")
        assert asked["metadata"]["asks"] == "role"
        actions.kill()
        actions.wait(timeout=60)
        [sorry] = await talk.say("我是单位管理员")
        assert (sorry["text"], sorry["metadata"]["outcome"]) == (apology(), "decline")
        # What is said of the role counts all the same: it is not asked for again.
        [answer] = await talk.say("忘记密码")
        assert answer["metadata"]["faq_id"] == "password_recover"
        for text in ("转人工", "你好", "问题分类", "怎么学时申报"):
            assert [reply["text"] for reply in await talk.say(text)] == [apology()]
        [plain] = await talk.say("证书怎么打印")
        assert plain["metadata"]["faq_id"] == "certificate_print"
        start("actions")
        [answer] = await talk.say("忘记密码")
        assert answer["metadata"]["faq_id"] == "password_recover"
        assert "上级审核部门" in answer["text"]
        [menu] = await talk.say("问题分类")
        assert menu["metadata"]["outcome"] == "chat"
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert log.count("动作服务没有应答（") == log.count("动作服务恢复应答了") == 1
    assert not [line for line in log.splitlines() if "ERROR" in line or "Traceback" in line]
