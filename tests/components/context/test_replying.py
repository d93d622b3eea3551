from dataclasses import replace

import pytest

from components.context.replying import reply
from components.context.resolution import BY_CITY, BY_ROLE, UNSURE
from tests.components.context.builders import (
    ASKED_CITY,
    ASKED_ROLE,
    KNOWN,
    after,
    bot,
    typed,
    user,
)
from understanding.labels import FAQ

ASKED_FOR_ROLE = after(user("nlu_by_role"), bot(ASKED_ROLE))
ASKED_FOR_CITY = after(user("nlu_by_city"), bot(ASKED_CITY))


@pytest.mark.parametrize(
    ("text", "role"),
    [("单位的", "unit"), ("我是老师", "personal"), ("主管局的", "department"), ("培训机构", "institution")],
)
def test_a_role_in_the_users_own_words(text: str, role: str) -> None:
    found = reply(typed(text), ASKED_FOR_ROLE, KNOWN)
    assert found is not None
    assert found.intent == "inform"
    assert found.entities["role"].value == role


@pytest.mark.parametrize(
    ("text", "city"),
    [
        *(("济南的", "济南"), ("历下区", "济南"), ("微坊", "潍坊"), ("省属高校", "省直"), ("南京", "省外")),
        *(("外省", "省外"), ("省外", "省外"), ("外省的", "省外"), ("我是省外的", "省外")),
    ],
)
def test_a_city_in_the_users_own_words(text: str, city: str) -> None:
    found = reply(typed(text), ASKED_FOR_CITY, KNOWN)
    assert found is not None
    assert found.entities["city"].value == city


@pytest.mark.parametrize("text", ["乡镇卫生院的大夫", "干会计的 给个小公司", "企业里做化验的", "普通科员 不管账号"])
def test_a_profession_is_the_role_though_it_has_an_answer_of_its_own(text: str) -> None:
    found = reply(typed(text, FAQ, certificate_print=0.98), ASKED_FOR_ROLE, KNOWN)
    assert found is not None
    assert found.entities["role"].value == "personal"


def test_a_profession_beside_a_question_is_another_matter() -> None:
    assert reply(typed("当会计的 证书怎么打印", FAQ, certificate_print=0.98), ASKED_FOR_ROLE, KNOWN) is None


def test_an_ambiguous_place_is_no_city_yet() -> None:
    found = reply(typed("市中区"), ASKED_FOR_CITY, KNOWN)
    assert found is not None
    assert found.intent == "inform"
    assert "city" not in found.entities
    assert found.place is not None
    assert found.place["cities"] == ["济南", "枣庄"]


@pytest.mark.parametrize("text", ["火星", "不知道", "是的"])
def test_what_is_no_reply_asks_again(text: str) -> None:
    for talk, intent in ((ASKED_FOR_ROLE, BY_ROLE), (ASKED_FOR_CITY, BY_CITY)):
        found = reply(typed(text), talk, KNOWN)
        assert found is not None
        assert (found.intent, found.unclear) == (intent, True)


def test_another_question_is_another_matter() -> None:
    for talk in (ASKED_FOR_ROLE, ASKED_FOR_CITY):
        assert reply(typed("证书怎么打印", FAQ, certificate_print=0.9), talk, KNOWN) is None
        assert reply(typed("今天天气怎么样", "nlu_fallback"), talk, KNOWN) is None
        assert reply(typed("转人工", "handoff"), talk, KNOWN) is None
        assert reply(typed("算了", "cancel"), talk, KNOWN) is None
    about_people = typed("个人登录账号是什么", FAQ, certificate_print=0.9)
    assert reply(about_people, ASKED_FOR_ROLE, KNOWN) is None


def test_who_does_not_know_is_asked_again_but_another_question_is_not_swallowed() -> None:
    unsure = reply(typed("我也说不好算哪个市"), ASKED_FOR_CITY, KNOWN)
    assert unsure is not None
    assert unsure.unclear
    assert reply(typed("不知道证书在哪打印", UNSURE, certificate_print=0.5), ASKED_FOR_ROLE, KNOWN) is None


@pytest.mark.parametrize(("confidence", "asked_again"), [(0.33, True), (0.5, False)])
def test_an_unclear_short_message_tried_to_reply_unless_an_answer_fits_it(confidence: float, asked_again: bool) -> None:
    found = reply(typed("就在我们厂里头", UNSURE, certificate_print=confidence), ASKED_FOR_CITY, KNOWN)
    assert (found is not None and found.intent == BY_CITY and found.unclear) is asked_again


@pytest.mark.parametrize("text", ["取消取消", "算了", "不弄了 怪麻烦"])
def test_who_leaves_the_question_for_the_role_is_not_asked_again(text: str) -> None:
    found = reply(typed(text), ASKED_FOR_ROLE, KNOWN)
    assert found is not None
    assert found.intent == "cancel"


@pytest.mark.parametrize("text", ["想起来了", "换了个浏览器就好了"])
def test_a_report_that_it_works_is_no_bad_reply(text: str) -> None:
    assert reply(typed(text), ASKED_FOR_ROLE, KNOWN) is None


def test_what_has_nothing_to_do_with_the_topic_is_no_bad_reply() -> None:
    strange = replace(typed("asdkjhg"), out_of_scope=0.97)
    assert reply(strange, ASKED_FOR_ROLE, KNOWN) is None
    assert reply(replace(strange, text="火星"), ASKED_FOR_ROLE, KNOWN) is not None


def test_a_name_in_front_of_another_matter_is_no_role() -> None:
    found = reply(typed("继续教育基地名单"), ASKED_FOR_ROLE, KNOWN)
    assert found is None or "role" not in found.entities
