"""The order of the steps: two of them resolve a message, each its own way, and the earlier one is meant."""

from dataclasses import replace

import pytest

from components.context.conversation import Conversation
from components.context.resolution import AGAIN, FALLBACK, INFORM, STAFF, UNSURE, ClassifiedMessage, Scored
from components.context.resolve import STEPS, resolve
from tests.components.context.builders import (
    ASKED_CITY,
    ASKED_ROLE,
    KNOWN,
    OFFER_BUTTONS,
    ROLE_BUTTONS,
    after,
    answered,
    bot,
    typed,
    user,
)
from understanding.labels import CONTEXT, answer_label
from understanding.last_answer import Letters

KNOWING = replace(
    KNOWN,
    answers={
        **KNOWN.answers,
        "registration_how": replace(KNOWN.answers["registration_how"], before_approval=True),
        "transfer_how": replace(KNOWN.answers["transfer_review"], title="单位怎么调转"),
        "profile_unit": replace(KNOWN.answers["transfer_review"], title="单位怎么修改"),
    },
    letters=Letters.of(answer.title for answer in KNOWN.answers.values()),
)
PRINT = "登录平台后点击【证书打印】；文件在首页右侧的通知里。如有疑问，请联系单位管理员。如果还没审核，请等待。"

ROLE_WANTED = after(user("nlu_by_role"), bot(ASKED_ROLE, ROLE_BUTTONS))
CITY_WANTED = after(user("nlu_by_city"), bot(ASKED_CITY))
OFFERED = after(user(UNSURE), bot({"outcome": "offer"}, OFFER_BUTTONS))
BY_ROLE = after(
    user("faq"),
    {**answered("password_recover", role="personal"), "text": "点击【忘记密码】；单位账号由上级重置密码。"},
    role="personal",
)
BY_CITY = after(user("faq"), answered("declaration_unavailable", city="济南"), city="济南")
REGISTERED = after(
    user("faq", context={"likely": ["registration_how", "registration_review"]}),
    {**answered("registration_how"), "text": "点击【注册】；审核通过以后可以登录。"},
)


HANDED_OVER = after(user("handoff"), bot({"outcome": "handoff"}))


def by_clause(text: str, *labels: str) -> ClassifiedMessage:
    return replace(typed(text, STAFF), by_clause=[Scored(label, 1.0) for label in labels])


def printed() -> Conversation:
    return after(user("faq"), {**answered("certificate_print"), "text": PRINT})


def under(message: ClassifiedMessage, **scores: float) -> ClassifiedMessage:
    return replace(message, in_topic=[Scored(*score) for score in scores.items()])


DENIED = replace(
    under(typed("没说要打印证书，点击改名字"), registration_review=0.2, transfer_review=0.2),
    denied=[answer_label("certificate_print")],
)


@pytest.mark.parametrize(
    ("earlier", "later", "message", "talk"),
    [
        ("gestured", "reply", typed("👍"), ROLE_WANTED),
        ("gestured", "of_the_offered", typed("👍", UNSURE, certificate_print=0.9), OFFERED),
        ("chosen", "reply", typed("4"), ROLE_WANTED),
        ("chosen", "statement", typed("用人单位", INFORM), ROLE_WANTED),
        ("withdrawn", "fragment", typed("那撤回吧", CONTEXT, who_reviews=1.0), HANDED_OVER),
        ("called_for", "reply", by_clause("不知道，转人工", "out_of_scope", "handoff"), ROLE_WANTED),
        ("called_for", "of_request", by_clause("转人工，你们几点上班", "handoff", "staff"), HANDED_OVER),
        ("parted", "of_request", by_clause("在线客服是吧，我去看看，再见", "staff", "hold", "goodbye"), HANDED_OVER),
        ("waiting_for_staff", "of_the_offered", typed("有人吗", "greet", certificate_print=0.9), OFFERED),
        ("reply", "topical", typed("单位的", INFORM), ROLE_WANTED),
        ("reply", "introduced", typed("我是济南的", INFORM), CITY_WANTED),
        ("statement", "repeated", typed("刚才那个,我是单位管理员", AGAIN), BY_ROLE),
        ("statement", "for_another_role", typed("换成单位管理员呢", INFORM), BY_ROLE),
        ("statement", "of_own_place", typed("滕州呢", INFORM), BY_CITY),
        ("solved", "about_last", typed("换了谷歌可以了", UNSURE), printed()),
        ("account_state", "about_last", typed("可是已经审核通过了", UNSURE), REGISTERED),
        ("state_given", "continuation", typed("那还没审核呢", UNSURE, certificate_print=0.5), printed()),
        ("turned_to", "quoted", typed("那找谁说去"), printed()),
        ("turned_to", "about_last", typed("那找谁说去"), printed()),
        ("in_topic", "fragment", under(typed("谁审核", CONTEXT, who_reviews=0.9), transfer_review=0.8), REGISTERED),
        ("in_topic", "quoted", under(typed("那在哪里弄", FALLBACK), registration_how=0.8), printed()),
        (
            "fragment",
            "continuation",
            typed("那谁审核这个", UNSURE, registration_review=0.3, who_reviews=0.3),
            REGISTERED,
        ),
        ("fragment", "about_last", typed("改完谁审核", UNSURE, transfer_review=0.2, who_reviews=0.2), printed()),
        ("continuation", "about_last", typed("那证书打印点哪呢", UNSURE, certificate_print=0.4), printed()),
        ("wish_left", "about_last", DENIED, printed()),
        ("acknowledged", "about_last", typed("那我点击证书打印看看", FALLBACK), printed()),
    ],
)
def test_the_earlier_step_is_meant(earlier: str, later: str, message: ClassifiedMessage, talk: Conversation) -> None:
    steps = {step.__name__: step for step in STEPS}
    assert list(steps).index(earlier) < list(steps).index(later)
    resolutions = [steps[name](message, talk, KNOWING) for name in (earlier, later)]
    assert all(resolutions)
    assert resolutions[0] != resolutions[1]
    assert resolve(message, talk, KNOWING).by == earlier
