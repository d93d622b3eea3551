"""Checks what an action server answers, without checking the schema itself each time.

It replaces `RemoteAction._validate_action_result` (Rasa 3.6.21), which validates with `jsonschema.validate`. That first
checks its own, constant schema: 19 ms of a turn (docs/benchmarks/turns.md). Here the same schema makes one validator
when the server starts. `tests/launch/rasa_patches/test_action_results.py` compares their verdicts.
"""

from typing import Any


def validate_quickly() -> None:
    """Make Rasa's RemoteAction use a validator that is built once. Raises jsonschema's ValidationError as before."""
    from jsonschema.exceptions import best_match
    from jsonschema.validators import validator_for
    from rasa.core.actions.action import RemoteAction

    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate_result(_: RemoteAction, result: dict[str, Any]) -> bool:
        error = best_match(validator.iter_errors(result))
        if error is not None:
            raise error
        return True

    RemoteAction._validate_action_result = validate_result
