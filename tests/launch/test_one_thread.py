"""A process that answers multiplies with one thread."""

import numpy as np
from threadpoolctl import threadpool_info

from launch.one_thread import one_thread


def test_one_thread_within_the_block_and_as_many_as_before_behind_it() -> None:
    np.ones((2, 2)) @ np.ones((2, 2))

    def threads() -> list[int]:
        return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]

    before = threads()
    assert before
    with one_thread():
        assert set(threads()) == {1}
    assert threads() == before
