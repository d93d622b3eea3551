"""What operators see of the Rasa process: /metrics, /healthz, and what of it stands there."""
