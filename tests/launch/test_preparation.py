"""First the data, then the model."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from launch import model, preparation, programs
from launch.conversion import ConversionFailed, convert_alongside
from launch.preparation import model_to_serve, prepared_model


@pytest.fixture
def converter(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[int], None]:
    """Put a program that ends with the given code in the place of the converter's Python."""
    monkeypatch.setattr(preparation, "convert_alongside", partial(convert_alongside, tmp_path))
    monkeypatch.setattr(programs, "load_rasa", lambda: None)
    monkeypatch.setattr(model, "ensure_trained", lambda train: tmp_path / "model.tar.gz")
    monkeypatch.setattr(preparation, "remember", lambda made: (tmp_path / "made").write_text(made.name))

    def put(code: int) -> None:
        program = tmp_path / "python"
        program.write_text(f'#!/bin/sh\necho "$@" >"{tmp_path}/asked"\nexit {code}\n')
        program.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(program))

    return put


def test_the_model_of_the_converted_data(converter: Callable[[int], None], tmp_path: Path) -> None:
    converter(0)
    assert prepared_model() == tmp_path / "model.tar.gz"
    assert (tmp_path / "asked").read_text() == "-m converter --starting\n"
    assert (tmp_path / "made").read_text() == "model.tar.gz"


def test_no_training_on_data_that_needs_a_look(
    converter: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def untouched(_: object) -> Path:
        raise AssertionError("trained all the same")

    converter(1)
    monkeypatch.setattr(model, "ensure_trained", untouched)
    with pytest.raises(ConversionFailed):
        prepared_model()


def test_what_was_served_before_goes_on_with_a_notice(
    converter: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    converter(1)
    monkeypatch.setattr(preparation, "find_last_good", lambda: tmp_path / "old.tar.gz")
    assert model_to_serve() == tmp_path / "old.tar.gz"
    output = capsys.readouterr().err
    assert "这次的改动没有用上" in output
    assert "old.tar.gz" in output
    assert not (tmp_path / "made").exists()


def test_where_there_is_nothing_from_before_it_ends(
    converter: Callable[[int], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    converter(1)
    monkeypatch.setattr(preparation, "find_last_good", lambda: None)
    with pytest.raises(ConversionFailed):
        model_to_serve()
    assert "还没有可以服务的内容" in capsys.readouterr().err
