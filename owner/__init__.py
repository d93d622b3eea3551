"""The content of the institution that runs the assistant: its folder, its profile, its answers' titles.

    from owner.live import profile
    profile().sentences["greet"]

    live, versions        the profile and titles that are served now, and the version they belong to
    profile, sentences    the schema of a profile, checked by pydantic; forms: of its single values
    defaults              the program's own text of sentences that a profile lacks
    reading, corrections  data/profile.yml -> Profile; typing slips of a Chinese keyboard are corrected
    hours, desk_hours     times and days; whether users are told the hours that the program goes by
    folder                data/, or the folder that CONTENT names

The converter checks data/profile.yml with all other content. It writes profile.json and answers.json into
data/generated; every process reads them again when they change. This package imports no other package of the project,
so all may import it.
"""
