"""What the assistant learns from, for comparing with other systems on the same examples."""

from pathlib import Path

from rasa.shared.importers.importer import TrainingDataImporter

ROOT = Path(__file__).resolve().parent.parent.parent


def examples(root: Path = ROOT, folder: str = "data") -> list[tuple[str, str]]:
    """Return (text, label) of every training example in `folder`; a label is an answer's id or a plain intent."""
    importer = TrainingDataImporter.load_nlu_importer_from_config(
        str(root / "config.yml"), str(root / "domain.yml"), [str(root / folder)]
    )
    messages = importer.get_nlu_data().intent_examples
    return [(m.get("text"), m.get_full_intent().removeprefix("faq/")) for m in messages]
