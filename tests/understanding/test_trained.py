"""What can be read of a model's file without Rasa."""

from pathlib import Path

import pytest

from tests.suggest.builders import SUBJECTS, project
from understanding.trained import NotAModel, known_questions, read_trained


def test_a_model_s_file_holds_the_answers_and_the_settings(tmp_path: Path) -> None:
    found = read_trained(project(tmp_path) / "models/small.tar.gz")
    assert set(found.signs.model.labels) == {*(f"faq/{id_}" for id_ in SUBJECTS), "out_of_scope"}
    assert found.questions["证书点了没反应"] == "faq/certificate_print"
    assert found.settings == {"FaqClassifier": {}}
    assert known_questions(tmp_path / "models/small.tar.gz") == found.questions


@pytest.mark.parametrize("read", [read_trained, known_questions])
@pytest.mark.parametrize("kept", [0, 40, 400])
def test_a_file_that_was_cut_off_is_no_model(tmp_path: Path, kept: int, read: object) -> None:
    file = project(tmp_path) / "models/small.tar.gz"
    file.write_bytes(file.read_bytes()[:kept])
    assert callable(read)
    with pytest.raises(NotAModel):
        read(file)
    with pytest.raises(NotAModel):
        read(tmp_path / "none.tar.gz")
