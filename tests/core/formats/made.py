"""Workbooks for the tests."""

import datetime as dt
import zipfile

import openpyxl

FIRST = dt.datetime(2024, 1, 1)


def days(count):
    return [FIRST + dt.timedelta(days=at) for at in range(count)]


def workbook(path, hidden=(), **sheets):
    """Write each sheet's rows, as in ``Data=[["a"], [1]]``."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    book.save(path)
    return path


def daily(count=40):
    """Give a header and daily rows: flow counts, level is its third."""
    return [["day", "flow", "level"], *([day, at, at % 3 + 0.5] for at, day in enumerate(days(count)))]


def ods(path, cells, count):
    """Write an .ods file with one row of ``cells``, repeated ``count`` times; a cell is XML."""
    table = (
        '<?xml version="1.0"?><office:document-content'
        ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
        ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
        ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        '<table:table table:name="Data">' + cells * count + "</table:table></office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", table)
        package.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="x"/></manifest:manifest>',
        )
    return path


def with_part(source, target, name, change):
    """Copy a workbook with one part changed."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(part, change(content) if part == name else content)
    return target
