"""Lists Rasa's modules and the components that it registers once all of it is imported.

    .venv-stock/bin/python -m tools.rasa_components >tests/launch/rasa_patches/with_tensorflow.yml

A test compares this with what the same comes to where `launch/rasa_patches/without_tensorflow.py` stands in for
TensorFlow. `make .venv-stock/.stamp` makes the environment with TensorFlow.
"""

import importlib
import logging
import pkgutil
import sys
import warnings
from collections.abc import Iterator, Mapping, Sequence

import yaml

Facts = Mapping[str, Sequence[str]]


def modules() -> Iterator[str]:
    """Import every module of Rasa; yield the names of those that can be imported."""
    import rasa

    for module in pkgutil.walk_packages(rasa.__path__, "rasa."):
        # Its import is its run.
        if module.name.endswith("__main__"):
            continue
        try:
            importlib.import_module(module.name)
        except ImportError:
            continue
        yield module.name


def components() -> Mapping[str, Facts]:
    """Return what Rasa knows of each registered component, by its name."""
    from rasa.engine.recipes.default_recipe import DefaultV1Recipe

    registered = DefaultV1Recipe._registered_components
    return {
        name: {
            "types": sorted(kind.name for kind in component.types),
            "classes": [f"{kind.__module__}.{kind.__name__}" for kind in component.clazz.__mro__ if _is_rasas(kind)],
            "attributes": sorted(
                {key for kind in component.clazz.__mro__ if _is_rasas(kind) for key in vars(kind) if key[:1] != "_"}
            ),
            "packages": sorted(component.clazz.required_packages()),
        }
        for name, component in sorted(registered.items())
    }


def _is_rasas(kind: type) -> bool:
    return kind.__module__.startswith("rasa.")


def main() -> None:
    warnings.simplefilter("ignore")
    logging.disable()
    written: Mapping[str, object] = {"modules": list(modules()), "components": components()}
    yaml.safe_dump(written, sys.stdout, allow_unicode=True, sort_keys=False, width=110)


if __name__ == "__main__":
    main()
