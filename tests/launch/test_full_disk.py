"""A full disk at the first start is one sentence. A limit on the size of files stands in for it."""

import os
import resource
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from launch.ports import free_port
from tests.frozen.project import keep_few_phrasings, keep_vectors, little_project

# A model is larger; 10 bytes are less than any file.
LARGEST = {"while training": 300_000, "from the beginning": 10}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project without a model."""
    project = little_project(tmp_path_factory.mktemp("full") / "project")
    keep_few_phrasings(project / "data")
    keep_vectors(project)
    return project


@pytest.mark.parametrize("when", LARGEST)
@pytest.mark.parametrize("command", ["train", "run"])
def test_it_is_said_in_one_sentence(project: Path, command: str, when: str) -> None:
    size = LARGEST[when]
    ports = ["--port", str(free_port())] if command == "run" else []
    # The desk goes on, and may come to say in its log that it cannot write.
    env = {**os.environ, "CONSOLE": "off"}
    done = subprocess.run(
        [sys.executable, "-m", "launch", command, *ports], cwd=project, capture_output=True, text=True, timeout=240,
        env=env, preexec_fn=partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    [output] = [line for line in done.stderr.splitlines() if "The database does not answer" not in line]
    assert output.startswith(f"磁盘已满，写不进 {project}：")
    assert not list((project / "models").glob("*.tar.gz"))
