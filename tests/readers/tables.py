"""Reads back the tables of a plan, as a spreadsheet user and as a data user would, and holds them against its JSON.

Arguments: a folder with fiches.json (`show --format json` of every fiche), fiches.csv, fiches-excel.csv, fiches.xlsx,
resaved.xlsx (fiches.xlsx saved again by LibreOffice) and excel.xlsx (fiches-excel.csv opened by a French LibreOffice).
Prints how many cells were compared."""

import csv
import datetime
import json
import pathlib
import re
import sys

import openpyxl

folder = pathlib.Path(sys.argv[1])
fiches = json.loads((folder / "fiches.json").read_text("utf-8"))["fiches"]
compared = 0


def same(where, found, expected):
    global compared
    compared += 1
    if found != expected:
        sys.exit(f"{where}: {found!r}, not {expected!r}")


def total(fiche, key):
    amounts = [line[key] for line in fiche["couts"]["lignes"] if line[key] is not None]
    return round(sum(amounts), 2) if amounts else None


def names(participants):
    return " ; ".join(person["nom"] for person in participants)


# What a row holds, worked out again from the JSON: the column's name and heading, and its value.
COLUMNS = {
    "id": ("Fiche", lambda f: f["id"]),
    "numero": ("Numéro", lambda f: f["numero"]),
    "reference": ("Référence", lambda f: f["reference"]),
    "titre": ("Titre", lambda f: f["titre"]),
    "commune": ("Commune", lambda f: f["commune"]),
    "propre": ("Fiche propre", lambda f: f["propre"]),
    "interne": ("Interne", lambda f: f["interne"]),
    "enjeu": ("Code du premier niveau", lambda f: f["enjeu"]),
    "objectif": ("Code de l'objectif", lambda f: f["objectif"]),
    "periode": ("Période", lambda f: f["periode"]),
    "pilotes": ("Pilotes", lambda f: names(f["pilotes"]) or None),
    "annees": ("Années", lambda f: " ; ".join(map(str, f["annees"])) or None),
    "etat": ("État", lambda f: f["etat"]),
    "en_retard": ("En retard", lambda f: f["en_retard"]),
    "bilans": ("Bilans", lambda f: " ; ".join(map(str, f["bilans"])) or None),
    "prevu": ("Prévu", lambda f: total(f, "prevu")),
    "realise": ("Dépensé", lambda f: total(f, "realise")),
    "lignes_de_couts": ("Lignes de coûts", lambda f: len(f["couts"]["lignes"])),
    "resultats_attendus": ("Résultats attendus", lambda f: " ; ".join(f["resultats_attendus"]) or None),
    "mise_en_oeuvre": ("Mise en œuvre", lambda f: f["mise_en_oeuvre"]),
}
LABELS = {"a-venir": "à venir", "realisee": "réalisée", "bloquee": "bloquée", "abandonnee": "abandonnée"}


