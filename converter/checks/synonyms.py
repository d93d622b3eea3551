"""Checks the synonyms of the profile: each word is read as one other, and that is what it is read as."""

from collections.abc import Iterator

from converter.errors import Finding
from owner.reading import ProfileReading
from zh.fold import in_one_script, respeller_of

KIND = "profile-synonym"


def check_synonyms(reading: ProfileReading, path: str) -> Iterator[Finding]:
    """Yield the synonyms that would not be read as they stand, and those that are no whole word."""
    of_profile = reading.profile.synonyms if reading.profile else {}
    synonyms = {str(word): str(meaning) for word, meaning in of_profile.items()}
    respelled, lines = respeller_of(synonyms), dict[str, int]()
    for word, meaning in synonyms.items():
        line, plain = reading.line("synonyms", word), in_one_script(word)
        wrong = ""
        if not any(map(str.isalnum, plain)) or not any(map(str.isalnum, meaning)):
            wrong = f"“{word}: {meaning}”两边都要有字"
        elif plain in lines:
            wrong = f"“{word}”和第 {lines[plain]} 行写的是同一个词，只留一行"
        elif (read := respelled.read_as[plain]) != (again := respelled(read)):
            wrong = f"“{word}”读作“{meaning}”，“{read}”又会读作“{again}”：右边直接写最后要的词，右边的词不要再写在左边"
        lines.setdefault(plain, line)
        if wrong:
            yield Finding(line, KIND, f"synonyms 中{wrong}", (word,), path=path, fatal=True)
        elif len(plain) == 1:
            message = f"synonyms 中“{word}”只有一个字，所有带这个字的词都会换掉：写成整个词"
            yield Finding(line, KIND, message, (word,), path=path)
