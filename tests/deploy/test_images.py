"""What the Dockerfile does inside of the images, done here in a folder: the project is built, cut down and served."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import yaml

from launch.ports import free_port
from launch.release.canary import read_canary, try_out
from tests.frozen.project import ask_less_of_the_model, keep_few_phrasings, keep_vectors
from tests.redis_server import RedisServer
from tests.running import ROOT, wait_until_it_answers

DOCKERFILE = (ROOT / "deploy/Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
SERVICES = yaml.safe_load((ROOT / "deploy/compose.yml").read_text(encoding="utf-8"))["services"]
BUILD_SECONDS = 300
PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])


def ignored() -> list[str]:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    return [Path(line).name for line in lines if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with what /app has in the image of rasa, and the model beside it, of few phrasings."""
    top = tmp_path_factory.mktemp("image")
    app = top / "app"
    shutil.copytree(ROOT, app, ignore=shutil.ignore_patterns(*ignored()))
    keep_few_phrasings(app / "data")
    ask_less_of_the_model(app / "data")
    keep_vectors(app)
    built = subprocess.run(
        [app / "deploy/build-model", str(top / "model.tar.gz")],
        cwd=app, env={**os.environ, "PATH": PATH}, capture_output=True, text=True, timeout=BUILD_SECONDS,
    )  # fmt: skip
    assert built.returncode == 0, built.stdout + built.stderr
    [cleared] = re.findall(r"rm -rf (converter[\w ./]+?) +&&", DOCKERFILE)
    for path in (app / name for name in cleared.split()):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    (app / "var").mkdir()
    shutil.copytree(ROOT / "web/dist", app / "web/dist")
    return top


def test_what_is_only_for_building_is_gone(image: Path) -> None:
    assert sorted(path.name for path in (image / "app/data").iterdir()) == ["generated", "logo.svg", "profile.yml"]
    assert not {"converter", "tests", "deploy", "scripts", "models", ".git"} & set(os.listdir(image / "app"))
    compiled = list((image / "app/launch/__pycache__").glob("serving.cpython-310.pyc"))
    assert compiled


def test_its_packages_get_what_rasa_needs_of_ours(tmp_path: Path) -> None:
    [(script, packages)] = re.findall(r"RUN (scripts/install-in-environment) (\S+)", DOCKERFILE)
    folder = tmp_path / packages.lstrip("/")
    subprocess.run([ROOT / script, folder], check=True, timeout=60)
    names = ("rasa_typed_commands", "rasa_without_tensorflow")
    assert {path.name for path in folder.iterdir()} == {f"{name}.{kind}" for name in names for kind in ("pth", "py")}
    copied = " ".join(re.findall(r"^COPY (.+) \S+/$", DOCKERFILE.partition("AS project")[0], re.MULTILINE)).split()
    assert {script, *(f"launch/rasa_patches/{name.removeprefix('rasa_')}.py" for name in names)} <= set(copied)


@contextmanager
def started(image: Path, stage: str, port: int, environment: dict[str, str]) -> Iterator[None]:
    """Run the command of a stage on a port of this machine."""
    [command] = re.findall(rf"^FROM base AS {stage}$.*?^CMD (\[.*?\])$", DOCKERFILE, re.MULTILINE | re.DOTALL)
    of_this_machine = {"0.0.0.0": "127.0.0.1", "/model.tar.gz": str(image / "model.tar.gz"), "5005": str(port)}
    words = [{**of_this_machine, "5055": str(port)}.get(word, word) for word in json.loads(command)]
    log = image / f"{stage}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, *words[1:]],
            cwd=image / "app", env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
        )  # fmt: skip
    try:
        [_, _, _, check] = SERVICES["rasa-1" if stage == "rasa" else stage]["healthcheck"]["test"]
        page = re.findall(r"'(/\w+)'", check)[0]
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}{page}", process)
        except AssertionError as error:
            raise AssertionError(log.read_text(encoding="utf-8")) from error
        healthy = [sys.executable, "-c", re.sub(r"answers\(\d+", f"answers({port}", check)]
        assert subprocess.run(healthy, cwd=image / "app", timeout=60).returncode == 0
        yield
    finally:
        process.terminate()
        process.wait(timeout=60)
    assert subprocess.run(healthy, cwd=image / "app", timeout=60).returncode == 1


def contents(folder: Path) -> dict[str, int]:
    return {str(path): path.stat().st_mtime_ns for path in folder.rglob("*") if "var" not in path.parts}


def test_it_answers_and_writes_nothing_where_nothing_can_be_written(
    image: Path, postgres_url: str, redis: RedisServer, tmp_path: Path
) -> None:
    port, action_port = free_port(), free_port()
    environment = {
        "PATH": PATH, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1",
        "ASSISTANT_MODE": "production", "DATABASE_URL": postgres_url, "REDIS_URL": redis.url,
        "SESSION_SECRET": "9c1f7ab24e60d83b5a7e12f4c86d09b3", "SANIC_PROXIES_COUNT": "1",
        "ALLOWED_HOSTS": "assistant.example.org",
        "ACTION_ENDPOINT_URL": f"http://127.0.0.1:{action_port}/webhook",
    }  # fmt: skip
    before = contents(image / "app")
    with ExitStack() as running:
        running.enter_context(started(image, "actions", action_port, environment))
        running.enter_context(started(image, "rasa", port, environment))
        assert try_out(f"http://127.0.0.1:{port}", read_canary()) == []
    assert contents(image / "app") == before


def test_without_its_variables_it_does_not_start(image: Path) -> None:
    command = ["instance", "--port", str(free_port()), "--model", str(image / "model.tar.gz")]
    done = subprocess.run(
        [sys.executable, "-m", "launch", *command],
        cwd=image / "app", env={"PATH": PATH, "ASSISTANT_MODE": "production"},
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 1
    [sentence] = done.stderr.splitlines()
    assert "DATABASE_URL" in sentence
    assert "SESSION_SECRET" in sentence
