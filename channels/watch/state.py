"""Watch: what this package keeps beside Rasa's server, in Sanic's `app.ctx`."""

from dataclasses import dataclass

from sanic import Sanic

from channels.watch.parts import Parts
from observability.turns import TurnMeters


@dataclass(frozen=True)
class Watch:
    """`meters`: what turns are counted by; `parts`: what is looked at when somebody asks whether all is well."""

    meters: TurnMeters
    parts: Parts


def watch_of(app: Sanic) -> Watch | None:
    """Return what watches the server, None where WatchInput is not among its channels."""
    found: Watch | None = getattr(app.ctx, "watch", None)
    return found


def keep_watch(app: Sanic, watch: Watch) -> None:
    app.ctx.watch = watch
