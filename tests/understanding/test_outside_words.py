"""Nouns that only out-of-scope examples have make an answer unsure."""

from understanding.outside_words import UNSURE, doubted, outside_words
from understanding.ranking import Ranked

EXAMPLES = [
    ("驾校的课时怎么预约", "out_of_scope"),
    ("驾校几点开门", "out_of_scope"),
    ("社保断了几个月", "out_of_scope"),
    ("社保怎么转移", "out_of_scope"),
    ("护照丢了", "out_of_scope"),
    ("课时怎么对接", "faq/sync"),
    ("你好", "greet"),
]
SURE = [Ranked("faq/sync", 0.95), Ranked("out_of_scope", 0.05)]


def test_only_nouns_that_nothing_else_has_count() -> None:
    assert {"社保", "驾校"} <= set(outside_words(EXAMPLES, []))
    assert not {"课时", "社保"} & set(outside_words(EXAMPLES, ["请先缴纳社保"]))
    assert "驾校" not in outside_words([*EXAMPLES, ("驾校课程在哪学", "faq/learn")], [])


def test_a_long_story_may_mention_others() -> None:
    story = "我从别的单位考过来已经三个月了，人事关系和公积金都转完了，就剩平台没转"
    assert "公积金" in outside_words([(story, "faq/move")], [])
    assert "公积金" not in outside_words([("公积金在哪查", "faq/fund")], [])


def test_what_stands_in_no_dictionary_is_no_noun() -> None:
    halves = ("主管局能直接替它审吗", "请教一下我们局能不能委托事务中心", "车牌归属地能换吗", "手机号归属地能改吗")
    assert not {"局能", "地能"} & set(outside_words([(text, "out_of_scope") for text in halves], []))


def test_those_of_other_services_count_unless_an_answer_has_them() -> None:
    words = outside_words([], [])
    assert {"公积金", "his系统"} <= set(words)
    assert set(words) - set(outside_words([], ["公积金也在这里查"])) == {"公积金"}
    assert all(len(word) > 1 for word in words)


def test_an_answer_to_a_message_with_one_is_only_offered() -> None:
    [first, *others] = doubted(SURE, "驾校的课时什么时候对接", ["驾校"], 0.6)
    assert first == Ranked("faq/sync", UNSURE * 0.6)
    assert others == SURE[1:]


def test_other_messages_and_other_labels_stay() -> None:
    assert doubted(SURE, "课时什么时候对接", ["驾校"], 0.6) == SURE
    unsure = [Ranked("faq/sync", 0.3)]
    assert doubted(unsure, "驾校", ["驾校"], 0.6) == unsure
    small_talk = [Ranked("greet", 0.9)]
    assert doubted(small_talk, "驾校你好", ["驾校"], 0.6) == small_talk
    assert doubted([], "驾校", ["驾校"], 0.6) == []
