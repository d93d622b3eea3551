"""What the judge makes of single turns, with texts as the owner's answers have them."""

from dataclasses import replace

import pytest

from benchmarks.conversations.goals import OUTSIDE, PERSON, PLAIN, Goal, Want
from benchmarks.conversations.judge import Disclosed, Fault, Scene, judge
from benchmarks.conversations.messages import Button, Message
from benchmarks.conversations.world import HOW, UNAVAILABLE, World, load_world
from tests.benchmarks.conversations.perfect import CATALOG

RIGHT_FOR_PERSONAL = "忘记密码，可以联系单位管理员给您重置密码；"
RIGHT_FOR_OTHERS = "您可以联系上级审核部门帮您重置密码。"
STEPS = "登陆专技个人账号，进入【学时申报】，提交。"
CAN = "{}可以在本平台进行学时申报。"
CANNOT = "{}无法在本平台进行学时申报，建议前往地市相关平台。"
LIST = "济南/枣庄/青岛/省直可以在本平台进行学时申报。德州市、枣庄市等其他区域，无法在本平台进行学时申报"
DISPUTED = "关于枣庄，公布的说明不一致。"


@pytest.fixture(scope="module")
def world() -> World:
    return load_world(CATALOG)


def want(id_: str, *also: str) -> Want:
    role, city = id_ in ("password_recover", "registration_review"), id_ in (HOW, UNAVAILABLE)
    return Want(PLAIN, id_, (), frozenset({id_, *also, *((UNAVAILABLE,) if city else ())}), role, city)


def scene(
    *wants: Want, role: str = "personal", city: str = "德州", disclosed: Disclosed | None = None, **more: object
) -> Scene:
    goal = Goal(1, role, city, city, "calm", wants)
    return replace(Scene(goal, disclosed or Disclosed(), wants), **more)  # type: ignore[arg-type]


def answer(id_: str, text: str = "答案") -> Message:
    return Message(text, "answer", id_)


def test_the_right_answer_reaches_and_another_is_wrong(world: World) -> None:
    printing = want("certificate_print", "certificate_standard")
    for id_ in ("certificate_print", "certificate_standard"):
        seen = judge(world, scene(printing), [answer(id_)])
        assert ([one.by for one in seen.reached], seen.faults) == ([id_], ())
    seen = judge(world, scene(printing), [answer("policy_why")])
    assert (seen.reached, seen.faults) == ((), (Fault.WRONG_ANSWER,))


def test_what_was_answered_before_may_come_again(world: World) -> None:
    seen = judge(world, scene(done=(want("policy_why"),)), [answer("policy_why")])
    assert (seen.reached, seen.faults) == ((), ())


@pytest.mark.parametrize(
    ("role", "disclosed", "text", "reached", "faults"),
    [
        ("personal", "personal", RIGHT_FOR_PERSONAL, True, ()),
        ("personal", "personal", RIGHT_FOR_OTHERS, False, (Fault.WRONG_ROLE,)),
        ("unit", "unit", RIGHT_FOR_OTHERS, True, ()),
        ("unit", "unit", RIGHT_FOR_PERSONAL, False, (Fault.WRONG_ROLE,)),
        ("department", "", RIGHT_FOR_PERSONAL, False, (Fault.GUESSED,)),
        ("unit", "unit", RIGHT_FOR_PERSONAL + RIGHT_FOR_OTHERS, False, ()),
        # A slip: what was said counts for what is wrong, what is true for whether it is reached.
        ("unit", "personal", RIGHT_FOR_PERSONAL, False, ()),
        ("unit", "personal", RIGHT_FOR_OTHERS, False, (Fault.WRONG_ROLE,)),
    ],
)
def test_the_text_must_be_for_the_role(
    world: World, role: str, disclosed: str, text: str, reached: bool, faults: tuple[Fault, ...]
) -> None:
    before = scene(want("password_recover"), role=role, disclosed=Disclosed(role=disclosed))
    seen = judge(world, before, [answer("password_recover", text)])
    assert (bool(seen.reached), seen.faults) == (reached, faults)


def test_who_reviews_a_unit_is_never_the_unit_s_admin(world: World) -> None:
    review = want("registration_review", "registration_how")
    before = scene(review, role="unit", disclosed=Disclosed(role="unit"))
    wrong = judge(world, before, [answer("registration_review", "需要用人单位管理员审核通过")])
    assert (wrong.reached, wrong.faults) == ((), (Fault.WRONG_ROLE,))
    right = judge(world, before, [answer("registration_how", "需要上级审核部门审核通过")])
    assert (bool(right.reached), right.faults) == (True, ())


