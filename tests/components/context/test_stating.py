import pytest

from components.context.replying import reply
from components.context.resolution import BY_CITY, UNSURE
from components.context.stating import introduced, of_own_place, statement
from tests.components.context.builders import (
    ASKED_CITY,
    ASKED_ROLE,
    KNOWN,
    after,
    answered,
    bot,
    typed,
    user,
)
from understanding.labels import FAQ

ASKED_FOR_ROLE = after(user("nlu_by_role"), bot(ASKED_ROLE))
ASKED_FOR_CITY = after(user("nlu_by_city"), bot(ASKED_CITY))


def test_a_correction_is_a_statement() -> None:
    talk = after(user("inform"), answered("password_recover", role="personal"))
    found = statement(typed("不对，我是单位管理员"), talk, KNOWN)
    assert found is not None
    assert found.intent == "inform"
    assert found.entities["role"].value == "unit"


def test_a_continuation_may_name_a_role_by_a_hint() -> None:
    found = statement(typed("那单位呢"), after(user("inform"), answered("password_recover", role="personal")), KNOWN)
    assert found is not None
    assert found.entities["role"].value == "unit"


def test_a_question_with_a_role_in_it_is_none() -> None:
    assert statement(typed("我是单位管理员，密码忘了", FAQ, password_recover=0.9), after(), KNOWN) is None
    assert statement(typed("怎么打印证书", FAQ, certificate_print=0.9), after(), KNOWN) is None


def test_the_same_for_another_city_repeats_an_answer_that_is_the_same_everywhere() -> None:
    found = statement(typed("那济南呢"), after(user("faq"), answered("certificate_print")), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (FAQ, "certificate_print")


def test_a_city_said_to_a_choice_takes_the_answer_that_depends_on_it() -> None:
    buttons = [
        {"title": "证书怎么打印", "payload": '/ask{"faq_id": "certificate_print"}'},
        {"title": "为什么不能申报", "payload": '/ask{"faq_id": "declaration_unavailable"}'},
    ]
    offered = after(user("nlu_unsure"), bot({"outcome": "offer"}, buttons))
    found = statement(typed("德州的"), offered, KNOWN)
    assert found is not None
    assert (found.intent, found.answer, found.entities["city"].value) == (BY_CITY, "declaration_unavailable", "德州")
    other = statement(typed("我是老师"), offered, KNOWN)
    assert other is not None
    assert other.intent == "inform"


@pytest.mark.parametrize(
    ("first", "second", "taken"),
    [
        ("registration_how", "password_recover", "registration_how"),
        ("certificate_print", "password_recover", "password_recover"),
    ],
)
def test_a_role_said_to_a_choice_takes_the_likeliest_if_that_depends_on_it(first: str, second: str, taken: str) -> None:
    ids = (first, second, "certificate_print")
    buttons = [{"title": KNOWN.answers[id_].title, "payload": f'/ask{{"faq_id": "{id_}"}}'} for id_ in ids]
    found = statement(typed("单位管理员"), after(user("nlu_unsure"), bot({"outcome": "offer"}, buttons)), KNOWN)
    assert found is not None
    assert (found.intent, found.answer, found.entities["role"].value) == (FAQ, taken, "unit")


def test_a_role_said_to_a_choice_of_several_that_depend_on_it_is_only_noted() -> None:
    ids = ("certificate_print", "registration_how", "password_recover")
    buttons = [{"title": KNOWN.answers[id_].title, "payload": f'/ask{{"faq_id": "{id_}"}}'} for id_ in ids]
    found = statement(typed("单位管理员"), after(user("nlu_unsure"), bot({"outcome": "offer"}, buttons)), KNOWN)
    assert found is not None
    assert found.intent == "inform"


def test_a_city_said_after_an_answer_that_heeds_it_gives_it_anew() -> None:
    found = statement(typed("我在德州"), after(user("faq"), answered("declaration_how")), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_CITY, "declaration_how")


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("不好意思点错了，我是我们厂的单位管理员", "unit"),
        ("不对不对，这回是给我自己弄，我是专技个人", "personal"),
        ("哦不对，我是替学校管单位账号的，不是问我个人的", "unit"),
    ],
)
def test_a_correction_may_say_more(text: str, role: str) -> None:
    talk = after(user("inform"), answered("password_recover", role="department"))
    found = statement(typed(text, "cancel"), talk, KNOWN)
    assert found is not None
    assert (found.intent, found.entities["role"].value) == ("inform", role)


