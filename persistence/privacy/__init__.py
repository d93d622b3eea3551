"""Retention, export and deletion of what users wrote; `python -m records` and the desk call it (docs/guide/privacy.md).

retention, age, steps                             how long what is kept; short transactions beside a running assistant
expired, expired_attachments, staff, staff_forms  find and delete what has expired, by table
expiry, anonymous, secure_delete                  all of it; what is kept without names; traces in the file
person                                            all of one person: exported or deleted
renaming                                          conversations that earlier versions stored under names from outside
"""
