"""Monitoring of the Rasa process: metrics, readiness, liveness, and the watchdog."""
