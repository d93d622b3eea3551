"""What users said of the answers, the most frequent first: `make feedback`."""

import sys
from collections import Counter
from collections.abc import Iterable

from sqlalchemy.exc import OperationalError

from channels.feedback.store import FeedbackStore
from owner.live import current_id
from persistence.migrations import DatabaseRefused
from settings.common import StoredData
from settings.reading import Refused, read


def main() -> int:
    try:
        found = FeedbackStore(read(StoredData).database).summary()
    except (Refused, DatabaseRefused) as error:
        print(error, file=sys.stderr)
        return 1
    except OperationalError:
        print("评价所在的数据库打不开；助手启动过一次才有它。", file=sys.stderr)
        return 1
    if not found:
        print("还没有用户评价。")
    for (faq_id, helpful, reason), count in _by_current_id(found).most_common():
        print(f"{count}\t{faq_id}\t{'有帮助' if helpful else '没帮助'}\t{reason or ''}")
    return 0


def _by_current_id(found: Iterable[tuple[str, bool, str | None, int]]) -> Counter[tuple[str, bool, str | None]]:
    counted: Counter[tuple[str, bool, str | None]] = Counter()
    for faq_id, helpful, reason, count in found:
        counted[current_id(faq_id), helpful, reason] += count
    return counted


if __name__ == "__main__":
    sys.exit(main())
