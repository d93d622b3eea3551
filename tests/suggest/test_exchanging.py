"""A new answer's own questions get the endings with which people ask about anything."""

from pathlib import Path

from suggest.content import TaughtAnswer
from suggest.exchanging import cuts, endings, exchange
from tests.suggest.builders import content


def new(*questions: str) -> TaughtAnswer:
    return TaughtAnswer("new", "标题", "other", questions, ())


def test_an_ending_begins_with_what_asks() -> None:
    assert cuts("电子发票抬头写错了能改吗") == [("电子发票抬头写错了", "能改吗")]
    assert cuts("电子发票抬头在哪里改")[0] == ("电子发票抬头", "在哪里改")
    assert cuts("今天下雨了") == []


def test_the_whole_of_what_stands_before_gets_other_endings(tmp_path: Path) -> None:
    usual = endings(content(tmp_path))
    assert set(usual) == {"在哪里弄", "怎么弄", "怎么改"}
    assert {one.text for one in exchange(new("电子发票抬头在哪里弄"), usual)} == {
        "电子发票抬头怎么弄",
        "电子发票抬头怎么改",
    }
    assert not [*exchange(new("电子发票抬头写错了"), usual)]
