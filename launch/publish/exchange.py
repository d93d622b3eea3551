"""A running Rasa server takes another model between two turns: no turn waits, none has parts of both."""

import asyncio
import copy
import ctypes
import logging
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from launch.model_file import objection
from owner.live import show, showing
from owner.versions import View

logger = logging.getLogger(__name__)


class NotTaken(Exception):
    """The model was not taken, what served serves on; says why in Chinese."""


class Server(Protocol):
    """Sanic's app: `ctx.agent` is Rasa's agent, `ctx.of_new_models` what is called with one that has a new model."""

    ctx: Any


def bind(agent: Any, view: View | None) -> None:
    """Let each turn of the agent show the version its model belongs to, from its beginning to its end."""
    from launch.publish.served_agent import ServedAgent

    agent.__class__ = ServedAgent
    agent.view = view


async def exchange(app: Server, model: Path, view: View) -> None:
    """Load the model beside the one that serves, then let it answer all turns that begin; raises NotTaken.

    Turns that have begun end with the agent they have: app.ctx.agent becomes another object.
    """
    old = app.ctx.agent
    try:
        processor = await asyncio.to_thread(_load, old, model, view)
    except Exception as error:  # whatever Rasa makes of a model that is none
        logger.error("A published model could not be loaded: %s", type(error).__name__)
        raise NotTaken(f"模型载入失败（{type(error).__name__}）") from error
    app.ctx.agent = _agent(old, processor, view)
    show(view)
    for told in getattr(app.ctx, "of_new_models", ()):
        told(app.ctx.agent)


def _load(old: Any, model: Path, view: View) -> Any:
    from rasa.core.processor import MessageProcessor

    wrong = objection(model)
    if wrong:
        raise ValueError(wrong)
    with showing(view):
        return MessageProcessor(
            model_path=str(model),
            tracker_store=old.tracker_store,
            lock_store=old.lock_store,
            action_endpoint=old.action_endpoint,
            generator=old.nlg,
            http_interpreter=old.http_interpreter,
        )


def _agent(old: Any, processor: Any, view: View) -> Any:
    """Return an agent with the new model and the stores of the old one."""
    new = copy.copy(old)
    new.processor, new.domain = processor, processor.domain
    new.nlg = processor.nlg = copy.copy(old.nlg)
    if hasattr(new.nlg, "responses"):
        new.nlg.responses = processor.domain.responses
    new.tracker_store.domain = processor.domain
    bind(new, view)
    return new


def give_back_memory() -> None:
    """Give the memory of a model that has gone back to the system, which the C library would keep: 110 MB."""
    # Not every C library has it.
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
