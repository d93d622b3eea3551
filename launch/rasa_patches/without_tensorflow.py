"""Lets Rasa be imported without TensorFlow, by giving it empty modules in its place.

Rasa 3.6.21 imports `tensorflow` and `keras` with all its components, although only some use them: 450 MB of memory, 2 s
of each start, 1.9 GB of the environment. The finder below gives Rasa empty modules and classes for the names it touches
while it is imported. Whatever else is asked of them raises TensorFlowMissing, which names it. Where TensorFlow is
installed, and for imports by anything but Rasa, it does nothing.

`scripts/install-in-environment` copies this file into the environment, where a .pth file has every Python call
`stand_in`, so that Rasa's own commands work as well. It therefore imports nothing but what every Python has loaded.
"""

import os
import sys
from types import FrameType, ModuleType

TOUCHED = {
    "tensorflow": ("SparseTensor", "Tensor", "TensorShape", "TensorSpec"),
    "tensorflow.keras": (),
    "tensorflow.keras.backend": (),
    "tensorflow.keras.callbacks": ("Callback",),
    "tensorflow.keras.layers": ("AbstractRNNCell", "Dense", "Dropout", "Layer"),
    "tensorflow.keras.metrics": ("Metric",),
    "tensorflow.keras.utils": ("Sequence",),
    "tensorflow.python": (),
    "tensorflow.python.eager": (),
    "tensorflow.python.eager.wrap_function": ("WrappedFunction",),
    "tensorflow.types": (),
    "tensorflow.types.experimental": ("TensorLike",),
    "keras": ("Model",),
    "keras.utils": (),
    "keras.utils.control_flow_util": ("smart_cond",),
    "keras.utils.tf_utils": (),
}
"""What Rasa's modules ask for while they are imported: names by module."""

SET_UP_BY = ("TF_GPU_MEMORY_ALLOC", "TF_INTER_OP_PARALLELISM_THREADS", "TF_INTRA_OP_PARALLELISM_THREADS")
"""Variables by which Rasa sets TensorFlow up as it starts."""

# Rasa asks here whether the packages that a component names are installed.
ASKS_WHAT_IS_INSTALLED = "rasa.utils.common"


class TensorFlowMissing(AttributeError):
    """Names what was asked for. An AttributeError, so that `hasattr` and `getattr` go on working."""

    def __init__(self, what: str) -> None:
        super().__init__(f"没有安装 TensorFlow，而这里用到 {what}：请运行 make tensorflow 安装，再重新运行")


class Placeholder(type):
    """The class of classes that can be derived from and annotated with, and neither made nor asked for anything."""

    def __getattr__(cls, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        raise TensorFlowMissing(f"{cls.__module__}.{cls.__qualname__}.{name}")

    def __call__(cls, *_: object, **__: object) -> object:
        raise TensorFlowMissing(f"{cls.__module__}.{cls.__qualname__}")


class StandInModule(ModuleType):
    """A module with the names of TOUCHED, and the modules of TOUCHED below it."""

    def __getattr__(self, name: str) -> ModuleType:
        if name.startswith("__"):
            raise AttributeError(name)
        below = f"{self.__name__}.{name}"
        if below not in TOUCHED:
            raise TensorFlowMissing(below)
        from importlib import import_module

        return import_module(below)


class Finder:
    """Stands behind all other finders, so it is only asked for what is not installed."""

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> object:
        if name.partition(".")[0] not in ("tensorflow", "keras") or not _asked_by_rasa(sys._getframe(1)):
            return None
        if name not in TOUCHED:
            raise ModuleNotFoundError(str(TensorFlowMissing(name)), name=name)
        from importlib.machinery import ModuleSpec

        return ModuleSpec(name, cls, is_package=True)  # type: ignore[arg-type]  # a class has all a loader needs

    @staticmethod
    def create_module(spec: object) -> ModuleType:
        return StandInModule(str(spec.name))  # type: ignore[attr-defined]  # a ModuleSpec, not imported for its type

    @staticmethod
    def exec_module(module: ModuleType) -> None:
        for name in TOUCHED[module.__name__]:
            setattr(module, name, Placeholder(name, (), {"__module__": module.__name__}))


def stand_in() -> None:
    """Have TensorFlow's absence go unnoticed while Rasa is imported; a second call changes nothing.

    The variables of SET_UP_BY are forgotten where it is not installed: nothing is there to be set up.
    """
    if not any(os.path.isdir(os.path.join(folder, "tensorflow")) for folder in sys.path):
        for name in SET_UP_BY:
            os.environ.pop(name, None)
    if not any(getattr(finder, "find_spec", None) == Finder.find_spec for finder in sys.meta_path):
        sys.meta_path.append(Finder)  # type: ignore[arg-type]  # a class with find_spec, as Python's own finders


def _asked_by_rasa(frame: FrameType | None) -> bool:
    """Whether the import that leads to this frame stands in a module of Rasa's that does not ask what is installed."""
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.partition(".")[0] != "importlib" and module != __name__:
            return str(module).startswith("rasa.") and module != ASKS_WHAT_IS_INSTALLED
        frame = frame.f_back
    return False
