"""Ends Rasa's server if it cannot load its model; reads the sentence encoder's weights after the start.

It wraps `rasa.core.run.load_agent_on_start` (Rasa 3.6.21). That logs the error, says that the server is up, and answers
every message with an empty list. The weights take a second, so a thread reads them once the first users are let in.
`tests/launch/test_model_file.py` starts a server with a model that can't be loaded.
"""

import logging
import sys
from collections.abc import Awaitable, Callable
from typing import Any

ALONE = 1.0
"""For how many seconds a server that has its model has the processor to itself, to open its port and answer."""


def end_without_model(begin: Callable[[Any], Awaitable[None]] | None = None) -> None:
    """Have a server that starts from now on end with one sentence when it has no model.

    `begin`: what one that has a model does next, with Sanic's app.
    """
    from rasa.core import run

    # The action server takes this module without numpy.
    from understanding.encoder import read_ahead

    load = run.load_agent_on_start

    async def load_or_end(model: str, endpoints: Any, remote_storage: Any, app: Any, loop: Any) -> Any:
        agent = await load(model, endpoints, remote_storage, app, loop)
        # A model server may bring the model later.
        if not agent.is_ready() and not getattr(endpoints, "model", None):
            print(f"模型 {model} 载入失败，原因见上面的日志；请重新训练，或重新制作镜像。", file=sys.stderr)
            # Sanic would report the exit as an error of its own, with a traceback.
            logging.getLogger("sanic.error").disabled = True
            sys.exit(1)
        if begin and agent.is_ready():
            await begin(app)
        read_ahead(ALONE)
        return agent

    run.load_agent_on_start = load_or_end
