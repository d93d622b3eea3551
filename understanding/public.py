"""What looks like personal data in the owner's own answers, for example the address that users are to write to."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from owner.folder import GENERATED, ROOT, content_folder
from zh.personal import personal_in


def public_in(responses: Mapping[str, Any]) -> frozenset[str]:
    """Return it as zh.personal.mask takes it. `responses`: a domain's; of the same ones it is looked for once."""
    return _public(tuple(str(one.get("text") or "") for variations in responses.values() for one in variations))


def public_in_content(root: Path = ROOT) -> frozenset[str]:
    """Return it for the content that is served. Raises OSError."""
    files = sorted((content_folder(root) / GENERATED).glob("*.yml"))
    parts = (yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader) for file in files)
    return public_in({name: said for part in parts for name, said in (part.get("responses") or {}).items()})


@lru_cache(maxsize=2)
def _public(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(piece for text in texts for piece in personal_in(text))
