"""Errors of the document side.

VectorstoreError
├── ReadError                    the file cannot be turned into text
│   ├── EmptyFile
│   ├── NotAFile             a pipe, a device, a link that leads out of its folder
│   ├── FileTooLarge         more bytes, parts, pages, paragraphs, characters than any report has
│   ├── TooCostly            reading it took more processor time, memory or time than it may
│   ├── BinaryFile
│   ├── UnsupportedFormat        .doc .wps .ofd and other suffixes
│   ├── NoTextLayer              a scanned PDF
│   └── DamagedFile              the format's own library gave up
├── IdentityError                the text cannot be filed
│   ├── NotAWorkReport
│   ├── UnknownRegion
│   │   └── UnlistedRegion       nobody but the caller knows the region
│   ├── UnknownYear
│   └── SeveralReports           a file holds several, and where they part is not certain
├── EmbeddingsFailed             the embedding model could not be asked
└── LibraryError                 the library cannot do what was asked
    ├── UnknownReport
    ├── IdentityTaken            same region and year, other bytes
    ├── LibraryBusy              another ingest holds the lock
    ├── BuildInterrupted         the process that builds was killed
    ├── VectorsUnavailable       Chroma does not answer; keywords still do
    ├── NoSuchState              there is no such state to go back to
    └── DamagedLibrary

The message of each is one line of Chinese: what is wrong and what to do.
"""

MENDING = "请用 gongbao ingest 重新读入这份报告的原文件，会自动修好；gongbao doctor 可逐份检查。"


class VectorstoreError(Exception):
    """Root of all errors raised by `vectorstore`."""


class ReadError(VectorstoreError):
    """The file cannot be turned into text."""


class EmptyFile(ReadError):
    """The file holds no characters."""


class NotAFile(ReadError):
    """What has this name is no plain file."""


class FileTooLarge(ReadError):
    """The file is larger than any work report; the message says in what."""


class TooCostly(ReadError):
    """Reading the file took more than one file may take; the message says of what."""


class BinaryFile(ReadError):
    """The bytes are no text in any known encoding."""


class UnsupportedFormat(ReadError):
    """The suffix names a format that gongbao does not read."""


class NoTextLayer(ReadError):
    """A PDF that only holds pictures of pages."""


class DamagedFile(ReadError):
    """The format's library cannot open the file."""


class IdentityError(VectorstoreError):
    """The text cannot be filed as a report."""


class NotAWorkReport(IdentityError):
    """The text is not a government work report."""


class UnknownRegion(IdentityError):
    """The text does not say which region it belongs to, or names several."""


class UnlistedRegion(UnknownRegion):
    """Neither the national table nor the text knows the region that the caller names."""


class UnknownYear(IdentityError):
    """The text does not say which year it plans."""


class SeveralReports(IdentityError):
    """A file holds several reports that cannot be told apart with certainty."""


class EmbeddingsFailed(VectorstoreError):
    """The embedding model could not be asked; keywords still work.

    `passing`: the same may succeed later, without anything being changed.
    """

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing


class LibraryError(VectorstoreError):
    """The library cannot do what was asked."""


class UnknownReport(LibraryError):
    """No report of that id is in the library."""


class IdentityTaken(LibraryError):
    """Another text is already filed under this region and year."""


class LibraryBusy(LibraryError):
    """Another process is building a new state."""


class BuildInterrupted(LibraryError):
    """The process that builds died; the state before stays in force."""


class VectorsUnavailable(LibraryError):
    """Chroma cannot be asked, or lacks what the library says it holds."""


class NoSuchState(LibraryError):
    """The library keeps no such state."""


class DamagedLibrary(LibraryError):
    """The library is incomplete or unreadable, or a row of it is not what was filed."""
