"""Strict Office Open XML, one of Word's “save as” kinds: the same parts under other names."""

import re
from io import BytesIO
from zipfile import ZipFile

from vectorstore.errors import FileTooLarge

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_USUAL = rb"http://schemas.openxmlformats.org/\1/2006/"
_MOST_BYTES = 200 * 1024 * 1024


def transitional(data: bytes, name: str) -> bytes:
    """A docx with the names of the usual kind; any other is given back as it is."""
    with ZipFile(BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _MOST_BYTES:
            raise FileTooLarge(f"{name} 解压后过大,不像是一份工作报告,请拆分后再试")
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
