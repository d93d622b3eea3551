"""Corrects the page's part of a profile: an unreadable colour is darkened, a bad logo is left out."""

from pathlib import Path

from owner.colors import READABLE, WHITE, contrast, darkened
from owner.logo import NotALogo, read_logo
from owner.positions import Wrong
from owner.profile import Page


def checked_page(page: Page, folder: Path | None) -> tuple[Page, list[Wrong]]:
    """Return the corrected page and what was wrong. White text is readable on its colour.

    `folder`: where the logo is; None: the logo is not checked.
    """
    wrong: list[Wrong] = []
    taken = {}
    if page.color and (dark := darkened(page.color)) != page.color.lower():
        taken["color"] = dark
        much = f"对比度 {contrast(page.color, WHITE):.1f}，至少要 {READABLE}"
        wrong.append((("page", "color"), f"color {page.color} 上的白字看不清（{much}），改用深一些的 {dark}"))
    if page.logo and folder:
        try:
            read_logo(folder, page.logo)
        except NotALogo as why:
            taken["logo"] = ""
            wrong.append((("page", "logo"), f"logo {page.logo}：{why}；现在的图标是助手名称的第一个字"))
    return page.copy(update=taken), wrong
