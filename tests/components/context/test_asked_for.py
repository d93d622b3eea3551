"""For whom a question is asked that depends on the role."""

import pytest

from components.context.asked_for import asked_for, give_as_named, own_role_after, own_work
from components.context.knowledge import AnswerFacts, Knowledge
from components.context.resolution import NO_STEPS, Resolution
from tests.components.context.builders import after, answered, bot, typed, user
from understanding.labels import FAQ
from zh.reading import read


def role(text: str, **slots: str | None) -> tuple[str | None, str | None]:
    """Return the role that decides, and the user's own, of a message in a conversation with these roles."""
    found = asked_for(read(text), after(**slots))
    return found.role.value if found.role else None, found.own


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("有个新来的小姑娘 她自己的密码忘了 找谁", "personal"),
        ("我们员工自己的个人密码忘了又咋办", "personal"),
        ("手底下有个老师他的个人账号忘记密码了", "personal"),
        ("我媳妇是老师 她登录密码忘了怎么找", "personal"),
        ("有个老师密码不记得了", "personal"),
        ("我们单位账号密码忘了", "unit"),
        ("密码忘了找谁", None),
        ("还有老师们的学时能不能在这申报，单位号怎么注册", "unit"),
    ],
)
def test_an_admin_asks_for_the_staff_or_for_the_unit(text: str, decides: str | None) -> None:
    assert role(text, role="unit") == (decides, "unit")


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("我是培训学校的教务老师，我们的机构账号密码丢了", ("institution", "institution")),
        ("我是老师，单位账号登得上，机构账号也登得上，我的密码忘了", ("personal", "personal")),
        ("我是老师，密码忘了", ("personal", "personal")),
    ],
)
def test_the_account_that_a_person_keeps_decides(text: str, decides: tuple[str, str]) -> None:
    assert role(text) == decides


@pytest.mark.parametrize(
    ("text", "decides"),
    [
        ("我同事是单位管理员，他密码忘了咋办", "unit"),
        ("我同事密码忘了咋办", None),
        ("我同事是单位管理员，我就一普通老师，密码忘了咋整", "personal"),
    ],
)
def test_a_professional_asks_for_a_colleague(text: str, decides: str | None) -> None:
    assert role(text, role="personal") == (decides, "personal")


def test_the_own_role_counts_again_for_the_next_question() -> None:
    parsed = {"intent": {"name": "faq"}, "context": {"own_role": "unit"}}
    talk = after({"event": "user", "text": "…", "parse_data": parsed}, role="personal")
    found = asked_for(read("那我自己的也忘了呢"), talk)
    assert found.role is not None
    assert (found.role.value, found.own) == ("unit", "unit")
    still = asked_for(read("她那个密码怎么找回"), talk)
    assert still.role is not None
    assert still.role.value == "personal"


def test_a_question_without_a_subject_is_asked_for_whom_the_last_answer_was() -> None:
    parsed = {"intent": {"name": "faq"}, "context": {"own_role": "personal"}}
    for_the_unit = {"outcome": "answer", "faq_id": "registration_how", "role": "unit"}
    asked = {"event": "user", "text": "单位怎么注册", "parse_data": parsed}
    talk = after(asked, bot(for_the_unit), role="unit")
    assert asked_for(read("谁审"), talk, goes_on=True).role is None
    named = asked_for(read("我是老师,谁审"), talk, goes_on=True).role
    assert named is not None
    assert named.value == "personal"
    of_their_own = asked_for(read("怎么注册"), talk).role
    assert of_their_own is not None
    assert of_their_own.value == "personal"


def test_the_own_role_is_remembered_beside_that_of_somebody_else() -> None:
    talk = after(role="personal")
    assert own_role_after(Resolution(own_role="unit"), talk) == "unit"
    assert own_role_after(Resolution(), talk) is None


@pytest.mark.parametrize(
    ("text", "own", "decides"),
    [
        ("有个学员忘了密码怎么办", None, "personal"),
        ("学员他忘了密码呢", "institution", "personal"),
        ("我是学员，密码忘了", None, "personal"),
        ("我们机构自己的也忘了", None, "institution"),
    ],
)
def test_a_word_hints_at_the_role_of_somebody_else(text: str, own: str | None, decides: str) -> None:
    assert role(text, role=own)[0] == decides


