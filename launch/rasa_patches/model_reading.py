"""Reads a model once: unpacks, parses and checks each of its files a single time.

It replaces two methods of Rasa 3.6.21, together a seventh of the start. `_extract_archive_to_directory` unpacks the
whole archive twice, first to look at the names in it. `DomainProvider.load` parses the domain three times, to hold it
to the schema for files that people write. This domain was written by Rasa itself, from files that were held to it.
`tests/launch/rasa_patches/test_model_reading.py` compares the results.
"""

import io
import zlib
from pathlib import Path
from typing import Any

from rasa.engine.storage.local_model_storage import LocalModelStorage, TarSafe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.utils.io import read_yaml_file

GZIP = 31
"""For zlib: with the header and the checksum of gzip."""

DOMAIN = "domain.yml"
"""The file that DomainProvider writes."""


def unpack(archive: str | Path, folder: Path) -> None:
    """Unpack a model into a folder. Raises what TarSafe raises for a name that leads out of it."""
    # At once: by pieces it takes a third more.
    content = io.BytesIO(zlib.decompress(Path(archive).read_bytes(), GZIP))
    with TarSafe.open(fileobj=content, mode="r:") as packed:
        packed.extractall(folder)
    LocalModelStorage._assert_not_rasa2_archive(folder)


def load_domain(
    cls: type[DomainProvider], /, *, model_storage: ModelStorage, resource: Resource, **_: Any
) -> DomainProvider:
    """Return the provider of the domain that a model holds."""
    with model_storage.read_from(resource) as folder:
        domain = Domain.from_dict(read_yaml_file(Path(folder) / DOMAIN))
    return cls(model_storage, resource, domain)


def read_models_once() -> None:
    """Have models that are loaded from now on be read in this way."""
    LocalModelStorage._extract_archive_to_directory = staticmethod(unpack)
    DomainProvider.load = classmethod(load_domain)
