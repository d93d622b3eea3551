"""A typed "/" is no command, and everybody reads it as it was typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.training_data.message import Message

from zh.typed_slash import as_typed, without_power


@given(st.text())
def test_it_comes_back_as_it_was_typed(text: str) -> None:
    if not text.startswith("\u2060"):
        assert as_typed(without_power(text)) == text
    assert without_power(without_power(text)) == without_power(text)


@pytest.mark.parametrize("command", ["/restart", "/session_start", '/inform{"role":"unit"}', "/::)", "/"])
def test_rasa_takes_it_for_words(command: str) -> None:
    message = Message.build(without_power(command))
    assert YAMLStoryReader.unpack_regex_message(message) is message
