"""The exchange form `gouji.report/1`: a report as plain data, written by `gouji extract` and read back.

The keys of the contract (unit, year, sections, tables …) carry the content and are all a person
needs to write by hand; the other keys carry how it was read, so that a report written and read
again gives the same findings.
"""

from gouji.exchange.reading import report_from_data
from gouji.exchange.writing import SCHEMA, report_as_data

__all__ = ["SCHEMA", "report_as_data", "report_from_data"]
