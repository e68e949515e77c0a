"""Reads a PDF with pypdf, and says as JSON what a reader has of it: title, language, tags, outline, the text of each page.

Argument: a PDF."""

import json
import sys

import pypdf

reader = pypdf.PdfReader(sys.argv[1], strict=True)
root = reader.trailer["/Root"]


def titles(outline):
    for entry in outline:
        if isinstance(entry, list):
            yield from titles(entry)
        else:
            yield entry.title


def sheet(page):
    return abs(page.mediabox.width - 595) < 1 and abs(page.mediabox.height - 842) < 1


print(json.dumps({
    "tagged": bool(root.get("/MarkInfo", {}).get("/Marked")) and "/StructTreeRoot" in root,
    "lang": root.get("/Lang"),
    "title": reader.metadata.title,
    "date": reader.metadata["/CreationDate"],
    "acts": [name for name in ("/OpenAction", "/AA", "/JavaScript", "/EmbeddedFiles") if name in root or name in root.get("/Names", {})],
    "a4": all(sheet(page) for page in reader.pages),
    "outline": list(titles(reader.outline)),
    "pages": [page.extract_text() for page in reader.pages],
}))
