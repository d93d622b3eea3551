"""Exports the FAQ as .xlsx, .docx or .csv, which `converter/importing/` reads back to the same bytes.

    python -m converter export FILE
    python -m converter template FILE

command          both commands
rows, writing    a row for each answer; the file
embedded_source  the exact text, hidden in the file
escape           cells that a program would calculate
"""
