"""The answers under the topic that is talked about, and what comes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from components.context.asking import in_topic, question
from components.context.conversation import Conversation
from components.context.in_topic import ranked_in_topic, topic_named, whole_means
from components.context.resolution import FALLBACK, UNSURE, WITHDRAW, Scored
from owner.live import profile, using
from owner.profile import AnswerTitle
from tests.components.context.builders import KNOWN, after, answered, bot, typed, user
from understanding.labels import FAQ
from understanding.ranking import Ranked

DISCUSSED = after(user("faq"), answered("declaration_how"))
ALONE = [Ranked("out_of_scope", 0.5), Ranked("faq/registration_review", 0.3), Ranked("withdraw", 0.9)]
UNDER = [Ranked("faq/declaration_review", 0.97)]


@pytest.fixture(autouse=True)
def _titled() -> Iterator[None]:
    titles = {
        id_: AnswerTitle(facts.title, facts.topic, facts.topic, 1, 0, (), {}) for id_, facts in KNOWN.answers.items()
    }
    with using(profile(), titles):
        yield


def rank(text: str) -> Sequence[Ranked]:
    return UNDER if text.startswith("declaration，") else ALONE


def test_a_message_is_ranked_with_the_topic_before_it() -> None:
    found = ranked_in_topic(typed("谁给审", FALLBACK), "谁给审", rank, DISCUSSED, KNOWN)
    assert found[0].name == "declaration_review"


@pytest.mark.parametrize(
    "talk",
    [
        after(),
        after(user("faq"), answered("declaration_how"), user("faq"), bot({"outcome": "ask", "asks": "role"})),
    ],
)
def test_without_a_topic_or_while_something_is_asked_for_it_is_not(talk: Conversation) -> None:
    assert ranked_in_topic(typed("谁给审", FALLBACK), "谁给审", rank, talk, KNOWN) == ()


def test_a_clear_question_and_small_talk_mean_the_same_under_every_topic() -> None:
    clear, unclear = (typed("怎么注册", FAQ, registration_how=confidence) for confidence in (0.96, 0.9))
    assert ranked_in_topic(clear, "怎么注册", rank, DISCUSSED, KNOWN) == ()
    assert ranked_in_topic(unclear, "怎么注册", rank, DISCUSSED, KNOWN)
    assert ranked_in_topic(typed("谢谢", "thank"), "谢谢", rank, DISCUSSED, KNOWN) == ()


def test_nobody_withdraws_a_request_that_is_not_there() -> None:
    asked_for = after(user("nlu_handoff"), answered("declaration_how", outcome="handoff"))
    free, waiting = (
        ranked_in_topic(typed("那要不撤了吧", WITHDRAW), "那要不撤了吧", rank, talk, KNOWN)[0].confidence
        for talk in (DISCUSSED, asked_for)
    )
    assert free > waiting


def test_what_is_clear_there_is_given_and_what_is_likely_offered() -> None:
    message = typed("谁给审", FALLBACK, registration_review=0.3)
    clear = replace(message, in_topic=[Scored("declaration_review", 0.8), Scored("registration_review", 0.1)])
    found = in_topic(clear, DISCUSSED, KNOWN)
    assert found is not None
    assert found.answer == "declaration_review"
    likely = replace(message, in_topic=[Scored("declaration_review", 0.4), Scored("registration_review", 0.3)])
    assert in_topic(likely, DISCUSSED, KNOWN) is None
    offer = question(likely, DISCUSSED, KNOWN)
    assert (offer.intent, offer.choices) == (UNSURE, ("declaration_review", "registration_review"))


def test_the_answer_that_is_talked_about_is_not_given_at_once_again() -> None:
    message = replace(typed("在哪", UNSURE), in_topic=[Scored("declaration_how", 0.9)])
    assert in_topic(message, DISCUSSED, KNOWN) is None


def test_a_topic_of_most_answers_says_nothing() -> None:
    one_topic = {id_: replace(facts, topic="declaration") for id_, facts in KNOWN.answers.items()}
    known = replace(KNOWN, answers=one_topic)
    assert ranked_in_topic(typed("谁给审", FALLBACK), "谁给审", rank, DISCUSSED, known) == ()


@pytest.mark.parametrize(("confidence", "given"), [(0.7, None), (0.9, "declaration_how")])
def test_the_answer_that_is_talked_about_is_given_again_only_if_clear(confidence: float, given: str | None) -> None:
    message = replace(
        typed("那这个呢怎么算", UNSURE, registration_review=0.4, declaration_how=0.1),
        in_topic=[Scored("declaration_how", confidence), Scored("registration_review", 0.05)],
    )
    assert question(message, DISCUSSED, KNOWN).answer == given


@pytest.mark.parametrize(("other", "means"), [(0.16, "transfer_review"), (0.35, None)])
def test_the_rest_of_the_message_may_say_what_a_clause_without_a_subject_means(other: float, means: str | None) -> None:
    found = [Scored("transfer_review", 0.41), Scored("declaration_review", other)]
    message = replace(typed("从别的厂调来的 谁点通过", "context", who_reviews=1.0, transfer_review=0.5), in_topic=found)
    assert whole_means(message, "who_reviews", "declaration_review", KNOWN) == means


@pytest.mark.parametrize(
    ("here", "alone", "offered"),
    [
        ({"registration_review": 0.4, "transfer_review": 0.15}, 0.08, ("registration_review", "transfer_review")),
        ({"registration_review": 0.4, "transfer_review": 0.15}, 0.01, ()),
        ({"registration_review": 0.4, "transfer_review": 0.35}, 0.08, ()),
        ({"registration_review": 0.15}, 0.08, ()),
        ({"transfer_review": 0.8, "registration_review": 0.1}, 0.08, ()),
        ({}, 0.08, ()),
    ],
)
def test_what_is_clear_alone_is_offered_where_the_topic_rather_means_another(
    here: dict[str, float], alone: float, offered: tuple[str, ...]
) -> None:
    clear = typed("单位说没看到我", FAQ, transfer_review=0.78, registration_review=alone)
    message = replace(clear, in_topic=[Scored(*one) for one in here.items()])
    found = question(message, after(user("faq"), answered("registration_how")), KNOWN)
    assert found.choices == offered
    assert (found.intent, found.answer) == ((UNSURE, None) if offered else (FAQ, "transfer_review"))


TITLES = {
    id_: AnswerTitle(
        facts.title, facts.topic, {"registration": "注册", "transfer": "单位调转"}.get(facts.topic, ""), 1, 0, (), {}
    )
    for id_, facts in KNOWN.answers.items()
}


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("注册的时候选了临时单位，谁审核我", "registration"),
        ("不是单位调转，是第一次注册，谁审", "registration"),
        ("单位调转和注册是一回事吗", None),
        ("单位调转谁审", None),
        ("谁审核我", None),
    ],
)
def test_a_topic_named_by_its_title_replaces_the_one_discussed(text: str, topic: str | None) -> None:
    talk = after(user("faq"), answered("transfer_review"))
    with using(profile(), TITLES):
        assert topic_named(typed(text), talk, KNOWN) == topic
