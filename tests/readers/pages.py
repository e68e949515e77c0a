"""Reads pages as a browser does, and checks that they hold what they should and nothing else.

Arguments: a JSON file, a list of { "page": path, "texts": [texts that the page shows] }. Prints how many texts were found."""

import html.parser
import json
import re
import sys

TAGS = set("html head meta title style body a main h1 h2 h3 h4 p div dl dt dd ul ol li table caption thead tbody tr th td "
           "span strong em code pre br blockquote hr figure figcaption svg g rect line path circle text desc polyline "
           "tspan defs pattern polygon details summary nav h5 h6".split())
ATTRIBUTES = set("lang charset name content http-equiv class id href role tabindex aria-label aria-labelledby aria-hidden "
                 "aria-describedby scope viewbox width height x y x1 y1 x2 y2 cx cy r rx d points fill stroke transform "
                 "text-anchor patternunits stroke-width stroke-dasharray preserveaspectratio focusable xmlns font-size "
                 "dominant-baseline patterntransform start colspan rel".split())
VOID = {"meta", "br", "hr"}


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.texts, self.headings, self.ids, self.tables = [], [], [], [], []

    def handle_starttag(self, tag, attributes):
        assert tag in TAGS, f"<{tag}>"
        for name, value in attributes:
            assert name in ATTRIBUTES, f"<{tag} {name}>"
            if name == "href":
                assert re.match(r"#|https?://", value), value
                assert value.startswith("#") or dict(attributes).get("rel") == "noopener noreferrer", value
            if name == "rel":
                assert tag == "a", f"<{tag} rel>"
            if name == "id":
                assert value not in self.ids, f"id {value} twice"
                self.ids.append(value)
            if value and name not in ("content", "xmlns", "href", "aria-label", "d"):
                assert "url(" not in value or "url(#" in value, value
        attributes = dict(attributes)
        if re.fullmatch("h[1-6]", tag):
            level = int(tag[1])
            assert level <= (self.headings[-1] if self.headings else 0) + 1, f"<{tag}> after {self.headings}"
            self.headings.append(level)
        if tag == "table":
            self.tables.append(False)
        if tag == "caption":
            self.tables[-1] = True
        if tag == "th":
            assert attributes.get("scope") in ("col", "row", "rowgroup"), "a heading cell without scope"
        if tag == "svg":
            assert attributes.get("role") == "img" or attributes.get("aria-hidden") == "true", "a drawing without role"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, f"</{tag}> in {self.open}"
        self.open.pop()

    def handle_data(self, data):
        if self.open and self.open[-1] != "style":
            self.texts.append(data)

    def handle_comment(self, data):
        raise AssertionError("a comment")


def words(text):
    return " ".join(text.split())


found = 0
for case in json.load(open(sys.argv[1], encoding="utf-8")):
    text = open(case["page"], encoding="utf-8").read()
    page = Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert text.startswith("<!DOCTYPE html><html lang=\"fr\">"), text[:40]
    assert page.headings.count(1) == 1, page.headings
    assert all(page.tables), "a table without caption"
    shown = words(" ".join(page.texts))
    for expected in case["texts"]:
        assert words(expected) in shown, f"{case['page']}: {expected!r} is not shown"
        found += 1
print(found)
