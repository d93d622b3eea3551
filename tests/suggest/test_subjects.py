"""What an answer is about: words that name something, not pieces of questions."""

from suggest.content import Content, TaughtAnswer
from suggest.fluency import LEAST, fluency
from suggest.subjects import subjects
from zh.fold import fold


def test_pieces_of_questions_are_no_subjects() -> None:
    questions = ("学时记录能导出成表格吗", "怎么导出学时明细", "学时明细能下载到电脑上吗")
    answers = {
        "export": TaughtAnswer("export", "导出学时", "other", questions, ()),
        "slider": TaughtAnswer("slider", "滑块", "login", ("滑块在哪里",), ()),
    }
    best = subjects(Content(answers, ())).best("export", 100)
    assert "学时明细" in best
    assert not [text for text in best if "能" in text or text.endswith(("成", "到"))]


def test_no_subject_cuts_a_word_that_the_dictionary_does_not_know() -> None:
    questions = ("怎么申请停修", "停修在哪里办")
    answers = {
        "pause": TaughtAnswer("pause", "停修", "courses", questions, ()),
        "slider": TaughtAnswer("slider", "滑块", "login", ("滑块在哪里",), ()),
    }
    best = subjects(Content(answers, ())).best("pause", 100)
    assert "停修" in best
    assert "申请停" not in best


def test_what_begins_with_a_particle_is_the_rest_of_something_else() -> None:
    questions = ("过了退课时间怎么退课", "错过了退课时间", "退课时间过了还能退课吗")
    answers = {
        "drop": TaughtAnswer("drop", "退课时间", "courses", questions, ()),
        "slider": TaughtAnswer("slider", "滑块", "login", ("滑块在哪里",), ()),
    }
    best = subjects(Content(answers, ())).best("drop", 100)
    assert "退课时间" in best
    assert not [text for text in best if text.startswith(("了", "过了"))]


def test_two_pairs_of_words_that_nobody_puts_together_are_too_many() -> None:
    fluent = fluency(map(fold, ("证书怎么打印", "滑块在哪里")))
    assert fluent.of("证书怎么打印") == 1
    assert fluent.of("滑块怎么打印") >= LEAST
    assert fluent.of("滑块证书在哪里怎么打印") < LEAST
