"""Strict Office Open XML, one of Word's “save as” kinds: the same parts under other names."""

import re
from io import BytesIO
from zipfile import ZipFile

from vectorstore.read.limits import require_package, require_paragraphs

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"


def transitional(data: bytes, name: str) -> bytes:
    """A docx with the names of the usual kind; any other is given back as it is."""
    with ZipFile(BytesIO(data)) as package:
        require_package(package, name)
        if "word/document.xml" in package.namelist():
            require_paragraphs(package.read("word/document.xml"), name)
        if "_rels/.rels" not in package.namelist() or not _STRICT.search(
            package.read("_rels/.rels")
        ):
            return data
        renamed = BytesIO()
        with ZipFile(renamed, "w") as usual:
            for part in package.infolist():
                content = package.read(part)
                if part.filename.endswith((".xml", ".rels")):
                    content = _STRICT.sub(_USUAL, content)
                usual.writestr(part.filename, content)
    return renamed.getvalue()