@pytest.mark.parametrize(
    ("city", "disclosed", "text", "reached", "faults"),
    [
        ("德州", "德州", CANNOT.format("德州"), True, ()),
        ("德州", "德州", CAN.format("德州"), False, (Fault.WRONG_CITY,)),
        ("德州", "德州", CAN.format("济南"), False, (Fault.WRONG_CITY,)),
        ("济南", "济南", CAN.format("济南"), True, ()),
        ("省直", "省直", CAN.format("省直单位"), True, ()),
        ("济南", "济南", CANNOT.format("济南"), False, (Fault.WRONG_CITY,)),
        ("枣庄", "枣庄", DISPUTED, True, ()),
        ("枣庄", "枣庄", CANNOT.format("枣庄"), False, (Fault.WRONG_CITY,)),
        ("德州", "德州", DISPUTED, False, (Fault.WRONG_CITY,)),
        # Nobody has named a city.
        ("德州", "", CANNOT.format("德州"), False, (Fault.WRONG_CITY,)),
        ("德州", "", LIST, False, ()),
        # A slip.
        ("德州", "济南", CAN.format("济南"), False, ()),
        ("德州", "济南", CANNOT.format("德州"), False, (Fault.WRONG_CITY,)),
    ],
)
def test_the_verdict_must_be_of_the_city(
    world: World, city: str, disclosed: str, text: str, reached: bool, faults: tuple[Fault, ...]
) -> None:
    before = scene(want(UNAVAILABLE), city=city, disclosed=Disclosed(city=disclosed))
    seen = judge(world, before, [answer(UNAVAILABLE, text)])
    assert (bool(seen.reached), seen.faults) == (reached, faults)


@pytest.mark.parametrize(
    ("city", "disclosed", "reached", "faults", "unchecked"),
    [
        ("济南", "", True, (), False),
        ("济南", "济南", True, (), False),
        ("德州", "", False, (), True),
        ("德州", "德州", False, (Fault.WRONG_CITY,), False),
        ("枣庄", "枣庄", False, (Fault.WRONG_CITY,), False),
    ],
)
def test_steps_alone_help_only_where_they_hold(
    world: World, city: str, disclosed: str, reached: bool, faults: tuple[Fault, ...], unchecked: bool
) -> None:
    seen = judge(world, scene(want(HOW), city=city, disclosed=Disclosed(city=disclosed)), [answer(HOW, STEPS)])
    assert (bool(seen.reached), seen.faults, seen.unchecked) == (reached, faults, unchecked)


def test_another_person_s_city_counts_only_while_asked_about(world: World) -> None:
    own = scene(want(UNAVAILABLE), disclosed=Disclosed(city="德州"))
    about_another = judge(world, replace(own, other_city="济南"), [answer(UNAVAILABLE, CAN.format("济南"))])
    assert about_another.faults == ()
    assert judge(world, own, [answer(UNAVAILABLE, CAN.format("济南"))]).faults == (Fault.WRONG_CITY,)


@pytest.mark.parametrize(
    ("id_", "disclosed", "asks", "faults"),
    [
        ("password_recover", Disclosed(), "role", ()),
        ("password_recover", Disclosed(role="personal"), "role", (Fault.NEEDLESS,)),
        ("certificate_print", Disclosed(), "role", (Fault.NEEDLESS,)),
        (UNAVAILABLE, Disclosed(), "city", ()),
        (UNAVAILABLE, Disclosed(city="德州"), "city", (Fault.NEEDLESS,)),
    ],
)
def test_a_question_is_needless_when_it_was_said_or_changes_nothing(
    world: World, id_: str, disclosed: Disclosed, asks: str, faults: tuple[Fault, ...]
) -> None:
    seen = judge(world, scene(want(id_), disclosed=disclosed), [Message("请问？", "ask", asks=asks)])
    assert (seen.asks, seen.faults) == (asks, faults)


def test_a_hand_over_is_right_where_it_is_wanted_or_nothing_else_helps(world: World) -> None:
    handed = [Message("请稍等", "handoff"), Message("在线客服", "handoff")]
    assert judge(world, scene(want("policy_why")), handed).faults == (Fault.PERSON,)
    assert judge(world, scene(want("policy_why"), misses=2), handed).faults == ()
    assert judge(world, scene(want(OUTSIDE)), handed).faults == ()
    person = judge(world, scene(want(PERSON)), handed)
    assert (len(person.reached), person.faults) == (1, ())
    cooperation = [Message("请稍等", "handoff", "other_cooperation"), Message("在线客服", "handoff")]
    seen = judge(world, scene(want("other_cooperation")), cooperation)
    assert (len(seen.reached), seen.faults) == (1, ())


def test_outside_the_faq_any_answer_is_wrong_and_everything_else_honest(world: World) -> None:
    wrong = judge(world, scene(want(OUTSIDE)), [answer("policy_why")])
    assert (wrong.reached, wrong.faults) == ((), (Fault.WRONG_ANSWER,))
    for outcome in ("decline", "offer", "chat"):
        assert judge(world, scene(want(OUTSIDE)), [Message("抱歉", outcome)]).reached


def test_two_wants_are_reached_by_two_messages_and_one_may_be_offered(world: World) -> None:
    wants = want("certificate_print"), want("policy_why")
    both = judge(world, scene(*wants), [answer("certificate_print"), answer("policy_why")])
    assert ([one.want for one in both.reached], both.faults) == ([*wants], ())
    offer = Message("您还问到：", "offer", buttons=(Button(world.titles["policy_why"], "/ask"),))
    one = judge(world, scene(*wants), [answer("certificate_print"), offer])
    assert ([one.want for one in one.reached], one.faults) == ([wants[0]], ())
    noisy = judge(world, scene(wants[0]), [answer("certificate_print"), offer])
    assert noisy.faults == (Fault.NOISE,)


def test_half_a_message_and_silence(world: World) -> None:
    assert judge(world, scene(want("policy_why"), partial=True), [answer("login_slider")]).faults == (Fault.HASTY,)
    nothing = judge(world, scene(want("policy_why")), [])
    assert (nothing.missed, nothing.faults) == (True, (Fault.SILENT,))
