"""Delays imports of what Rasa loads but a running server does not use, until its first use.

Rasa 3.6.21 imports all its channels with what each needs, three databases' clients, scikit-learn and matplotlib: a
third of the start and 60 MB. While `imported_later` is entered, Rasa gets a LazyName in the place of each name below.
A LazyName imports its module when it is called, asked for an attribute or derived from. Nothing else is changed: any
other name, and any import by another package, gets the module itself.
`tests/launch/rasa_patches/test_later_imports.py` compares the two.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType
from typing import Any

NAMES: Mapping[str, Sequence[str]] = {
    "apscheduler.schedulers.asyncio": ("AsyncIOScheduler",),
    "boto3.dynamodb.conditions": ("Key",),
    "dask": ("get",),
    "matplotlib": ("get_backend", "use"),
    "matplotlib.ticker": ("FormatStrFormatter",),
    "pkg_resources": ("get_distribution",),
    "prompt_toolkit.styles": ("Style",),
    "pymongo.collection": ("Collection",),
    "questionary": ("Question", "select", "text"),
    "rasa.core.brokers.pika": ("PikaEventBroker",),
    "sklearn.feature_extraction.text": ("CountVectorizer",),
    "sklearn.linear_model": ("LogisticRegression",),
    "sklearn.model_selection": ("train_test_split",),
}
"""Names by their modules. Rasa only calls them, or writes them into annotations."""

CHANNELS: Mapping[str, tuple[str, str]] = {
    "rasa.core.channels.botframework": ("BotFrameworkInput", "botframework"),
    "rasa.core.channels.facebook": ("FacebookInput", "facebook"),
    "rasa.core.channels.hangouts": ("HangoutsInput", "hangouts"),
    "rasa.core.channels.mattermost": ("MattermostInput", "mattermost"),
    "rasa.core.channels.rocketchat": ("RocketChatInput", "rocketchat"),
    "rasa.core.channels.slack": ("SlackInput", "slack"),
    "rasa.core.channels.telegram": ("TelegramInput", "telegram"),
    "rasa.core.channels.twilio": ("TwilioInput", "twilio"),
    "rasa.core.channels.twilio_voice": ("TwilioVoiceInput", "twilio_voice"),
    "rasa.core.channels.webexteams": ("WebexTeamsInput", "webexteams"),
}
"""A class by its module, and the name by which credentials.yml asks for it."""


class LazyName:
    """A name of a module that is imported at its first use."""

    def __init__(self, module: str, name: str) -> None:
        self._module, self._name = module, name

    def _itself(self) -> Any:
        _end()
        return getattr(import_module(self._module), self._name)

    def __call__(self, *values: object, **named: object) -> Any:
        return self._itself()(*values, **named)

    def __getattr__(self, name: str) -> Any:
        # What Python asks of any object, for instance in an annotation, is no use of it.
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._itself(), name)

    def __instancecheck__(self, thing: object) -> bool:
        return isinstance(thing, self._itself())

    def __mro_entries__(self, _: tuple[object, ...]) -> tuple[type]:
        return (self._itself(),)


class LaterChannel(LazyName):
    """One of Rasa's channels, which is asked for its name at once."""

    def __init__(self, module: str, name: str, channel: str) -> None:
        super().__init__(module, name)
        self._channel = channel

    def name(self) -> str:
        return self._channel


class _Names(ModuleType):
    """Holds a LazyName for each name; for any other it is the module itself."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        _end()
        return getattr(import_module(self.__name__), name)


class _Finder(MetaPathFinder, Loader):
    """Stands before all other finders, and answers Rasa alone."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name in _MODULES and _asked_by_rasa(sys._getframe(1)):
            return ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Names(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        if name in CHANNELS:
            kind, channel = CHANNELS[name]
            setattr(module, kind, LaterChannel(name, kind, channel))
        for wanted in NAMES.get(name, ()):
            setattr(module, wanted, LazyName(name, wanted))


def _with_packages(name: str) -> Iterator[str]:
    """Yield the module, and the packages above it but Rasa's own."""
    yield name
    package = name.rpartition(".")[0]
    if package and not package.startswith("rasa"):
        yield from _with_packages(package)


_MODULES = frozenset(part for name in (*NAMES, *CHANNELS) for part in _with_packages(name))


def _asked_by_rasa(frame: FrameType | None) -> bool:
    while frame is not None:
        module = str(frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] != "importlib":
            return module.startswith("rasa.")
        frame = frame.f_back
    return False


@contextmanager
def imported_later() -> Iterator[None]:
    """Have Rasa's modules that are imported meanwhile get a LazyName in the place of each name."""
    sys.meta_path.insert(0, _Finder())
    try:
        yield
    finally:
        _end()


def _end() -> None:
    """Let imports find the modules themselves from now on; a second call changes nothing."""
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, _Finder)]
    for name in [name for name in _MODULES if isinstance(sys.modules.get(name), _Names)]:
        stand_in = sys.modules.pop(name)
        package, _, last = name.rpartition(".")
        if getattr(sys.modules.get(package), last, None) is stand_in:
            delattr(sys.modules[package], last)
