"""Errors that are sentences to the person who caused them."""


class InputError(ValueError):
    """Something the user gave cannot be used; the message says what, where and what to do."""
