"""Recognizes lines after an answer that may belong to the document: notes, dates, offices."""

import re
from collections.abc import Sequence

_NOTE = re.compile(
    r"(?:编者|编辑)?(?:注|备注|附注|附件|附表|附|说明|声明|提示单位"
    r"|制表|制作|编制|编写|发布|更新|修订|来源|版本|审核|联系人|联系电话|咨询电话|落款|日期)"
    r"(?:单位|部门|时间|日期|人|者)?\s*[:：]"
    r"|如(?:有|您还有|需).{0,12}(?:联系|咨询|致电|拨打)"
    r"|(?:以上|上述)(?:内容|问题|解答|答复|问答)|(?:本|此)(?:文档|手册|问答|文件|资料|汇总)"
    r"|最后更新|未完待续|版权所有|完）?$|[—-]{2,}"
    r"|(?:19|20)\d\d\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*日)?$"
)

_YEAR, _DAY = r"(?:19|20|二[〇○零])[\d〇○零一二三四五六七八九]{2}", r"[\d一二三四五六七八九十]{1,3}"
_ITEM = re.compile(r"(?:[-*•·●○◆■]|[\d①-⑳a-zA-Z一二三四五六七八九十]{1,3}\s*[.．、)）]|[（(]\S{1,3}[)）])")
_DATE = re.compile(rf"{_YEAR}\s*[年./-]\s*{_DAY}\s*(?:[月./-]\s*(?:{_DAY}\s*日?)?)?")
_SIGNER = re.compile(r"[^。；;，,：:？?！!]{2,25}(?:科|处|部|局|厅|中心|公司|室|委|会|院|校|馆|办|组|站|集团)")


def goes_on(above: Sequence[str], text: str) -> bool:
    """Say whether a line after a blank one continues a list or a text that ends in a colon."""
    return _ITEM.match(text) is not None or any(line.endswith(("：", ":")) for line in above)


def like_a_date(text: str) -> bool:
    """Say whether a line is only a date."""
    return _DATE.fullmatch(text.strip("（()） ")) is not None


def like_a_signer(text: str) -> bool:
    """Say whether a line may be the office that signs a document."""
    return _SIGNER.fullmatch(text.strip()) is not None


def like_a_note(text: str) -> bool:
    """Say whether a line looks like a note about the document (以上内容由…, 更新日期：…)."""
    return _NOTE.match(text.strip("（(【[ ")) is not None