def french(key, value):
    """What a spreadsheet shows of a value."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if key == "etat" and value:
        return LABELS.get(value, value.replace("-", " "))
    return value


def guarded(value):
    """What a CSV holds of a text that a spreadsheet could take for a formula."""
    text = isinstance(value, str)
    return "'" + value if text and re.match(r"[=+\-@\t\r\n＝＋－＠]", value) else value


def spelled(value):
    """What a file holds of a text: what would command a screen or a log is spelled out."""
    if not isinstance(value, str):
        return value
    value = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u206f]", lambda m: "\\u{%x}" % ord(m[0]), value)
    value = re.sub(r"(?<=:):(?=[A-Za-z])", r"\\u{3a}", value)
    return re.sub(r"(?<=#)#(?=[A-Za-z]*\[)", r"\\u{23}", value)


# The dialect of open data.
with open(folder / "fiches.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
same("fiches.csv", [row["id"] for row in rows], [fiche["id"] for fiche in fiches])
for row, fiche in zip(rows, fiches):
    for key, (_, value) in COLUMNS.items():
        expected = guarded(spelled(value(fiche)))
        found = row[key]
        if isinstance(expected, bool):
            expected = "true" if expected else "false"
        elif isinstance(expected, (int, float)):
            found = float(found)
        same(f"fiches.csv {fiche['id']} {key}", found, "" if expected is None else expected)
    day = row["prochaine_echeance"]
    same("a day", day == "" or str(datetime.date.fromisoformat(day)) == day, True)

# The dialect of a French spreadsheet.
raw = (folder / "fiches-excel.csv").read_bytes()
same("mark of UTF-8", raw[:3], b"\xef\xbb\xbf")
rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines(keepends=True), delimiter=";"))
for row, fiche in zip(rows, fiches, strict=True):
    for key, (heading, value) in COLUMNS.items():
        expected = guarded(spelled(french(key, value(fiche))))
        found = row[heading]
        if isinstance(expected, (int, float)):
            found = float(found.replace(",", "."))
        same(f"fiches-excel.csv {fiche['id']} {key}", found, "" if expected is None else expected)


def cells(path, sheet=None):
    book = openpyxl.load_workbook(path)
    table = [[cell for cell in row] for row in (book[sheet] if sheet else book.worksheets[0]).iter_rows()]
    headings = [cell.value for cell in table[0]]
    return [dict(zip(headings, row)) for row in table[1:]]


# The workbook, as it is written and as LibreOffice writes it again.
for name in ["fiches.xlsx", "resaved.xlsx"]:
    rows = cells(folder / name, "Fiches")
    for row, fiche in zip(rows, fiches, strict=True):
        for key, (heading, value) in COLUMNS.items():
            cell = row[heading]
            expected = spelled(french(key, value(fiche)))
            same(f"{name} {fiche['id']} {key}", cell.value, expected)
            same(f"{name} {fiche['id']} {key}: type", cell.data_type == "f", False)
            if key in ("prevu", "realise") and expected is not None:
                same(f"{name} {key}", "€" in cell.number_format, True)
        day = row["Prochaine échéance"]
        same(f"{name}: day", day.value is None or isinstance(day.value, datetime.datetime), True)
    lines = [(f["id"], line["annee"], line["prevu"]) for f in fiches for line in f["couts"]["lignes"]]
    found = cells(folder / name, "Coûts")
    found = [(r["Fiche"].value, r["Année"].value, r["Prévu"].value) for r in found if r["Année"].value or r["Objet"].value or r["Prévu"].value or r["Dépensé"].value or r["Financeur"].value]
    same(f"{name}: costs", found, lines)
    days = [(f["id"], entry["date"]) for f in fiches for entry in sorted(f["suivi"], key=lambda entry: entry["date"])]
    found = [(r["Fiche"].value, str(r["Date"].value.date())) for r in cells(folder / name, "Journal")]
    same(f"{name}: journal", found, days)
    values = {(f["id"], i["code"], v["annee"], v["valeur"]) for f in fiches for i in f["indicateurs"] for v in i["valeurs"]}
    found = {(r["Fiche"].value, r["Indicateur"].value, r["Année"].value, r["Valeur"].value) for r in cells(folder / name, "Indicateurs") if r["Valeur"].value is not None}
    same(f"{name}: indicators", found, values)
    bilans = [(f["id"], b["annee"], spelled(b["realisations"])) for f in fiches for b in f["bilan"]]
    found = [(r["Fiche"].value, r["Année"].value, r["Réalisations"].value) for r in cells(folder / name, "Bilans")]
    same(f"{name}: bilans", found, bilans)

# What a French spreadsheet makes of the CSV that is for it: amounts are numbers, days are days.
for row, fiche in zip(cells(folder / "excel.xlsx"), fiches, strict=True):
    same("excel.xlsx: title", row["Titre"].value, guarded(spelled(fiche["titre"])))
    same("excel.xlsx: planned", row["Prévu"].value, total(fiche, "prevu"))
    day = row["Prochaine échéance"].value
    same("excel.xlsx: day", day is None or isinstance(day, datetime.datetime), True)

print(compared)
