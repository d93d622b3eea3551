"""The channel over real connections, with the platform's simulator at the other end."""

import asyncio
import time

import aiohttp
import pytest
from rasa.shared.core.domain import Domain

from channels.one_turn import apology
from channels.wechat.input import WeChatInput
from owner.live import profile
from tests.channels.fake_rasa import ANSWER, GREETING, Running, running
from tests.channels.wechat.conftest import LONG, SLOW, Connect
from tools.wechat_simulator.account import OfficialAccount
from tools.wechat_simulator.platform import Platform, ShownMessage
from tools.wechat_simulator.pushing import signed

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize(
    "account", [OfficialAccount(mode) for mode in ("plain", "compatible", "safe")], ids=lambda a: a.mode
)
async def test_a_text_is_answered_in_the_response(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "在吗")
    assert user.seen == [ShownMessage("reply", "您说：在吗")]
    [message] = server.agent.seen
    assert message.input_channel == "wechat"
    assert message.sender_id.startswith("wechat-")
    assert user.open_id not in message.sender_id
    assert "send" not in platform.interfaces.calls


async def test_the_address_is_proved(server: Running, platform: Platform) -> None:
    query = {**signed(platform.account), "echostr": "4203196612<b>"}
    async with aiohttp.ClientSession() as http, http.get(platform.urls[0], params=query) as response:
        assert (response.status, await response.text()) == (200, query["echostr"])
        assert response.content_type == "text/plain"
    async with aiohttp.ClientSession() as http, http.get(platform.urls[0], params={**query, "nonce": "1"}) as response:
        assert response.status == 403
        assert query["echostr"] not in await response.text()


@pytest.mark.parametrize("age", [-400, 400])
async def test_a_wrong_clock_is_noticed_where_the_address_is_proved(
    server: Running, platform: Platform, caplog: pytest.LogCaptureFixture, age: int
) -> None:
    query = {**signed(platform.account, time.time() - age), "echostr": "4203196612"}
    async with aiohttp.ClientSession() as http, http.get(platform.urls[0], params=query) as response:
        assert response.status == 403
        assert query["echostr"] not in await response.text()
    assert "time is not this machine's time" in caplog.text


async def test_it_is_off_while_no_account_is_named(credentials: dict[str, object]) -> None:
    channel = WeChatInput.from_credentials(credentials)
    assert channel.get_output_channel() is None
    async with running(channel) as server, aiohttp.ClientSession() as http:
        for path in ("", "webhook"):
            async with http.get(f"{server.url}/webhooks/wechat/{path}") as response:
                assert response.status == 404


