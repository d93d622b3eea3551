"""How well the assistant understands (understanding/) and how fast it is (load/), beside well-known systems."""
