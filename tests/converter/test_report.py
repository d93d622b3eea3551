import re
from collections import Counter
from html.parser import HTMLParser

from converter import Conversion, read, report
from converter.lines import Kind
from tests.converter.builders import CATALOG, faq
from tests.converter.real import FAQ, conversion


def table(conversion: Conversion) -> list[report.ReportRow]:
    return report.rows(conversion.lines, conversion.answers, conversion.catalog)


def counts(conversion: Conversion) -> list[str]:
    return report.summary(conversion.lines, conversion.answers, conversion.verdict)


def page(conversion: Conversion) -> str:
    return report.as_html("faq.txt", table(conversion), counts(conversion), conversion.verdict)


def small(question: str, answer: str) -> Conversion:
    return read(faq((question, answer)).encode(), CATALOG)


class Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_line_of_the_faq_has_its_row_in_order() -> None:
    raws = FAQ.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert [(row.line.number, row.line.raw) for row in table(conversion())] == list(enumerate(raws, 1))
    assert len(raws) == 600


def test_every_line_but_a_blank_one_has_its_outcome() -> None:
    assert [row.line.number for row in table(conversion()) if not row.outcome and row.line.kind is not Kind.BLANK] == []
    assert [row.line.number for row in table(conversion()) if "没有归属" in row.outcome or "未" in row.outcome] == []


def test_every_question_and_answer_line_has_an_id() -> None:
    kinds = (Kind.QUESTION, Kind.ANSWER, Kind.MORE_ANSWER)
    assert all(row.answer_id for row in table(conversion()) if row.line.kind in kinds)


def test_one_line_of_each_answer_is_sent_and_the_others_say_which() -> None:
    sent = [row.answer_id for row in table(conversion()) if row.outcome.startswith("发给用户")]
    staff = [row for row in table(conversion()) if row.kind == "内部说明"]
    assert len(set(sent)) >= 63
    assert {row.line.number for row in staff} >= {178, 180, 513, 269, 273}


def test_the_counts_add_up() -> None:
    lines, entries, phrasings, findings = counts(conversion())
    numbers = [int(n) for n in re.findall(r"\d+", lines)]
    assert numbers[0] == sum(numbers[1:]) == 600
    assert entries == "188 个问答条目，64 个不同的答案"
    numbers = [int(n) for n in re.findall(r"\d+", phrasings)]
    assert numbers[0] == sum(numbers[1:])
    assert findings == f"发现 0 个待处理，{len(conversion().verdict.acknowledged)} 个已知并说明原因"


def test_the_text_names_every_line_every_finding_and_every_reason() -> None:
    text = report.as_text("faq.txt", table(conversion()), counts(conversion()), conversion().verdict)
    assert text.count("\n") >= 600 + len(conversion().verdict.acknowledged)
    assert all(reason in text for _, reason in conversion().verdict.acknowledged)


def test_open_findings_stand_in_text_and_page() -> None:
    read = small("怎么注册", "请找某某。")
    assert "[placeholder]" in report.as_text("faq.txt", table(read), counts(read), read.verdict)
    assert "[placeholder]" in page(read)


def test_the_page_shows_every_line_and_escapes_it() -> None:
    read = small("怎么<script>alert(1)</script>注册 & \"退出\" 'x'", "点<img src=x onerror=alert(1)>$source ${rows}。")
    cells = Cells()
    cells.feed(page(read))
    assert cells.tags["script"] == cells.tags["img"] == 0
    assert "<script>alert(1)</script>" in cells.text
    assert "$source ${rows}" in cells.text
    assert cells.tags["tr"] == len(read.lines) + 1


def test_the_page_has_an_anchor_for_every_line() -> None:
    ids = re.findall(r'id="l(\d+)"', page(conversion()))
    assert ids == [str(n) for n in range(1, 601)]
