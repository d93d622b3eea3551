"""The answers of the FAQ, found by meaning and sent word for word; replies that agents keep."""