SENDING = Knowledge(
    {"registration_progress": AnswerFacts("registration", "查审核进度", sends_to=["unit", "department"])}
)


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("那我在我这个管理员账号里头哪个地方点审核呢", "personal"),
        ("我在单位账号里怎么审", None),
        ("他们注册完我在哪审", "unit"),
    ],
)
def test_who_reviews_themselves_is_told_that_no_steps_are_published(text: str, own: str | None) -> None:
    found = own_work("registration_progress", typed(text), after(role=own), SENDING)
    assert found is not None
    assert found.intent == NO_STEPS


@pytest.mark.parametrize(
    "text", ["我刚接手，前任同事没把密码留给我，怎么登", "单位号是上任同事管的，没交接，审核的事咋弄"]
)
def test_who_took_an_account_over_asks_for_that_account(text: str) -> None:
    for id_ in KEEPERS.answers:
        assert own_work(id_, typed(text), after(role="unit"), KEEPERS) is None


KEEPERS = Knowledge({"password_recover": AnswerFacts("password", "忘记密码怎么找回", sends_to=["unit"])})


@pytest.mark.parametrize("text", ["单位都点通过了，还能撤吗", "我的注册在哪查", "单位账号里没有他"])
def test_a_question_of_an_applicant_is_not_the_reviewers(text: str) -> None:
    assert own_work("registration_progress", typed(text), after(role="personal"), SENDING) is None


STEPS = Knowledge(
    {
        "transfer_how": AnswerFacts(alike=("profile_unit",)),
        "profile_unit": AnswerFacts(alike=("transfer_how",), instructs=("unit",)),
        "declaration_fix": AnswerFacts(sends_to=(), instructs=("unit",)),
        "registration_how": AnswerFacts(asks="role", reviewed_by=("unit", "department")),
        "declaration_unavailable": AnswerFacts("declaration", asks="city"),
    }
)


@pytest.mark.parametrize(
    ("text", "id_", "given"),
    [
        ("员工想调出去我这边能操作么", "transfer_how", "profile_unit"),
        ("员工填错了 我在哪给他退回去", "declaration_fix", "declaration_fix"),
    ],
)
def test_an_answer_that_tells_the_keeper_where_to_click_is_given(text: str, id_: str, given: str) -> None:
    found = own_work(id_, typed(text), after(role="unit"), STEPS)
    assert found is not None
    assert (found.intent, found.answer) == (FAQ, given)
    assert own_work(id_, typed(text), after(role="personal"), STEPS) is None


def test_for_how_to_review_others_nothing_is_published() -> None:
    found = own_work("registration_how", typed("单位账号里怎么审新人注册"), after(role="unit"), STEPS)
    assert found is not None
    assert found.intent == NO_STEPS
    assert own_work("registration_how", typed("注册在哪审"), after(role="personal"), STEPS) is None


@pytest.mark.parametrize(
    ("text", "place"), [("那她能在这报不", "德州"), ("我能在这报不", None), ("她在滨州能报不", "滨州")]
)
def test_a_pronoun_asks_for_the_person_of_whom_the_user_spoke(text: str, place: str | None) -> None:
    before = user("faq") | {"text": "我在济南，我对象在德州，我怎么报学时"}
    talk = after(before, answered("declaration_how"), city="济南")
    found = give_as_named("declaration_unavailable", typed(text), talk, STEPS)
    assert (found.place["name"] if found.place else None) == place
    assert "city" not in found.entities, "the user's own city is kept"


@pytest.mark.parametrize(
    ("text", "own", "decides"),
    [
        ("管单位账号的同事让我找他，我就一普通工程师，密码忘了咋整", None, "personal"),
        ("我是单位管理员，有个老师密码忘了，咋重置", None, "personal"),
    ],
)
def test_others_named_before_the_user_are_not_those_asked_for(text: str, own: str | None, decides: str) -> None:
    assert role(text, role=own)[0] == decides


REFERRING = Knowledge(
    {
        "certificate_sync_missing": AnswerFacts("certificate", "学时没对接", sends_to=["institution"]),
        "registration_progress": AnswerFacts("registration", "查审核进度", sends_to=["department"]),
    }
)


@pytest.mark.parametrize("text", ["怎么把学时推给你们", "我们是培训机构，学员的学时咋传到你们这边", "接口要如何对接"])
def test_who_reviews_nobody_is_not_sent_to_themselves(text: str) -> None:
    found = own_work("certificate_sync_missing", typed(text), after(role="institution"), REFERRING)
    assert found is not None
    assert found.intent == NO_STEPS
    assert (
        own_work("certificate_sync_missing", typed(text), after(role="personal"), REFERRING) is None or "机构" in text
    )
    above = own_work("registration_progress", typed("怎么查审核进度"), after(role="department"), REFERRING)
    assert above is None, "a department has another one above it"