def test_a_clause_about_another_city_counts_unless_something_is_asked() -> None:
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="济南"))
    found = statement(typed("那聊城的呢，我们在那边有个分公司"), talk, KNOWN)
    assert found is not None
    assert found.entities["city"].value == "聊城"
    assert statement(typed("聊城的，证书怎么打印"), talk, KNOWN) is None
    assert statement(typed("我是聊城的，学时不对", UNSURE), talk, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "city"), [("我单位在泰安市", "泰安"), ("不是济南,我在荣成", "威海"), ("公司在曲阜", "济宁")]
)
def test_where_the_user_is_answers_no_question_for_the_role_and_is_kept(text: str, city: str) -> None:
    assert reply(typed(text), ASKED_FOR_ROLE, KNOWN) is None
    found = statement(typed(text), ASKED_FOR_ROLE, KNOWN)
    assert found is not None
    assert (found.intent, found.entities["city"].value) == ("inform", city)
    assert "role" not in found.entities


@pytest.mark.parametrize(("text", "role"), [("机构", "institution"), ("我自己", "personal"), ("单位的", "unit")])
def test_a_mere_hint_at_the_role_counts_while_an_answer_waits_for_it(text: str, role: str) -> None:
    interrupted = after(user("nlu_by_role"), bot(ASKED_ROLE), user("faq"), answered("certificate_print"))
    found = statement(typed(text), interrupted, KNOWN)
    assert found is not None
    assert found.entities["role"].value == role
    assert statement(typed(text, UNSURE), after(), KNOWN) is None or role == "unit"


@pytest.mark.parametrize(
    ("text", "states"), [("我单位注册地是烟台", True), ("烟台那边的学时没对接", False), ("会对接到烟台吗", False)]
)
def test_a_clause_that_ends_with_the_place_states_it_while_the_city_matters(text: str, states: bool) -> None:
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="德州"))
    found = statement(typed(text, FAQ, certificate_print=0.8), talk, KNOWN)
    assert (found is not None) == states


def test_a_wish_beside_who_somebody_is_is_no_statement() -> None:
    assert statement(typed("我是临沂的老师,想换单位", FAQ, transfer_review=0.87), after(), KNOWN) is None


def test_that_of_the_user_is_asked_for_after_that_of_somebody_else() -> None:
    talk = after(user("faq"), answered("declaration_unavailable", city="青岛"), city="滨州")
    found = statement(typed("那我呢"), talk, KNOWN)
    assert found is not None
    assert found.answer == "declaration_unavailable"
    assert statement(typed("那我呢"), after(), KNOWN) is None


def test_a_role_that_is_taken_back_counts_though_the_topic_is_named() -> None:
    talk = after(user("faq"), answered("registration_review", role="unit"), role="unit")
    text = "不对不对,是给我自己注册的,就普通职工"
    found = statement(typed(text, FAQ, registration_how=0.74), talk, KNOWN)
    assert found is not None
    assert found.entities["role"].value == "personal"
    assert statement(typed(text, FAQ, certificate_print=0.74), talk, KNOWN) is None


@pytest.mark.parametrize("intent", ["hold", "nlu_fallback", "out_of_scope", "deny"])
def test_what_users_say_of_themselves_is_no_farewell_where_no_role_is_known_for_it(intent: str) -> None:
    found = introduced(typed("我是护林员", intent), after(), KNOWN)
    assert found is not None
    assert (found.intent, found.entities) == ("inform", {})


@pytest.mark.parametrize(("text", "intent"), [("我是护林员", UNSURE), ("我是护林员", FAQ), ("我是来问押金的", "hold")])
def test_what_may_be_a_question_is_no_introduction(text: str, intent: str) -> None:
    assert introduced(typed(text, intent), after(), KNOWN) is None


def test_a_city_said_after_an_answer_of_that_topic_counts_for_it() -> None:
    found = statement(typed("我在德州"), after(user("faq"), answered("declaration_review")), KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_CITY, "declaration_unavailable")
    elsewhere = statement(typed("我在德州"), after(user("faq"), answered("transfer_review")), KNOWN)
    assert elsewhere is not None
    assert elsewhere.intent == "inform"


def test_a_wish_that_names_a_place_states_nothing() -> None:
    talk = after(user("faq"), answered("declaration_unavailable", city="滨州"))
    assert statement(typed("滨州那个平台网址发我"), talk, KNOWN) is None
    assert statement(typed("我单位注册地是烟台"), talk, KNOWN) is not None


