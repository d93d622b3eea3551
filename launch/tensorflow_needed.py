"""Checks whether config.yml names components that need TensorFlow while it is not installed."""

from collections.abc import Iterator, Mapping
from importlib.machinery import PathFinder

NEEDED_BY = frozenset(
    {
        *("DIETClassifier", "ResponseSelector", "TEDPolicy", "UnexpecTEDIntentPolicy"),
        *("ConveRTFeaturizer", "LanguageModelFeaturizer"),
    }
)
"""Rasa's components that use TensorFlow, by the names of their classes."""

RASAS_OWN = {"pipeline": "DIETClassifier", "policies": "TEDPolicy"}
"""What Rasa puts there, among others, where config.yml says nothing under this key."""


def refusal(config: Mapping[str, object]) -> str | None:
    """Return a sentence in Chinese that names the component and the remedy, or None where all is there.

    `config`: what config.yml says.
    """
    if is_installed():
        return None
    for name in _components(config):
        if name in NEEDED_BY:
            return f"config.yml 用到 {name}，它需要 TensorFlow，而这里没有安装：请运行 make tensorflow 安装，再重试"
    return None


def is_installed() -> bool:
    """Whether there is a TensorFlow of its own, and not only what stands in for it."""
    return PathFinder.find_spec("tensorflow") is not None


def _components(config: Mapping[str, object]) -> Iterator[str]:
    for key, otherwise in RASAS_OWN.items():
        named = config.get(key)
        if named is None:
            yield otherwise
        for part in named if isinstance(named, list) else []:
            if isinstance(part, Mapping):
                yield str(part.get("name")).rpartition(".")[2]
