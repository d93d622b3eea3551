"""What a message gets that means the answer which was just given."""

from dataclasses import replace

import pytest

from components.context.resolution import BY_CITY, FALLBACK, NO_MORE, QUOTE, ClassifiedMessage, Entity, Resolution
from components.context.same_again import only_quoted, same_again
from tests.components.context.builders import KNOWN, after, answered, typed, user
from understanding.labels import FAQ, answer_label

REVIEW = "单位调转后需要调入单位审核。"
GIVEN = after(user("faq"), {**answered("transfer_review"), "text": REVIEW})
BY_ROLE = after(user("faq"), answered("password_recover", role="personal"), role="personal")


@pytest.mark.parametrize("by", ["question", "in_topic", "fragment"])
def test_it_is_given_with_the_word_that_there_is_no_more(by: str) -> None:
    found = same_again(Resolution(FAQ, "transfer_review", by=by), typed("还得原来的点头不"), GIVEN, KNOWN)
    assert (found.intent, found.answer, found.sentence) == (NO_MORE, "transfer_review", REVIEW)
    left = same_again(Resolution(by=by), typed("谁给我审", FAQ, transfer_review=0.9), GIVEN, KNOWN)
    assert (left.intent, left.answer) == (NO_MORE, "transfer_review")


def test_another_answer_an_earlier_one_and_one_that_is_chosen_are_given_plainly() -> None:
    later = after(user("faq"), answered("transfer_review"), user("faq"), answered("certificate_print"))
    for resolution, talk in (
        (Resolution(FAQ, "certificate_print", by="question"), GIVEN),
        (Resolution(FAQ, "transfer_review", by="question"), later),
        (Resolution(FAQ, "transfer_review", by="chosen"), GIVEN),
        (Resolution(FAQ, "transfer_review", by="repeated"), GIVEN),
    ):
        assert same_again(resolution, typed("谁审"), talk, KNOWN) == resolution


def test_the_same_words_once_more_get_the_same() -> None:
    asked = {**user("faq"), "text": "谁给我审？"}
    talk = after(asked, {**answered("transfer_review"), "text": REVIEW})
    resolution = Resolution(FAQ, "transfer_review", by="question")
    assert same_again(resolution, typed("谁给我审?"), talk, KNOWN) == resolution
    assert same_again(resolution, typed("到底谁给我审"), talk, KNOWN).intent == NO_MORE


def test_for_another_role_it_says_something_else() -> None:
    message = typed("我是单位的，密码忘了")
    named = Resolution(FAQ, "password_recover", {"role": Entity("unit")}, by="question")
    assert same_again(named, message, BY_ROLE, KNOWN) == named
    plain = Resolution(FAQ, "password_recover", by="question")
    assert same_again(plain, typed("那密码到底咋弄"), BY_ROLE, KNOWN).intent == NO_MORE


def test_what_denies_its_topic_gets_it_no_more() -> None:
    message = ClassifiedMessage("我不是调转，到底有没有人审", None, denied=[answer_label("transfer_review")])
    found = same_again(Resolution(FAQ, "transfer_review", by="question"), message, GIVEN, KNOWN)
    assert (found.intent, found.answer) == (FALLBACK, None)


def test_a_quoted_sentence_that_is_all_of_the_answer_is_that_answer_again() -> None:
    whole, part = (
        Resolution(QUOTE, "transfer_review", sentence=sentence, by="about_last") for sentence in (REVIEW, REVIEW[:8])
    )
    found = same_again(whole, typed("还得原来的点头不"), GIVEN, KNOWN)
    assert (found.intent, found.answer) == (NO_MORE, "transfer_review")
    assert same_again(part, typed("还得原来的点头不"), GIVEN, KNOWN) == part
    of_role = after(user("faq"), {**answered("password_recover", role="personal"), "text": REVIEW}, role="personal")
    quote = Resolution(QUOTE, "password_recover", sentence=REVIEW, by="about_last")
    assert same_again(quote, typed("那到底咋弄"), of_role, KNOWN) == quote


@pytest.mark.parametrize("by", ["about_last", "quoted"])
def test_a_question_beyond_the_last_answer_gets_its_sentence_as_all_there_is(by: str) -> None:
    quote = Resolution(QUOTE, "transfer_review", sentence=REVIEW, by=by)
    beyond = replace(typed("那审核的网址发我"), out_of_scope=0.9)
    found = only_quoted(quote, beyond, GIVEN, KNOWN)
    assert found.asks_more
    assert same_again(found, beyond, GIVEN, KNOWN) == found, "the whole answer is not given again"
    for likely in (replace(beyond, out_of_scope=0.3), beyond):
        kept = quote if likely is not beyond else replace(quote, by="chosen")
        assert only_quoted(kept, likely, GIVEN, KNOWN) == kept


def test_it_is_quoted_for_the_same_city_and_given_anew_for_another() -> None:
    given = {**answered("declaration_unavailable", city="东营"), "text": "东营无法在本平台进行学时申报。"}
    talk = after(user("nlu_by_city"), given, city="东营")
    beyond = replace(typed("东营的平台网址给我"), out_of_scope=0.95)
    for city, intent in (("东营", QUOTE), ("济南", BY_CITY)):
        resolution = Resolution(BY_CITY, "declaration_unavailable", {"city": Entity(city)}, by="of_own_place")
        assert only_quoted(resolution, beyond, talk, KNOWN).intent == intent


def test_a_known_question_of_the_same_answer_gets_it_word_for_word() -> None:
    left = Resolution(by="question")
    assert same_again(left, typed("调转谁审核", FAQ, transfer_review=1.0), GIVEN, KNOWN) == left
