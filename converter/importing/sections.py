"""Maps sections of a file to those of the catalog, and adds new sections and topics to catalog.yml."""

from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from ruamel.yaml.comments import CommentedMap

from converter.catalog import Catalog
from converter.errors import SourceError
from converter.folding import fold
from converter.ids import topic_id
from converter.importing.compose import WITHOUT_SECTION
from converter.lines import Kind, Line
from converter.output import editing_yaml

MOST_NEW = 300
"""So many new sections are added at most: each becomes a topic of the menu."""


def section_for(name: str, lines: Sequence[Line], catalog: Catalog) -> str:
    """Return the section of the FAQ for what a file calls `name`.

    It is the section of that name, else a section of the topic of that name, else a new one.
    Without a name it is the last section of the last topic, which takes the other questions.
    """
    there = list(dict.fromkeys(line.text for line in lines if line.kind is Kind.SECTION and line.text))
    if not name:
        last = catalog.section_topic("")
        of_last = (section for section in reversed(there) if catalog.section_topic(section) == last)
        return next(of_last, WITHOUT_SECTION if there else "")
    for section in there:
        if fold(section) == fold(name):
            return section
    topic = next((id_ for id_, title in catalog.topics.items() if fold(title) == fold(name)), None)
    of_topic = [section for section in there if topic is not None and catalog.sections.get(section) == topic]
    return of_topic[-1] if of_topic else name


def with_sections(text: str, catalog: Catalog, sections: Iterable[str]) -> str:
    """Return catalog.yml with a row for each new section, and with a new topic if none has its name.

    A new topic is put before the last one, which takes what has no section. Raises SourceError for very many.
    """
    new = [section for section in dict.fromkeys(sections) if section and section not in catalog.sections]
    if not new:
        return text
    if len(new) > MOST_NEW:
        message = f"有 {len(new):,} 个新的分类，超过上限 {MOST_NEW}"
        raise SourceError(f"{message}：每个分类成一个话题，请把相近的合起来，或只留大类的标题")
    yaml = editing_yaml()
    data = yaml.load(text) or {}
    for key in ("sections", "topics"):
        if not data.get(key):
            data[key] = CommentedMap()
    topics: Mapping[str, str] = data["topics"]
    for section in new:
        topic = next((id_ for id_, title in topics.items() if fold(str(title)) == fold(section)), "")
        if not topic:
            topic = topic_id(section, topics)
            data["topics"].insert(max(0, len(topics) - 1), topic, section)
        # Put before the last row: trailing comments and blank lines belong to that one.
        data["sections"].insert(max(0, len(data["sections"]) - 1), section, topic)
    out = StringIO()
    yaml.dump(data, out)
    return out.getvalue()
