"""What every way of starting the assistant begins with: data/generated and the model are up to date."""

from pathlib import Path

from launch import model, programs
from launch.conversion import converted
from launch.training import train


def prepared_model() -> Path:
    """Convert and train as needed, and return the model of the present files; leaves Rasa imported."""
    with converted():
        # Takes as long as the converter, and is needed afterwards.
        programs.load_rasa()
    return model.ensure(train)
