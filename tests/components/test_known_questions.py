"""Questions told by their words and by their sounds."""

from components.known_questions import HEARD, KnownQuestions

KNOWN = KnownQuestions(
    {"证书怎么打印": "faq/print", "忘记密码": "faq/password", "会计学习": "faq/a", "快计学习": "faq/b"}
)


def test_the_same_words_are_the_question_itself() -> None:
    assert KNOWN.find("证书怎么打印") == ("faq/print", 1.0)


def test_the_same_sounds_are_nearly_as_good() -> None:
    assert KNOWN.find("正书怎么打映") == ("faq/print", HEARD)


def test_other_sounds_a_short_text_and_sounds_of_two_meanings_tell_nothing() -> None:
    assert KNOWN.find("证书怎么下载") is None
    assert KnownQuestions({"证书": "faq/print"}).find("正书") is None
    both = KnownQuestions({"工需课程": "faq/a", "公须课程": "faq/b"})
    assert both.find("供需课程") is None