async def test_several_responses_are_one_text_with_links(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.event(user, "subscribe", EventKey="")
    [greeting] = user.seen
    assert greeting.text.splitlines()[0] == GREETING["text"]
    assert [choice.label for choice in greeting.choices] == ["1. 怎么注册", "2. 忘记密码怎么办", "3. 问题分类"]
    await platform.tap(user, greeting.choices[0])
    assert user.seen[-1] == ShownMessage("reply", ANSWER["text"])
    tapped = server.agent.seen[-1]
    assert (tapped.text, tapped.metadata) == (GREETING["buttons"][0]["payload"], {"title": "怎么注册"})


async def test_a_link_of_nobody_s_is_its_words(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "怎么注册", bizmsgmenuid="0123456789abcdef")
    assert user.seen == [ShownMessage("reply", "您说：怎么注册")]


async def test_a_number_reaches_the_assistant_as_it_is(server: Running, platform: Platform) -> None:
    await platform.say(platform.user(), "2")
    assert server.agent.seen[-1].text == "2"


async def test_typed_commands_have_no_power(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "/restart")
    assert user.seen == [ShownMessage("reply", "您说：/restart")]


async def test_a_slow_answer_comes_later_and_once(server: Running, platform: Platform) -> None:
    server.agent.seconds = SLOW
    user = platform.user()
    await platform.say(user, "慢")
    assert user.seen == []
    assert await user.sees(1) == [ShownMessage("message", "您说：慢")]
    await asyncio.sleep(0.3)
    assert len(server.agent.seen) == len(user.seen) == 1


async def test_pending_work_is_of_a_message_not_of_a_user(server: Running, platform: Platform) -> None:
    server.agent.seconds = SLOW / 2
    user = platform.user()
    await asyncio.gather(*(platform.say(user, text) for text in "一二三"))
    seen = await user.sees(3)
    assert sorted(one.text for one in seen) == sorted(f"您说：{text}" for text in "一二三")
    assert seen[-1].way == "message"
    assert len(server.agent.seen) == 3


async def test_a_long_answer_is_cut_at_a_sentence_and_goes_on_later(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "长")
    first, second = await user.sees(2)
    assert (first.way, second.way) == ("reply", "message")
    assert first.text.endswith("。")
    assert first.text + second.text == LONG
    assert [choice.label for choice in second.choices] == ["1. 忘记密码"]


@pytest.mark.parametrize(("text", "reason"), [("沉默", "silent"), ("出错", "error")])
async def test_nobody_is_left_without_an_answer(server: Running, platform: Platform, text: str, reason: str) -> None:
    user = platform.user()
    await platform.say(user, text)
    assert user.seen == [ShownMessage("reply", apology())], reason


async def test_nor_when_the_conversation_cannot_be_read(
    server: Running, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(_: str) -> None:
        raise OSError("在吗")

    monkeypatch.setattr(server.agent.tracker_store, "retrieve_full_tracker", fail)
    user = platform.user()
    await platform.say(user, "在吗", bizmsgmenuid="0123456789abcdef")
    assert user.seen == [ShownMessage("reply", apology())]


async def test_with_a_person_it_is_silent(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "暂停")
    assert user.seen == []


async def test_voice_is_what_was_recognised(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.message(user, {"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": "怎么注册。"})
    await platform.message(user, {"MsgType": "voice", "MediaId": "m", "Format": "amr", "Recognition": ""})
    assert [message.text for message in user.seen] == ["您说：怎么注册。", profile().wechat.received["voice"]]


@pytest.mark.parametrize("kind", ["image", "video", "shortvideo", "location", "link", "file", "something"])
async def test_what_is_no_text_gets_a_friendly_sentence(server: Running, platform: Platform, kind: str) -> None:
    user = platform.user()
    await platform.message(user, {"MsgType": kind, "MediaId": "m"})
    profile_ = profile().wechat.received
    assert user.seen == [ShownMessage("reply", profile_.get(kind, profile_["other"]))]
    assert not server.agent.seen


async def test_the_menu_says_what_is_written_there(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.event(user, "CLICK", EventKey="怎么注册")
    await platform.event(user, "CLICK", EventKey="/menu")
    await platform.event(user, "VIEW", EventKey="https://example.org/")
    await platform.event(user, "scancode_waitmsg", EventKey="code")
    await platform.event(user, "SCAN", EventKey="7", Ticket="t")
    assert [message.text for message in server.agent.seen] == ["怎么注册", "/menu", "/greet"]
    assert user.seen[2].text == profile().wechat.scanned
    assert len(user.seen) == 4


async def test_whoever_leaves_is_forgotten(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "在吗")
    await platform.event(user, "unsubscribe")
    assert len(user.seen) == 1
    await (
        server.app.ctx.input_channels[0].get_output_channel().send_text_message(server.agent.seen[0].sender_id, "在的")
    )
    await asyncio.sleep(0.2)
    assert "send" not in platform.interfaces.calls


async def test_a_person_s_words_reach_the_user_later(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "在吗")
    [seen] = server.agent.seen
    output = server.app.ctx.input_channels[0].get_output_channel()
    await output.send_text_message(seen.sender_id, "您好，我是人工客服。")
    await output.send_text_with_buttons(seen.sender_id, "还要别的吗？", GREETING["buttons"])
    _, first, second = await user.sees(3)
    assert first == ShownMessage("message", "您好，我是人工客服。")
    assert [choice.label for choice in second.choices][-1] == "3. 问题分类"


async def test_what_a_person_wrote_too_late_comes_with_the_next_message(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "在吗")
    # As after 48 hours: nobody knows any more who it was.
    await platform.event(user, "unsubscribe")
    output = server.app.ctx.input_channels[0].get_output_channel()
    await output.send_text_message(server.agent.seen[0].sender_id, "查到了。")
    await asyncio.sleep(0.2)
    assert len(user.seen) == 1
    # A message to the person, which the assistant does not answer.
    await platform.say(user, "暂停")
    assert user.seen[1:] == [ShownMessage("reply", f"{profile().wechat.earlier}\n\n查到了。")]


async def test_a_person_gets_the_message_where_that_is_set(connect: Connect, platform: Platform) -> None:
    async with connect({"WECHAT_TRANSFER": "kf2001@gh_simulated"}):
        user = platform.user()
        await platform.say(user, "转人工")
        handed, replies = await user.sees(2)
        assert (handed.way, "kf2001@gh_simulated" in handed.text) == ("transfer", True)
        assert replies == ShownMessage("message", "这边帮您转接人工坐席，请稍等......")
        await platform.event(user, "CLICK", EventKey="转人工")
        assert user.seen[-1].way == "reply"
        assert user.seen[-1].text.endswith(profile().wechat.transfer_by_message)


async def test_too_late_for_that_the_user_is_asked_to_say_it_again(connect: Connect, platform: Platform) -> None:
    async with connect({"WECHAT_TRANSFER": "on"}) as server:
        server.agent.seconds = SLOW
        user = platform.user()
        await platform.say(user, "转人工")
        _, asked = await user.sees(2)
        assert asked == ShownMessage("message", profile().wechat.transfer_by_message)


async def test_else_a_person_is_only_promised(server: Running, platform: Platform) -> None:
    user = platform.user()
    await platform.say(user, "转人工")
    assert user.seen == [ShownMessage("reply", "这边帮您转接人工坐席，请稍等......")]


async def test_a_server_that_stops_brings_what_it_owes(connect: Connect, platform: Platform) -> None:
    async with connect() as server:
        server.agent.seconds = SLOW
        user = platform.user()
        await platform.say(user, "慢")
        assert user.seen == []
    assert user.seen == [ShownMessage("message", "您说：慢")]


async def test_whoever_hangs_up_gets_the_answer_later(server: Running, platform: Platform) -> None:
    server.agent.seconds = 0.4
    user, platform.seconds = platform.user(), 0.2
    await platform.say(user, "在吗")
    assert await user.sees(1) == [ShownMessage("message", "您说：在吗")]
    assert len(server.agent.seen) == 1


@pytest.mark.parametrize(("code", "left"), [(45015, 1), (45047, 1), (48001, 1), (43004, 0)])
async def test_what_wechat_does_not_take_waits_for_the_next_message(
    server: Running, platform: Platform, code: int, left: int
) -> None:
    server.agent.seconds = SLOW
    user = platform.user()
    platform.interfaces.failures = [code]
    await platform.say(user, "慢")
    while platform.interfaces.failures:
        await asyncio.sleep(0.01)
    await asyncio.sleep(0.1)
    assert user.seen == []
    server.agent.seconds = 0.0
    await platform.say(user, "在吗")
    [seen] = user.seen
    assert seen.text.count("您说：慢") == left
    assert seen.text.endswith("您说：在吗")
    await platform.say(user, "还在吗")
    assert user.seen[-1].text == "您说：还在吗"


async def test_what_the_owner_has_made_public_is_no_personal_data(server: Running, platform: Platform) -> None:
    server.agent.domain = Domain.from_dict({"responses": {"utter_mail": [{"text": "邮箱sdzjkf@163.com"}]}})
    user = platform.user()
    await platform.say(user, "邮件发到sdzjkf@163.com了没回")
    assert user.seen == [ShownMessage("reply", "您说：邮件发到sdzjkf@163.com了没回")]
