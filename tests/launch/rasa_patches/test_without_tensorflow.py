"""Rasa imports as with TensorFlow; whatever else is asked of what stands in for it names itself."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from launch.rasa_patches import without_tensorflow
from tests.running import ROOT

RECORD = Path(__file__).with_name("with_tensorflow.yml")
COPY = Path(sysconfig.get_path("purelib")) / "rasa_without_tensorflow.py"


def python(code: str, *, folder: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)


def test_every_module_of_rasa_imports_and_registers_what_it_does_with_tensorflow() -> None:
    command = [sys.executable, "-W", "ignore", "-m", "tools.rasa_components"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == RECORD.read_text(encoding="utf-8")


def test_the_environment_has_it_as_it_stands_here() -> None:
    assert COPY.read_bytes() == Path(without_tensorflow.__file__).read_bytes()
    assert "rasa_without_tensorflow.stand_in()" in COPY.with_suffix(".pth").read_text()


def test_variables_that_set_tensorflow_up_stop_nothing() -> None:
    set_up = "import os; os.environ.update(dict.fromkeys(names, '2')); tf.stand_in(); env.setup_tf_environment()"
    names = without_tensorflow.SET_UP_BY
    code = f"import rasa_without_tensorflow as tf, rasa.utils.tensorflow.environment as env; names = {names}; {set_up}"
    done = python(f"{code}; print([name for name in names if name in os.environ])")
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr


ASK = """
import rasa.core.policies.ted_policy, rasa.utils.train_utils as by_rasa
import tensorflow as tf
for ask in (
    lambda: tf.function, lambda: tf.Tensor([1]), lambda: tf.keras.layers.Dense.call, lambda: tf.keras.optimizers.Adam,
    lambda: exec("import tensorflow.compat", vars(by_rasa)),
    lambda: by_rasa.create_common_callbacks(1), lambda: rasa.core.policies.ted_policy.TED(),
):
    try:
        ask()
    except (AttributeError, ImportError) as error:
        print(error)
try:
    from tensorflow import config
except ImportError as error:
    print(error)
print(hasattr(tf, "no_such"), getattr(tf, "__version__", None))
"""
NAMED = [
    *("tensorflow.function", "tensorflow.Tensor", "tensorflow.keras.layers.Dense.call", "tensorflow.keras.optimizers"),
    *("tensorflow.compat", "rasa.utils.tensorflow.callback.RasaTrainingLogger", "rasa.core.policies.ted_policy.TED"),
]


def test_whatever_else_is_asked_of_it_is_named() -> None:
    *sentences, by_python, last = python(ASK).stdout.splitlines()
    assert [sentence.partition("这里用到 ")[2].partition("：")[0] for sentence in sentences] == NAMED
    assert all("make tensorflow" in sentence for sentence in sentences)
    assert by_python.startswith("cannot import name 'config' from 'tensorflow'")
    assert last == "False None"


@pytest.mark.parametrize(
    "code",
    [
        "import tensorflow",
        "import keras",
        "import rasa.core.agent, tensorflow_hub",
    ],
)
def test_nobody_else_takes_it_for_installed(code: str) -> None:
    assert "ModuleNotFoundError: No module named" in python(code).stderr


def test_an_installed_one_is_used(tmp_path: Path) -> None:
    for package in ("tensorflow", "rasa"):
        (tmp_path / package).mkdir()
    (tmp_path / "tensorflow/__init__.py").write_text("real = True")
    (tmp_path / "rasa/__init__.py").write_text("")
    (tmp_path / "rasa/asks.py").write_text("import tensorflow; print(tensorflow.real)")
    assert python("import rasa.asks", folder=tmp_path).stdout == "True\n"


def test_it_costs_other_programs_no_import_of_its_own() -> None:
    code = "import sys; before = set(sys.modules); import rasa_without_tensorflow; print(set(sys.modules) - before)"
    command = [sys.executable, "-S", "-c", f"import os, sys; sys.path.append({str(COPY.parent)!r}); {code}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.strip().strip("{}").replace("'", "").split(", ")) <= {"rasa_without_tensorflow", "types"}


def test_twice_is_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "meta_path", [])
    without_tensorflow.stand_in()
    without_tensorflow.stand_in()
    assert [str(finder) for finder in sys.meta_path] == [str(without_tensorflow.Finder)]
