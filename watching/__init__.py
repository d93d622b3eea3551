"""What operators see of a process: metrics, logs, request ids. Imported by all that serve; imports none of ours."""
