"""Reading /metrics as Prometheus does."""

import urllib.request
from collections.abc import Mapping

from prometheus_client.parser import text_string_to_metric_families

Labels = frozenset[tuple[str, str]]


class Metrics:
    """The samples of one reading."""

    def __init__(self, text: str) -> None:
        families = text_string_to_metric_families(text)
        self._found: Mapping[tuple[str, Labels], float] = {
            (sample.name, frozenset(sample.labels.items())): sample.value
            for family in families
            for sample in family.samples
        }

    @property
    def names(self) -> set[str]:
        return {name for name, _ in self._found}

    def value(self, name: str, **labels: str) -> float | None:
        return self._found.get((name, frozenset(labels.items())))


def metrics_of(url: str) -> Metrics:
    with urllib.request.urlopen(f"{url}/metrics", timeout=30) as answer:
        return Metrics(answer.read().decode())
