"""contradictions.yml: of another institution, empty, or of a form that is named with its line."""

from pathlib import Path

import pytest

from converter.__main__ import main
from converter.contradictions import EMPTY, NAME, Contradictions, Fact, load
from converter.errors import SourceError
from converter.new_institution import write_new

FAQ = "1. 病假找谁批\n回复：病假需要班主任审核通过。\n\n2. 事假找谁批\n回复：事假需要教务处审核通过。\n"


def test_what_is_written_is_read() -> None:
    text = "actors: [班主任，教务处]\nclaims:\n- name: 周末\n  affirmed: [照常]\n  denied: [闭馆, 关门]\n"
    assert load(text) == Contradictions(("班主任", "教务处"), (Fact("周末", ("照常",), ("闭馆", "关门"), 3),))


@pytest.mark.parametrize("text", ["", "# 以后再写\n", EMPTY, "actors:\nclaims:\n"])
def test_it_may_be_empty(text: str) -> None:
    assert load(text) == Contradictions()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- 班主任", 1, "应是“actors"),
        ("actors: []\nopposites: []", 2, "不认识“opposites”"),
        ("\nactors: {a: b}", 2, "actors 应是文字的列表"),
        ("claims: 周末", 1, "claims 应是一个列表"),
        ("claims:\n- {name: 周末, affirmed: [开]}", 2, "缺少 denied"),
        ("claims:\n- {name: 周末, affirmed: [开], denied: ['']}", 2, "不能为空"),
        ("claims:\n- {name: 周末, affirmed: [开], denied: [关], why: 不知道}", 2, "不认识的键：why"),
        ("claims:\n- {affirmed: [开], denied: [关]}", 2, "缺少 name"),
        ("actors:\n\t- 班主任", 2, "制表符"),
    ],
)
def test_another_form_is_named_with_its_line(text: str, line: int, said: str) -> None:
    with pytest.raises(SourceError, match=said) as wrong:
        load(text)
    assert wrong.value.line == line


def test_another_institution_has_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    content = tmp_path / "school"
    write_new(content, FAQ.encode())
    own = content / "source" / NAME
    arguments = ["--root", str(tmp_path), "--content", str(content)]
    assert main(arguments) == 0
    assert "contradiction" not in capsys.readouterr().err
    own.write_text(own.read_text(encoding="utf-8").replace("actors: []", "actors: [班主任, 教务处]"), encoding="utf-8")
    assert main(arguments) == 0
    assert "注意 school/source/faq.txt:2: [contradiction]" in capsys.readouterr().err
    own.write_text("actor: []\n", encoding="utf-8")
    assert main(arguments) == 1
    assert "停止 school/source/contradictions.yml:1: [unreadable] 不认识“actor”" in capsys.readouterr().err
    own.unlink()
    assert main(arguments) == 0
