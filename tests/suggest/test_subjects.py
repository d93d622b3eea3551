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


def test_two_pairs_of_words_that_nobody_puts_together_are_too_many() -> None:
    fluent = fluency(map(fold, ("证书怎么打印", "滑块在哪里")))
    assert fluent.of("证书怎么打印") == 1
    assert fluent.of("滑块怎么打印") >= LEAST
    assert fluent.of("滑块证书在哪里怎么打印") < LEAST
