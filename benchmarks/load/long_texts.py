"""What reading the worst texts within the limit costs, beside an ordinary question.

    python -m benchmarks.load.long_texts

Prints milliseconds of CPU for each reader: an ordinary question, and the slowest text of LONGEST characters that
repeats one piece. In one process, without a server.
"""

import time
from collections.abc import Callable

from channels.guard.user_text import LONGEST
from zh.fold import normalize
from zh.introductions import introduced_role, without_introductions
from zh.personal import mask
from zh.questions import subject
from zh.roles import Reading, find_role

ORDINARY = "我是老师，登录时提示账号不存在怎么办"
PIECES = (
    "1 ",
    "86",
    "a@",
    "a@a.",
    "的问题",
    "?!",
    "老师用人单位",
    "不是我",
    "我是",
    "一幺",
    "1.",
    "，老师一个",
    "那个人",
)
READERS: dict[str, Callable[[str], object]] = {
    "mask": mask,
    "normalize": normalize,
    "subject": subject,
    "without_introductions": without_introductions,
    "introduced_role": introduced_role,
    "find_role": lambda text: find_role(text, Reading.ANSWERED),
}


def milliseconds(reader: Callable[[str], object], text: str) -> float:
    """Return the least of three, in milliseconds of CPU."""

    def once() -> float:
        began = time.process_time()
        reader(text)
        return 1000 * (time.process_time() - began)

    return min(once() for _ in range(3))


def main() -> None:
    print(f"{'':24}{'ordinary':>10}{'worst':>10}  ms, of")
    for name, reader in READERS.items():
        times = {piece: milliseconds(reader, f"甲{piece * LONGEST}"[:LONGEST]) for piece in PIECES}
        worst = max(times, key=lambda piece: times[piece])
        print(f"{name:24}{milliseconds(reader, ORDINARY):10.2f}{times[worst]:10.2f}  {worst!r}")


if __name__ == "__main__":
    main()
