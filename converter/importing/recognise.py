"""Recognises candidates and doubts in the lines and tables of a document, and accounts for each line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from converter.importing import labels
from converter.importing.columns import columns_of
from converter.importing.forms import form_of
from converter.importing.items import Candidate, Document, DocumentLine, FilePlace, Item, Recognised, Table, shortened
from converter.importing.marks import Look, Mark, marks_of
from converter.importing.notes import goes_on, like_a_note
from converter.importing.number_gaps import gaps_filled
from converter.importing.roles import ColumnRole, ahead, roles_of
from converter.importing.signs import signed
from converter.importing.similar import split_similar
from converter.importing.tables import in_words, read_table, words_remark
from converter.importing.unread_lines import UNREAD, named_unread

_ADD_ANSWER = "在问题下面写上答案，或删去这个问题"
_ADD_OR_JOIN = "是问题的，在下面写上“答：”和答案；是上面答案里的一步的，写成“（1）…”或接在上一行后面，再导入"
_ADD_QUESTION = "在它上面写上问题"
_SECOND = f"{UNREAD}：第二个答案"


@dataclass
class _Entry:
    """A question while its lines are being read. `second`: they are those of another answer, which is left out."""

    section: str
    place: FilePlace
    questions: list[str]
    answer: list[str] = field(default_factory=list)
    answered: bool = False
    pictures: int = 0
    last_blank: bool = False
    numbered: bool = False
    second: bool = False

    def ask(self, text: str) -> None:
        """Add a line to the question; it is another question where both lines end as one."""
        ends = ("？", "?")
        if self.questions and not (self.questions[-1].endswith(ends) and text.endswith(ends)):
            self.questions[-1] += text
        else:
            self.questions.append(text)


@dataclass
class _EntryReader:
    document: Document
    recognised: Recognised = field(default_factory=Recognised)
    section: str = ""
    entry: _Entry | None = None
    below: bool | None = None
    tables: bool = False
    questions: frozenset[Look] = frozenset()

    def lines(self, lines: Sequence[DocumentLine]) -> None:
        marks = gaps_filled(signed(marks_of(lines)))
        # Next to a table of questions, text without questions is about the document (minutes of a meeting).
        form = form_of(marks, titled=not self.tables)
        roles = roles_of(marks, form)
        self.questions = form.questions
        for mark, role, (waits, last) in zip(marks, roles, ahead(roles), strict=True):
            self._line(mark, role, last=last, waits=waits)
        self._close()

    def _line(self, mark: Mark, role: ColumnRole, *, last: bool, waits: bool) -> None:
        line, became = mark.line, role.value
        if role is ColumnRole.BLANK:
            self._blank(line)
        elif role in (ColumnRole.ASIDE, ColumnRole.TITLE, ColumnRole.SIGNATURE):
            became = f"{UNREAD}：{line.aside or role.value}"
        elif role in (ColumnRole.SECTION, ColumnRole.GUESSED_SECTION):
            self._section(mark, guessed=role is ColumnRole.GUESSED_SECTION)
        elif role is ColumnRole.QUESTION:
            self._close()
            questions, numbered = [mark.rest] if mark.rest else [], mark.look[:1] == ("number",)
            self.entry = _Entry(self.section, line.place, questions, pictures=line.pictures, numbered=numbered)
        elif role is ColumnRole.ANSWER:
            became = self._answer(mark)
        else:
            became = self._text(mark, last=last, waits=waits)
        if role is not ColumnRole.BLANK and self.entry:
            self.entry.last_blank = False
        self.recognised.account(line.place, line.text, became)

    def _blank(self, line: DocumentLine) -> None:
        if self.entry:
            self.entry.last_blank = True
            self.entry.pictures += line.pictures
        elif line.pictures:
            self.recognised.doubt(line.place, "这里有图片，图片里的字读不出来", "里面有问答的，打成文字再导入")

    def _section(self, mark: Mark, *, guessed: bool) -> None:
        self._close()
        self.section = mark.rest.rstrip(":： ")
        if guessed:
            do = "不是分类的，改写这一行或移到答案里"
            self.recognised.doubt(mark.line.place, f"“{self.section}”当作分类", do)

    def _answer(self, mark: Mark) -> str:
        if self.entry is None:
            self.recognised.doubt(mark.line.place, f"有答案，没有问题：“{shortened(mark.line.text)}”", _ADD_QUESTION)
            return f"{UNREAD}：没有问题"
        if self.entry.answered and self.entry.answer:
            self.entry.second = True
            do = "一个问题只留一个答案；这是另一个问题的，在它上面写上问题"
            self.recognised.doubt(mark.line.place, f"“{shortened(self._question())}”有第二个答案", do)
            return _SECOND
        self.entry.answered = True
        self.entry.pictures += mark.line.pictures
        if mark.rest:
            self.entry.answer.append(mark.rest)
        return ColumnRole.ANSWER.value

    def _text(self, mark: Mark, *, last: bool, waits: bool) -> str:
        entry, text = self.entry, mark.line.text
        if (section := labels.section_mark(text)) is not None and (entry is None or entry.answer):
            return self._named_section(section)
        if entry is None:
            return UNREAD
        if (similar := labels.similar_mark(text)) is not None and not entry.answer:
            entry.questions += split_similar(similar)
            return "相似问法"
        if entry.second:
            return _SECOND
        if not entry.answered and (waits or not entry.questions):
            entry.ask(mark.rest if not entry.questions else text)
            return "问题续行"
        apart = entry.last_blank and not goes_on(entry.answer[-1:], text)
        if entry.answer and last and (like_a_note(text) or apart):
            do = "不该给用户看的，从文件里删去再导入"
            self.recognised.doubt(mark.line.place, f"“{shortened(text)}”算作上面答案的结尾", do)
        if entry.answer and mark.look[:1] == ("bold",) and mark.look in self.questions:
            do = "是问题的，在它后面加一个问号再导入"
            self.recognised.doubt(mark.line.place, f"“{shortened(text)}”和问题一样是粗体，当作上面答案里的小标题", do)
        if entry.answer and mark.like_a_question:
            do = "是问题的，写得和别的问题一样（编号、粗体或“问：”），再导入；不是的不用管"
            self.recognised.doubt(mark.line.place, f"“{shortened(text)}”像一个问题，当作上面答案里的话", do)
        entry.answer.append(text)
        entry.pictures += mark.line.pictures
        return "答案续行" if len(entry.answer) > 1 else ColumnRole.ANSWER.value

    def _named_section(self, section: str) -> str:
        """Read 分类：…: it stands above its questions, or below each if the first one stands below."""
        if self.below is None:
            self.below = self.entry is not None
        if self.below and self.entry:
            self.entry.section = section
        else:
            self._close()
            self.section = section
        return ColumnRole.SECTION.value

    def _question(self) -> str:
        return self.entry.questions[0] if self.entry and self.entry.questions else ""

    def _close(self) -> None:
        entry, self.entry = self.entry, None
        if entry is None:
            return
        answer = "\n".join(entry.answer)
        if not entry.questions:
            self.recognised.doubt(entry.place, "有编号，没有问题", "补上问题，或删去这一行")
        elif not answer.strip():
            do = _ADD_OR_JOIN if entry.numbered else _ADD_ANSWER
            self.recognised.doubt(entry.place, f"“{shortened(entry.questions[0])}”没有答案，没有导入", do)
        else:
            self.recognised.candidates.append(Candidate(entry.section, tuple(entry.questions), answer, entry.place))
            if entry.pictures:
                do = "把图片里的内容写成文字，或在答案里写明到哪里看"
                self.recognised.doubt(entry.place, f"“{shortened(entry.questions[0])}”的答案里有图片，只导入文字", do)


def recognise(document: Document) -> Recognised:
    """Read tables with a column of questions row by row, and everything else as lines."""
    tables = any(isinstance(item, Table) and columns_of(item) is not None for item in document.items)
    reader = _EntryReader(document, tables=tables)
    reader.recognised.remarks += [f"{document.name}：{remark}" for remark in document.remarks]
    reader.recognised.doubts += document.doubts
    waiting: list[DocumentLine] = []
    for item in _with_words(document.items, reader.recognised.remarks):
        if isinstance(item, DocumentLine):
            waiting.append(item)
            continue
        reader.lines(waiting)
        waiting = []
        reader.recognised.add(read_table(item, document.name, item.section or reader.section))
    reader.lines(waiting)
    named_unread(reader.recognised)
    return reader.recognised


def _with_words(items: Sequence[Item], remarks: list[str]) -> Iterator[Item]:
    """Yield the items; a table without questions and answers becomes lines."""
    for item in items:
        if isinstance(item, Table) and columns_of(item) is None:
            remarks += words_remark(item)
            yield from in_words(item)
        else:
            yield item
