"""Limits matrix products to one thread: those of a message are small, and threads would wait for each other."""

from collections.abc import Iterator
from contextlib import contextmanager

from threadpoolctl import threadpool_limits


@contextmanager
def one_thread() -> Iterator[None]:
    """Have numpy multiply with one thread within the block.

    On a busy machine a message costs half of the CPU time, and takes a third to a half of the time.
    """
    with threadpool_limits(limits=1, user_api="blas"):
        yield
