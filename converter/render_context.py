"""Renders questions without a subject as training data and clarifying questions."""

from converter.catalog import Catalog
from converter.folding import fold
from converter.scalars import quoted
from understanding.labels import context_label, context_response

FILE = "context.yml"
HEADER = """\
# Made by `python -m converter` from the contexts of data/source/catalog.yml.
# Do not edit: change those and run it again. Further phrasings go to data/nlu/context.yml.
version: "3.1"

"""


def context_questions(catalog: Catalog) -> dict[str, str]:
    """Return the questions that are examples of a context instead of their answer: fold -> label."""
    return {fold(question): context_label(c.id) for c in catalog.contexts for question in c.questions}


def render(catalog: Catalog) -> str:
    """Return the content of the file."""
    nlu, responses = "", ""
    for context in catalog.contexts:
        examples = "".join(f"    - {question}\n" for question in context.questions)
        nlu += f"- intent: {context_label(context.id)}\n  examples: |\n{examples}"
        choices = "".join(f"        {id_}: [{', '.join(unders)}]\n" for id_, unders in context.choices.items())
        responses += (
            f"  {context_response(context.id)}:\n  - text: {quoted(context.asks)}\n"
            f"    metadata:\n      outcome: offer\n      choices:\n{choices}"
        )
    return f"{HEADER}nlu:\n{nlu}\nresponses:\n{responses}"
