"""What parse data come to."""

import os
from pathlib import Path
from typing import Any

import pytest

from launch.model import present_path
from owner.versions import published_folder
from unanswered.current_model import CurrentReply, NoModel, newest_model, read_parsed


@pytest.mark.parametrize(
    ("parsed", "now"),
    [
        (
            {"intent": {"name": "faq"}, "context": {"about": "login_slider"}},
            CurrentReply(True, frozenset({"login_slider"})),
        ),
        ({"intent": {"name": "nlu_by_role"}, "context": {"about": "a"}}, CurrentReply(True, frozenset({"a"}))),
        (
            {"intent": {"name": "nlu_several"}, "requests": ["faq/a", "faq/b"]},
            CurrentReply(True, frozenset({"a", "b"})),
        ),
        ({"intent": {"name": "greet"}, "context": {"about": None}}, CurrentReply(True)),
        ({"intent": {"name": "nlu_unsure"}, "context": {"choices": ["a"]}}, CurrentReply(False)),
        ({"intent": {"name": "nlu_fallback"}}, CurrentReply(False)),
        ({"intent": {"name": "out_of_scope"}}, CurrentReply(False)),
        ({"intent": {"name": "context"}}, CurrentReply(False)),
        ({"intent": {"name": None}}, CurrentReply(False)),
        ({}, CurrentReply(False)),
    ],
)
def test_only_what_is_replied_to_at_once_is_answered(parsed: dict[str, Any], now: CurrentReply) -> None:
    assert read_parsed(parsed) == now


def test_the_model_of_the_content_is_asked_and_else_the_one_used_last(tmp_path: Path) -> None:
    with pytest.raises(NoModel):
        newest_model(tmp_path)
    (tmp_path / "models").mkdir()
    for age, name in ((9, "older"), (5, "newer")):
        file = tmp_path / f"models/{name}.tar.gz"
        file.touch()
        os.utime(file, (1e9 - age, 1e9 - age))
    assert newest_model(tmp_path).name == "newer.tar.gz"
    # Several contents may share the folder of models; its versions are the content's own.
    version = published_folder(tmp_path) / "1"
    (version / "generated").mkdir(parents=True)
    (version / "own.tar.gz").touch()
    assert newest_model(tmp_path) == version / "own.tar.gz"
    made = present_path(tmp_path)
    made.touch()
    os.utime(made, (1, 1))
    assert newest_model(tmp_path) == made
