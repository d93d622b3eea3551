"""Writes docs/design/licences.md; refuses a licence that is not allowed."""

import sys

from tools.licences.page import PAGE, NotAllowed, page


def main() -> int:
    try:
        text = page()
    except NotAllowed as error:
        print(f"这些依赖的许可证不在 tools/licences/allowed.yml 里：\n{error}", file=sys.stderr)
        return 1
    PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
