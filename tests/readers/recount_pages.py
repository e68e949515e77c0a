"""Reads what `stspd bilan` writes for people: pages into blocks, texts into numbers, and writes figures as they do.

`blocks()` gives the visible parts of a page in order; `numbers()` the numbers of a text, whole; the `fr_*` functions write
amounts, values and dates as the page should."""

import decimal
import fractions
import html.parser
import re
from collections import namedtuple

from recount_model import span

MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()
NUMBER = re.compile(r"\d\d/\d\d/\d{4}|[−+-]?(?<![\w.,/])\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?(?!\d)|[−+-]?\d+(?:,\d+)?")
Block = namedtuple("Block", "kind level text rows")
Svg = namedtuple("Svg", "kind classes title desc texts titles lines")


class Page(html.parser.HTMLParser):
    """A page as blocks: headings, tables, lists, definitions, paragraphs and drawings."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.blocks, self.open, self.text, self.rows, self.cells = [], [], "", [], None
        self.figure, self.svg, self.caption = "", None, ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag in ("meta", "br", "hr"):
            return
        self.open.append((tag, attributes))
        if tag == "figure":
            self.figure = attributes.get("class", "")
        if tag == "svg":
            self.svg = Svg("svg", (self.figure + " " + attributes.get("class", "")).split(), [], [], [], [], [])
        elif self.svg and tag == "g" and self.open[-2][0] == "svg":
            self.svg.lines.append(attributes.get("class"))
        if tag in ("table", "dl", "ul", "ol"):
            self.rows = []
            self.caption = attributes.get("class", "") if tag in ("ul", "ol") else ""
        if tag == "tr" or tag == "dt" or tag == "li":
            self.cells = []
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6", "th", "td", "dt", "dd", "li", "p", "caption", "figcaption", "text",
                   "title", "desc"):
            self.text = ""

    def handle_data(self, data):
        if not any(tag in ("style", "head") for tag, _ in self.open):
            self.text += data

    def handle_endtag(self, tag):
        _, attributes = self.open.pop()
        text = self.text
        if self.svg is not None:
            kept = {"title": self.svg.title if self.open[-1][0] == "svg" else self.svg.titles, "desc": self.svg.desc}.get(tag)
            if kept is not None:
                kept.append(text)
            elif tag == "text":
                self.svg.texts.append((attributes.get("class", ""), text))
            elif tag == "svg":
                self.blocks.append(self.svg)
                self.svg = None
            self.text = ""
            return
        if re.fullmatch("h[1-6]", tag):
            self.blocks.append(Block("h", int(tag[1]), text, []))
        elif tag in ("p", "figcaption") and text.strip():
            self.blocks.append(Block("p", 0, text, []))
        elif tag in ("th", "td", "dt", "dd") and self.cells is not None:
            self.cells.append(text)
            if tag == "dd":
                self.rows.append(self.cells)
        elif tag == "tr":
            self.rows.append(self.cells)
        elif tag == "li":
            self.rows.append([text])
        elif tag == "caption":
            self.caption = text
        elif tag in ("table", "dl", "ul", "ol"):
            self.blocks.append(Block(tag, 0, self.caption, self.rows))
            self.rows = []
        if tag not in ("span", "strong", "em", "code", "a"):
            self.text = ""


def blocks(text):
    return Page(text).blocks


def plain(text):
    """A text with ordinary spaces."""
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def numbers(text):
    """The numbers of a text, whole, as they are written but for their spaces."""
    return [re.sub("[\u00a0\u202f]", "", token).replace("−", "-").lstrip("+") for token in NUMBER.findall(text)]


def section(page, name, level=2):
    """The blocks under a heading, up to the next one of its level."""
    found, inside = [], False
    for block in page:
        if block.kind == "h" and block.level <= level:
            inside = plain(re.sub(r"^\d+\. ", "", block.text)).startswith(name) if block.level == level else False
        elif inside:
            found.append(block)
    return found


def split(found, level):
    """Blocks by heading of a level: [(heading, blocks)]."""
    parts = []
    for block in found:
        if block.kind == "h" and block.level == level:
            parts.append((plain(block.text), []))
        elif parts:
            parts[-1][1].append(block)
    return parts


def tables(found, caption=None):
    return [b for b in found if b.kind == "table" and (caption is None or plain(b.text).startswith(caption))]


def body(table):
    """The rows of a table, without its heading."""
    return [[plain(cell) for cell in row] for row in table.rows[1:]]


def fr_number(value):
    """A value as the page writes it, with ordinary spaces."""
    value = decimal.Decimal(value)
    whole, _, part = f"{abs(value):f}".partition(".")
    part = part.rstrip("0")
    whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", " ", whole)
    return ("−" if value < 0 else "") + whole + ("," + part if part else "")


def fr_gap(value):
    return ("+" if value > 0 else "") + fr_number(value)


def fr_amount(value):
    """Euros: cents in full, or none at all."""
    if value is None:
        return "non renseigné"
    text = fr_number(value)
    _, comma, part = text.partition(",")
    return text + ("0" if comma and len(part) == 1 else "") + " €"


def fr_sum(row, key, cut="lignes"):
    """An amount with the lines that it leaves out."""
    value, none = row[key], row["sans_" + key]
    if value is None or not none:
        return fr_amount(value)
    return f"{fr_amount(value)} ({none} ligne{'s' if none > 1 else ''} sans montant)"


def fr_percent(value):
    """The whole percentages that may be written for a fraction."""
    exact = value * 100
    near = {int(exact) + step for step in (-1, 0, 1)}
    return {f"{fr_number(n)} %" for n in near if abs(fractions.Fraction(n) - exact) <= fractions.Fraction(1, 2)}


def fr_day(day):
    return f"{day.day:02}/{day.month:02}/{day.year}"


def fr_quand(text):
    """A `quand` in French: "octobre 2017", "2018 à 2019", "15/01/2018"."""
    def one(part):
        bits = part.split("-")
        return {1: part, 2: f"{MONTHS[int(bits[-1]) - 1]} {bits[0]}" if len(bits) == 2 else "",
                3: fr_day(span(part)[0]) if len(bits) == 3 else ""}[len(bits)]

    first, slash, last = str(text).partition("/")
    return f"{one(first)} à {one(last)}" if slash else one(first)
