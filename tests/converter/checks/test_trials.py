from pathlib import Path

import pytest

from converter.checks.trials import check_trials

GOOD = {
    "gate.yml": "known_right_at_least: 0.98\nquestions:\n  a: [怎么办证]\nout_of_scope: [天气]\n",
    "canary.yml": "conversations:\n- - {say: 你好, outcome: chat}\n  - {say: 办证, outcome: answer, faq_id: a}\n",
}


def found(folder: Path, **files: str) -> list[tuple[str, int, str, bool]]:
    for name, text in {**GOOD, **{f"{name}.yml": text for name, text in files.items()}}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [(one.path, one.line, one.message, one.fatal) for one in check_trials(folder, "data", {"a"})]


def test_nothing_is_said_of_good_ones_and_where_there_are_none(tmp_path: Path) -> None:
    assert [*check_trials(tmp_path, "data", ())] == []
    assert found(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("gate", "known_right: 0.9\n", 1, "不认识“known_right”"),
        ("gate", "\nknown_right_at_least: 98%\n", 2, "应是一个数"),
        ("gate", "questions:\n  a: 怎么办证\n", 2, "应是一个列表"),
        ("gate", "questions: {}\nout_of_scope:\n", 2, "“out_of_scope”应是一个列表"),
        ("gate", "", 1, "什么也读不出来"),
        ("gate", "known_right_at_least: 98\n", 1, "太大，最大是 1"),
        ("canary", "conversations:\n- - {say: 你好}\n", 2, "缺少“outcome”"),
        ("canary", "conversations:\n- - {say: 你好, outcome: chats}\n", 2, "应是规定的几种之一"),
        ("canary", "conversations:\n\t- a\n", 2, "制表符"),
    ],
)
def test_another_form_stops_and_is_named_with_its_line(
    tmp_path: Path, name: str, text: str, line: int, said: str
) -> None:
    [(path, at, message, fatal)] = found(tmp_path, **{name: text})
    assert (path, at, fatal) == (f"data/{name}.yml", line, True)
    assert said in message


def test_answers_that_are_not_there_are_named(tmp_path: Path) -> None:
    texts = {
        name[:-4]: text.replace("a: [", "gone: [").replace("faq_id: a", "faq_id: gone") for name, text in GOOD.items()
    }
    assert [(path, line, fatal) for path, line, _, fatal in found(tmp_path, **texts)] == [
        ("data/gate.yml", 3, False), ("data/canary.yml", 3, False),
    ]  # fmt: skip
