"""Greeting, menu, offer, decline, hand-over: what a user sees when it is not simply an answer."""

import pytest

from tests.running import Running
from tests.talking import talking_to


async def test_greeting_menu_and_an_answer_by_buttons(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        [greeting] = await talk.say("你好")
        assert greeting["metadata"]["outcome"] == "chat"
        assert len(greeting["quick_replies"]) >= 4
        [menu] = await talk.press("问题分类", greeting)
        [topic] = await talk.press("证书与学时对接", menu)
        [answer] = await talk.press("证书怎么下载打印", topic)
        assert answer["metadata"]["faq_id"] == "certificate_print"


@pytest.mark.parametrize(
    "text", ["今天天气怎么样", "asdfghjkl", "驾照" * 300, "<script>alert(1)</script>", "帮我写一首诗"]
)
async def test_out_of_scope_is_declined(assistant: Running, text: str) -> None:
    async with talking_to(assistant.url) as talk:
        [message] = await talk.say(text)
        assert message["metadata"]["outcome"] == "decline"


async def test_the_second_miss_leads_with_a_person(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        [first] = await talk.say("明天会下雨吗")
        [second] = await talk.say("股票能不能买")
        assert [b["title"] for b in first["quick_replies"]] == ["问题分类", "转人工"]
        assert [b["title"] for b in second["quick_replies"]] == ["转人工", "问题分类"]


@pytest.mark.parametrize("text", ["转人工", "我要找真人客服", "/handoff"])
async def test_a_person(assistant: Running, text: str) -> None:
    async with talking_to(assistant.url) as talk:
        [registered] = await talk.say(text)
        assert registered["text"].startswith("现在没有人工客服能接入，您的请求已登记，编号")
        assert "急事请联系平台右侧在线客服" in registered["text"]
        assert registered["metadata"]["outcome"] == "handoff"


async def test_a_wish_to_cooperate_is_handed_over(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        messages = await talk.say("想和你们合作，怎么联系")
        assert messages[0]["metadata"]["faq_id"] == "other_cooperation"
        assert [message["metadata"]["outcome"] for message in messages] == ["handoff"]


@pytest.mark.parametrize(
    ("text", "words"),
    [("谢谢你", "不客气"), ("再见", "再见"), ("你是机器人吗", "不是真人"), ("什么破服务，气死我了", "抱歉")],
)
async def test_small_talk(assistant: Running, text: str, words: str) -> None:
    async with talking_to(assistant.url) as talk:
        [message] = await talk.say(text)
        assert words in message["text"]
        assert message["metadata"]["outcome"] == "chat"


async def test_an_offer_names_titles_and_none_of_these(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        [offer] = await talk.say("登录不了")
        assert offer["metadata"]["outcome"] == "offer"
        *titles, none_of_these = [b["title"] for b in offer["quick_replies"]]
        assert 2 <= len(titles) <= 4
        assert none_of_these == "以上都不是"
        [again] = await talk.press(none_of_these, offer)
        assert again["metadata"]["outcome"] == "decline"


async def test_an_offered_title_brings_its_answer(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        [offer] = await talk.say("登录不了")
        titles = [button["title"] for button in offer["quick_replies"]]
        [answer] = await talk.press(titles[1], offer)
        assert answer["metadata"]["outcome"] == "answer"
        assert answer["metadata"]["title"] in titles


async def test_two_requests_in_one_message(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        first, second = await talk.say("请问证书怎么下载打印，另外手机号换了怎么修改")
        assert first["metadata"]["faq_id"] == "certificate_print"
        assert second["metadata"]["faq_id"] == "profile_phone"


@pytest.mark.parametrize("text", ["/restart", "／restart", "/faq", '/inform{"role": "x"}', "/session_start"])
async def test_a_typed_command_is_text(assistant: Running, text: str) -> None:
    async with talking_to(assistant.url) as talk:
        [message] = await talk.say(text)
        assert message["metadata"]["outcome"] in ("decline", "offer", "chat")
        assert "faq_id" not in message["metadata"]


async def test_no_user_text_reaches_the_log(assistant: Running) -> None:
    async with talking_to(assistant.url) as talk:
        await talk.say("只有我才会这么说的一句话：紫色长颈鹿")
        await talk.say("/紫色长颈鹿")
    assert "紫色长颈鹿" not in assistant.log
