"""How every process reaches the database and Redis; imported by all that keep something, imports none of ours."""
