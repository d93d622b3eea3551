"""Names the lines of a document that belong to no question, so that nothing is left out silently."""

from collections.abc import Iterator, Sequence

from converter.importing.items import Doubt, FilePlace, Recognised, shortened

UNREAD = "没有导入"
MOST_NAMED = 3
"""So many unused lines in a row are named one by one; of more only the first and the count."""


def named_unread(recognised: Recognised) -> None:
    """Add a doubt for what belongs to no question, so that nothing is left out silently."""
    run: list[tuple[FilePlace, str]] = []
    for account in (*recognised.accounts, None):
        if account and account.became == UNREAD:
            run.append((account.place, account.text))
        elif run and (account is None or (account.text and not account.became.startswith(UNREAD))):
            recognised.doubts += _of_run(run)
            run = []


def _of_run(run: Sequence[tuple[FilePlace, str]]) -> Iterator[Doubt]:
    do = "是问答的，写成“1. 问题”，下一行“答：答案”；不是的不用管"
    if len(run) > MOST_NAMED:
        (place, text), (last, _) = run[0], run[-1]
        yield Doubt(place, f"从这里到{last.spot}的 {len(run)} 行不属于任何问答，没有导入：“{shortened(text)}”…", do)
        return
    for place, text in run:
        yield Doubt(place, f"不属于任何问答，没有导入：“{shortened(text)}”", do)
