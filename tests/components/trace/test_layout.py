"""The lines for a terminal; every name in a reading has a Chinese word."""

import yaml

from components.context.rejecting import OBJECTED
from components.context.resolution import Resolution
from components.context.resolve import BY_PERSON, BY_WISH, STEPS
from components.trace.layout import lines, words
from components.trace.reading import PRESSED
from tests.components.context.builders import ASKED_ROLE, ROLE_BUTTONS, after, bot, user
from tests.components.trace.builders import heard, pressed
from tests.running import ROOT
from understanding.intent_names import intent_names
from zh.acts import Act
from zh.states import STATES_FILE


def test_every_name_has_words() -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))
    states = yaml.safe_load(STATES_FILE.read_text(encoding="utf-8"))
    assert set(words()["acts"]) == {act.value for act in Act}
    assert set(words()["by"]) == {*(step.__name__ for step in STEPS), "question", BY_PERSON, BY_WISH, OBJECTED, PRESSED}
    assert set(intent_names()) == set(domain["intents"])
    assert set(words()["states"]) == set(states)


def test_a_reading_in_lines() -> None:
    assert list(lines(heard("不对,我是历下区的,证书怎么打印"))) == [
        "整理后      不对,我是历下区的,证书怎么打印",
        "分句        1. “不对” 更正；不当作问题",
        "            2. “我是历下区的” 说明身份或地点，地点 历下区（济南）（用户自己）；不当作问题",
        "            3. “证书怎么打印” 提问，→ 证书怎么打印（certificate_print） 90% 明确",
        "当作问题    证书怎么打印",
        "最像        1. 证书怎么打印（certificate_print） 90% 明确",
        "            2. 不归助手管 2% 不明确",
        "单看这句    直接回答",
        "由此决定    按问题本身（question）",
        "结果        直接回答（faq）；证书怎么打印（certificate_print）；记下地市 济南",
    ]


def test_the_conversation_in_lines() -> None:
    talk = after(user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS), role="unit", city="济南")
    shown = "\n".join(lines(heard("算了,还没审核", talk, "cancel")))
    assert "刚才问了用户的角色；等着回答的是 忘记密码怎么找回（password_recover）" in shown
    assert "已知角色 用人单位；已知地市 济南；上面有 2 个按钮可选" in shown
    assert "账号状态    审核还没通过" in shown


def test_an_offer_and_a_button_in_lines() -> None:
    shown = list(lines(pressed(Resolution("nlu_unsure", choices=("certificate_print", "registration_how")))))
    assert shown[1:] == [
        "由此决定    点了按钮（pressed）",
        "结果        拿不准，给出选项（nlu_unsure）；"
        "选项：证书怎么打印（certificate_print）、怎么注册（registration_how）",
    ]