@pytest.mark.parametrize(
    ("text", "score", "given"),
    [
        ("我自己是泰安的 我能报不", 0.5, True),
        ("我户口是枣庄 单位在济南 算哪", 0.0, True),
        ("我自己是泰安的 社保咋办理啊", 0.0, False),
        ("济宁的社保在哪查", 0.0, False),
        ("我能报不", 0.5, False),
    ],
)
def test_an_own_place_decides_the_answer_that_depends_on_it_anew(text: str, score: float, given: bool) -> None:
    talk = after(user("faq"), answered("declaration_unavailable", city="济宁"))
    found = of_own_place(typed(text, "nlu_unsure", declaration_unavailable=score), talk, KNOWN)
    assert (found is not None and found.answer == "declaration_unavailable") is given


def test_another_likely_answer_is_not_about_the_place() -> None:
    talk = after(user("faq"), answered("declaration_unavailable", city="济宁"))
    asked = typed("我在泰安 证书咋弄", "nlu_unsure", certificate_print=0.5)
    assert of_own_place(asked, talk, KNOWN) is None


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("刚才那个 我在医院上班 不是管账号的 就自己用", "personal"),
        ("他是农技站的技术员 没管过单位", "personal"),
        ("就是刚才问的那个 我是给单位弄的 人事", "unit"),
    ],
)
def test_a_clause_that_hints_at_the_role_counts_while_an_answer_waits_for_it(text: str, role: str) -> None:
    talk = after(user("nlu_by_role"), bot(ASKED_ROLE), user("faq"), answered("certificate_print"))
    found = statement(typed(text), talk, KNOWN)
    assert found is not None
    assert found.entities["role"].value == role


def test_a_role_that_is_denied_for_another_corrects_it() -> None:
    talk = after(user("faq"), answered("password_recover", role="personal"))
    found = statement(typed("不是个人的密码 是单位的", "nlu_denied"), talk, KNOWN)
    assert found is not None
    assert found.entities["role"].value == "unit"


def test_a_corrected_place_counts_beside_a_story_that_is_clear() -> None:
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="烟台"))
    found = statement(typed("说得不对 上个月调走了 现在算荣成的", FAQ, transfer_review=0.84), talk, KNOWN)
    assert found is not None
    assert found.entities["city"].value == "威海"


def test_the_own_place_is_asked_for_with_more_words() -> None:
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="聊城"))
    found = statement(typed("我自己呢，再确认一遍", "again"), talk, KNOWN)
    assert found is not None
    assert (found.intent, found.answer) == (BY_CITY, "declaration_unavailable")


def test_a_pronoun_alone_asks_for_the_person_of_whom_the_user_spoke() -> None:
    spoken = user("inform") | {"text": "我老公在泰安 我在滨州当会计"}
    talk = after(spoken, bot({"outcome": "chat"}), user("faq"), answered("declaration_unavailable", city="滨州"))
    found = statement(typed("他呢", "continue"), talk, KNOWN)
    assert found is not None
    assert (found.answer, found.place and found.place["name"]) == ("declaration_unavailable", "泰安")


def test_a_role_with_a_word_of_the_answer_that_waits_replies_to_it() -> None:
    talk = after(user("nlu_by_role"), bot(ASKED_ROLE), user("faq"), answered("certificate_print"))
    found = statement(typed("我个人密码", UNSURE, password_recover=0.6), talk, KNOWN)
    assert found is not None
    assert found.entities["role"].value == "personal"
    elsewhere = typed("我个人密码", UNSURE, certificate_print=0.6)
    assert statement(elsewhere, talk, KNOWN) is None


def test_the_own_place_in_the_same_message_counts() -> None:
    talk = after(user("nlu_by_city"), answered("declaration_unavailable", city="临沂"), city="临沂")
    found = statement(typed("我呢，我茌平的得上哪报", "inform"), talk, KNOWN)
    assert found is not None
    assert (found.answer, found.entities["city"].value) == ("declaration_unavailable", "聊城")


def test_what_an_account_is_for_is_no_question_beside_a_corrected_role() -> None:
    talk = after(user("nlu_by_role"), answered("registration_how", role="unit"), role="unit")
    found = statement(typed("不是给医院注册，是我自己评职称用的，个人", FAQ, certificate_print=0.98), talk, KNOWN)
    assert found is not None
    assert found.entities["role"].value == "personal"
    trouble = typed("不是给医院注册，我证书打不出来，个人", FAQ, certificate_print=0.98)
    assert statement(trouble, talk, KNOWN) is None
