"""A start imports what it uses; what it leaves out is there as soon as somebody uses it."""

import subprocess
import sys
from collections import Counter
from fractions import Fraction
from importlib import import_module
from typing import Any

import pytest

from launch.rasa_patches.later_imports import CHANNELS, NAMES, LazyName
from tests.running import ROOT

LOAD = """
import os, sys
os.environ["RASA_TELEMETRY_ENABLED"] = "false"
from launch import programs
programs.load_rasa()
from launch.rasa_patches.later_imports import CHANNELS, NAMES, LazyName, _Finder, _Names
"""
LEFT_OUT = """
tops = {name.partition(".")[0] for name in NAMES} - {"rasa", "pkg_resources"}
clients = {"aiogram", "botocore", "fbmessenger", "scipy.stats", "slack_sdk", "twilio", "webexteamssdk"}
print(sorted((tops | clients | set(CHANNELS)) & set(sys.modules)))
print([finder for finder in sys.meta_path if isinstance(finder, _Finder)])
print([name for name, module in sys.modules.items() if isinstance(module, _Names)])
holding = {
    name for name, module in list(sys.modules.items())
    if any(isinstance(held, (LazyName, _Names)) for held in list(vars(module).values()))
}
print(sorted(name for name in holding if not name.startswith("rasa.")))
"""
USED = """
import rasa.core.channels, rasa.core.jobs, rasa.utils.plotting as plotting
from rasa.core.tracker_store import DynamoTrackerStore
from rasa.nlu.featurizers.sparse_featurizer import count_vectors_featurizer as counting
channels = rasa.core.channels.BUILTIN_CHANNELS
print(channels["mattermost"].from_credentials({key: "x" for key in ("url", "token", "webhook_url")}).name())
print(isinstance(rasa.core.channels.SlackInput("x", slack_signing_secret="x"), rasa.core.channels.SlackInput))
print(counting.CountVectorizer(lowercase=False).get_params()["lowercase"])
plotting._fix_matplotlib_backend()
print(plotting.matplotlib.rcParams["backend"].lower())
print(rasa.core.jobs.AsyncIOScheduler().running)
import sklearn.model_selection, pymongo
print(sklearn.model_selection.KFold.__name__, pymongo.MongoClient.__name__)
"""


def after_loading(code: str) -> list[str]:
    command = [sys.executable, "-W", "ignore", "-c", LOAD + code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    return done.stdout.splitlines()


def test_a_start_leaves_them_out_and_no_other_package_sees_it() -> None:
    assert after_loading(LEFT_OUT) == ["[]"] * 4


def test_each_is_there_when_it_is_used() -> None:
    assert after_loading(USED) == ["mattermost", "True", "False", "agg", "False", "KFold MongoClient"]


@pytest.mark.filterwarnings("ignore")
def test_there_is_such_a_name_in_each_module() -> None:
    assert all(hasattr(import_module(module), name) for module, names in NAMES.items() for name in names)
    found = {module: getattr(import_module(module), name).name() for module, (name, _) in CHANNELS.items()}
    assert found == {module: channel for module, (_, channel) in CHANNELS.items()}


def test_what_it_stands_for_is_called_asked_and_derived_from() -> None:
    later = LazyName("collections", "Counter")
    assert later("aab") == Counter("aab")
    kind: Any = later
    assert isinstance(Counter(), kind)
    assert not isinstance({}, kind)
    assert LazyName("fractions", "Fraction").from_float(0.5) == Fraction(1, 2)

    class Derived(later):  # type: ignore[misc, valid-type]  # a class as soon as it is derived from
        pass

    assert Derived.__mro__[1] is Counter


def test_what_is_not_there_says_so_when_it_is_used() -> None:
    later = LazyName("collections", "NoSuchName")
    assert not hasattr(later, "__origin__")
    with pytest.raises(AttributeError, match="NoSuchName"):
        later()
