"""One module a page."""

from starlette.convertors import IntegerConvertor, register_url_convertor


class _Number(IntegerConvertor):
    """The number of a line in an address: one that is too long for a database is none."""

    regex = "[0-9]{1,18}"


register_url_convertor("int", _Number())  # before the pages, whose routes are made as they are loaded
