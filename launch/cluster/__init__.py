"""Several instances on one machine, as deploy/ sets them up in containers: databases, instances and nginx in front."""
