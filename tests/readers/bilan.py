"""Recounts the yearly reports of plans, and holds every format of `stspd bilan` against the recount.

Arguments: the program, the root of the repository, how many random plans. Prints one line per difference, then how many
figures were compared; leaves with 1 when one differs. The figures come from recount_model.py, written from the design."""

import collections
import csv
import datetime
import decimal
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import openpyxl

import recount_plans
from recount_model import ETATS, RESULTATS, SUITES, Plan, bilan
from recount_pages import blocks, body, fr_sum, numbers, plain, tables
from recount_shown import (PARTS, Recount, check_bars, check_json, check_net, check_page, check_pairs, check_summary, fr_word,
                           watch_kinds)

STEP = 3  # One text out of three of the page is changed by the self-test.


def check_tables(check, text, excel, plan, want):
    """(b) The CSV, one row a fiche, and the sheets of the workbook."""
    rows = list(csv.DictReader(io.StringIO(text)))
    check.same("csv: fiches", [r["fiche"] for r in rows], [r["id"] for r in want["fiches"]])
    told = {True: "true", False: "false", None: ""}
    lines = []
    for row in want["fiches"]:
        steps, inside = [e for e in row["etapes"] if e["genre"] != "bilan"], row["_"]
        promised = [e for e in row["etapes"] if e["genre"] == "bilan"]
        tally = [len(steps), *(sum(e["classe"] == c for e in steps) for c in ("tenue", "reportee", "annulee", "sans-etat")),
                 sum(e["classe"] == "sans-etat" and e["en_retard"] for e in steps), len(promised), sum(e["classe"] == "tenue" for e in promised)]
        lines.append((row, tally, [row["couts"]["prevu"], row["couts"]["realise"], inside["sans_prevu"], inside["sans_realise"]]))
    for found, (row, tally, costs) in zip(rows, lines):
        inside = row["_"]
        expected = {"annee_bilan": str(want["annee"]), "titre": row["titre"], "reference": row["reference"] or "", "commune": row["commune"],
                    "propre": told[row["propre"]], "attendu": told[row["attendue"]], "saisi": told[row["saisie"]], "etat": row["etat"] or "",
                    "motif": inside["motif"] or ("" if row["propre"] else "fiche associée"), "resultat": row["resultat"] or "",
                    "suite": row["suite"] or "", "en_retard": told[row["en_retard"]], "cout": row["couts"]["nature"] or "",
                    "non_chiffree": told[inside["non_chiffree"]], "realisations": row["realisations"] or ""}
        for key, value in expected.items():
            check.same(f"csv {row['id']} {key}", found[key], value)
        names = [f"etapes_{n}" for n in ("dues", "tenues", "reportees", "annulees", "sans_etat", "en_retard")]
        names += ["bilans_dus", "bilans_tenus"]
        check.same(f"csv {row['id']}: étapes", [found[n] for n in names], [str(n) for n in tally])
        amounts = [decimal.Decimal(found[k]) if found[k] else None for k in ("prevu", "realise", "sans_prevu", "sans_realise")]
        check.same(f"csv {row['id']}: costs", amounts, costs)
    book = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(io.BytesIO(excel))}
    check_sheets(check, book, plan, want, lines)


def cell(value):
    """A number or a day of a workbook, comparable."""
    if isinstance(value, datetime.datetime):
        return str(value.date())
    return round(decimal.Decimal(str(value)), 6) if isinstance(value, (int, float, decimal.Decimal)) and not isinstance(value, bool) else value


def check_sheets(check, book, plan, want, lines):
    """Every sheet of the workbook."""
    def sheet(name, columns, expected):
        heads, *rows = book.get(name, [()])
        if not expected and not rows:
            return
        kept = [heads.index(column) if column in heads else None for column in columns]
        check.same(f"xlsx {name}: columns", [c for c, k in zip(columns, kept) if k is None], [])
        found = [[cell(row[k]) for k in kept if k is not None] for row in rows]
        check.same(f"xlsx {name}: rows", len(found), len(expected))
        for left, right in zip(found, expected):
            check.same(f"xlsx {name}", left, [cell(v) for v in right])

    yes, synthese, inside = {True: "oui", False: "non"}, want["synthese"], want["_"]
    spelled = lambda value: None if value is None else fr_word(value)
    sheet("Bilan", ["Bilan", "Fiche", "Bilan attendu", "Bilan saisi", "État", "Résultat", "Suite", "En retard", "Étapes dues", "Tenues", "Reportées",
                    "Annulées", "Sans état", "Dont en retard", "Bilans promis", "Dont tenus", "Prévu", "Dépensé", "Lignes sans prévu",
                    "Lignes sans dépensé", "Non chiffrée"],
          [[want["annee"], r["id"], yes[r["attendue"]], yes[r["saisie"]], spelled(r["etat"]), spelled(r["resultat"]), spelled(r["suite"]),
            yes[r["en_retard"]], *tally, *costs, yes[r["_"]["non_chiffree"]]] for r, tally, costs in lines])
    measures = [("fiches", [synthese["fiches"], synthese["propres"], len(synthese["associees"]), len(synthese["non_concernees"]), synthese["internes"]]),
                ("bilans", [len(synthese[k]) for k in ("attendus", "saisis", "sans_bilan")]),
                *((n, list(synthese[k].values())) for n, k in (("état", "etats"), ("résultat", "resultats"), ("suite", "suites"))),
                *((n, [synthese[k][p] for p in PARTS]) for n, k in (("étapes", "etapes"), ("bilans promis", "etapes_bilan"))),
                ("coûts", [*(synthese["couts"][k] for k in ("prevu", "realise", "sans_prevu", "sans_realise")), len(synthese["couts"]["non_chiffrees"])])]
    sheet("Synthèse du bilan", ["Bilan", "Sujet", "Valeur"], [[want["annee"], name, value] for name, values in measures for value in values])
    sheet("Avancement", ["Code", "Fiches", "Propres", "Attendus", "Saisis", "Sans bilan", "À venir", "En cours", "Réalisée", "En pause", "Bloquée",
                         "Abandonnée", "Non renseigné", "Étapes dues", "Tenues", "Reportées", "Annulées", "Sans état", "Dont en retard", "Fiches en retard"],
          [[r["code"], *(r[k] for k in ("fiches", "propres", "attendus", "saisis", "sans_bilan")), *r["etats"].values(),
            *(r["etapes"][p] for p in PARTS), r["en_retard"]] for r in want["par_enjeu"]])
    money = {(axis, k): r for axis in ("financeur", "type") for k, r in inside["par_" + axis].items()}
    found = [(row[1], row[2]) for row in book.get("Financement", [()])[1:]]
    check.same("xlsx Financement: lines", set(found), set(money))
    sheet("Financement", ["Prévu", "Dépensé", "Lignes", "Lignes sans prévu", "Lignes sans dépensé"],
          [[money[k][n] for n in ("prevu", "realise", "lignes", "sans_prevu", "sans_realise")] for k in found if k in money])
    sheet("Étapes du bilan", ["Fiche", "Étape", "Quand", "Due au", "Suite donnée", "En retard", "Nouvelle date", "Genre"],
          [[r["id"], e["nom"], e["quand"], e["due"], spelled(e["classe"]), yes[e["en_retard"]], e["nouvelle_date"], fr_word(e["genre"])]
           for r in want["fiches"] for e in r["etapes"]])
    sheet("Indicateurs du bilan", ["Fiche", "Indicateur", "Année d'avant", "Valeur d'avant", "Valeur", "Année de la cible", "Cible", "Écart", "Tendance", "Motif"],
          [[r["id"], *(i[k] for k in ("code", "annee_avant", "valeur_avant", "valeur", "annee_cible", "cible", "ecart")), spelled(i["tendance"]), i["motif"]]
           for r in want["fiches"] for i in r["indicateurs"]])
    heads, *rows = book.get("Indicateurs du bilan", [()])
    ways = [row[heads.index("Chemin parcouru")] for row in rows]
    for found, wanted in zip(ways, (i["progres"] for r in want["fiches"] for i in r["indicateurs"])):
        check.tree("xlsx Indicateurs: progress", found, wanted)
    then = want["comparaison"] or {"fiches": []}
    sheet("Comparaison", ["Fiche", "État avant", "État", "Résultat avant", "Résultat", "Suite avant", "Suite"],
          [[f["id"], *(spelled(f[k + s]) for k in ("etat", "resultat", "suite") for s in ("_avant", ""))] for f in then["fiches"]])
    sheet("Perspectives", ["Fiche", "Étape", "Quand"], [[p["id"], p["etape"], p["quand"]] for p in want["perspectives"]])
    watched = book.get("Points de vigilance", [()])[1:]
    check.same("xlsx vigilance", watch_kinds((row[1], row[3]) for row in watched), inside["vigilance"])


def by_section(text):
    """The numbers of a Markdown or terminal report, by section of its first level."""
    parts, name = collections.defaultdict(collections.Counter), "0"
    for line in text.replace("\\", "").split("\n"):
        head = re.match(r"(?:## )?(\d)\. \S", line)
        if head and (line.startswith("## ") or not line.startswith(" ")):
            name = head[1]
            continue
        parts[name].update(numbers(re.sub("^#+ ", "", line)))
    return dict(parts)


def check_texts(check, page, markdown, terminal):
    """(d) Markdown and the terminal hold the page's numbers."""
    shown = []
    for block in re.split(r"\n\n", markdown):
        rows = [line for line in block.split("\n") if line.startswith("|")]
        if rows:
            shown.append([numbers(line.replace("\\", "")) for line in rows if not re.match(r"\| -", line)])
    wanted = [[[n for c in row for n in numbers(c)] for row in b.rows] for b in page if b.kind == "table"
              and not plain(b.text).startswith("Valeurs et cibles par année")]
    check.same("markdown: tables", shown, wanted)
    fields = [numbers(line) for line in markdown.split("## 2")[0].split("\n") if re.match(r"- \*\*", line)]
    top = [b for b in page[:next((n for n, b in enumerate(page) if b.kind == "h" and b.text.startswith("2")), 0)] if b.kind == "dl"]
    check.same("markdown: synthèse", fields, [[n for n in numbers(dd)] for b in top for _, dd in b.rows])
    left, right, none = by_section(markdown), by_section(terminal), collections.Counter()
    for name in sorted(set(left) | set(right)):
        check.same(f"terminal: section {name}", left.get(name, none) - right.get(name, none), none)
        check.same(f"terminal: section {name}, more", right.get(name, none) - left.get(name, none), none)


def check_period(check, program, plan, folder, first, last, au, interne):
    """(e) Several years side by side: each is its own bilan, and the columns of the page hold its counts."""
    asked = f"{first}..{last}"
    data = load(report(program, folder, asked, au, interne, "json"))
    page = blocks(report(program, folder, asked, au, interne, "html").decode())
    wants = []
    for each in data["bilans"]:
        day = min(au, datetime.date(each["annee"], 12, 31))
        alone = load(report(program, folder, each["annee"], day, interne, "json"))
        check.same(f"period: {each['annee']}", each, alone)
        wants.append(bilan(plan, each["annee"], day, interne))
        check_json(check, each, wants[-1])
    check.same("period: years", [e["annee"] for e in data["bilans"]], sorted({plan.exercice(y)[0] for y in range(first, last + 1)}))
    sums = [w["synthese"] for w in wants]
    counts = {("Fiches", "propres"): [s["propres"] for s in sums], ("Fiches", "dont non concernées"): [len(s["non_concernees"]) for s in sums],
              ("Fiches", "associées"): [len(s["associees"]) for s in sums]}
    counts |= {("Bilans", fr): [len(s[k]) for s in sums] for fr, k in (("attendus", "attendus"), ("saisis", "saisis"), ("sans bilan", "sans_bilan"))}
    for group, key, names in (("État", "etats", ETATS), ("Résultat", "resultats", RESULTATS), ("Suite", "suites", SUITES)):
        counts |= {(group, fr_word(n)): [s[key][n.replace("-", "_") if n else "non_renseigne"] for s in sums] for n in [*names, None]}
    for group, key in (("Étapes", "etapes"), ("Bilans promis", "etapes_bilan")):
        names = ["dues", "tenues", "reportées", "annulées", "sans état", "dont en retard"]
        counts |= {(group, n): [s[key][p] for s in sums] for n, p in zip(names, PARTS)}
    for table in tables(page, "Synthèse par année"):
        group = ""
        for cells in body(table):
            group = cells[0] if len(cells) == 1 else group
            if len(cells) > 1:
                check.same(f"period: {group}, {cells[0]}", cells[1:], [str(n) for n in counts[group, cells[0]]])
    for table in tables(page, "Coûts par année"):
        rows = {cells[0]: cells[1:] for cells in body(table)}
        check.same("period: prévu", rows.get("prévu"), [fr_sum(s["couts"], "prevu") for s in sums])
        check.same("period: dépensé", rows.get("dépensé"), [fr_sum(s["couts"], "realise") for s in sums])
        coded = [f"{len(s['couts']['non_chiffrees'])} sur {len(s['attendus'])}" for s in sums]
        for found, wanted, synthese in zip(rows.get("fiches non chiffrées", []), coded, sums, strict=True):
            check.same("period: non chiffrées", found if synthese["attendus"] else wanted, wanted)
    named_years = [w["_"]["now"]["nom"] for w in wants]
    for svg in (b for b in page if b.kind == "svg" and "barres" in b.classes):
        lines = [(n, len(s["attendus"]), {k: c for k, c in s["etats"].items() if c}) for n, s in zip(named_years, sums)]
        check_bars(check, svg, [line for line in lines if line[1]])
    check_pairs(check, page, {n: s["couts"] for n, s in zip(named_years, sums)})


def report(program, folder, year, au, interne, kind):
    """What the program writes."""
    command = [program, "--plan", str(folder), "--au", str(au), "bilan", str(year), "--format", kind] + ["--interne"] * interne
    with tempfile.TemporaryDirectory() as out:
        if kind == "xlsx":
            command += ["--output", f"{out}/bilan.xlsx"]
        run = subprocess.run(command, capture_output=True, check=False)
        if run.returncode:
            raise SystemExit(f"{command}: {run.returncode}: {run.stderr.decode()}")
        return pathlib.Path(out, "bilan.xlsx").read_bytes() if kind == "xlsx" else run.stdout


def load(text):
    return json.loads(text, parse_float=decimal.Decimal)


def recount(program, folder, plan, year, au, interne):
    """One bilan in every format."""
    check = Recount(f"{folder} {year} --au {au}{' --interne' * interne}")
    want = bilan(plan, year, au, interne)
    check_json(check, load(report(program, folder, year, au, interne, "json")), want)
    html = report(program, folder, year, au, interne, "html").decode()
    page = blocks(html)
    check_summary(check, html)
    check_page(check, page, plan, want, interne)
    check_net(check, page, plan, want)
    check_tables(check, report(program, folder, year, au, interne, "csv").decode(), report(program, folder, year, au, interne, "xlsx"), plan, want)
    texts = [report(program, folder, year, au, interne, kind).decode() for kind in ("markdown", "texte")]
    check_texts(check, page, *texts)
    return check


def self_test(program, folder):
    """One figure changed by hand is seen: in the data, then in each part of the page."""
    au, plan = datetime.date(2018, 12, 31), Plan(folder)
    want = bilan(plan, 2018, au, True)

    def seen(what, look):
        check = Recount("self-test")
        look(check)
        return [] if check.wrong else [f"self-test: {what}: a wrong figure went unseen"]

    text = report(program, folder, 2018, au, True, "json").decode()
    page = report(program, folder, 2018, au, True, "html").decode()
    missed = []
    for old, new in (('"dues": 16', '"dues": 15'), ("4700.65", "4700.66"), ('"progres": 0.7143', '"progres": 0.7153'),
                     ('"saisis": 2', '"saisis": 3'), ("2019-03-15", "2019-03-16"), ('"annee_avant": 2017', '"annee_avant": 2016')):
        if old not in text:
            missed.append(f"self-test: {old} is not in the JSON")
        missed += seen(old, lambda check: check_json(check, load(text.replace(old, new, 1)), want))
    start, unseen, tried = page.index('id="partie-1"'), [], 0
    for found in list(re.finditer(r">([^<]*\d[^<]*)<", page[start:]))[::STEP]:
        last = start + found.start(1) + [digit.end() for digit in re.finditer(r"\d", found[1])][-1] - 1
        check, changed = Recount("self-test"), page[:last] + str((int(page[last]) + 1) % 10) + page[last + 1:]
        try:
            check_summary(check, changed)
            check_page(check, blocks(changed), plan, want, True)
            check_net(check, blocks(changed), plan, want)
        except (KeyError, ValueError, IndexError):
            continue
        tried += 1
        unseen += [] if check.wrong else [found[1]]
    # Axes of the drawings, captions that nobody sees, the council's own words: what is not a count may go unseen.
    if len(unseen) * 10 > tried:
        missed.append(f"self-test: {len(unseen)} changes out of {tried} went unseen: {unseen}")
    return missed


def main(program, root, count):
    root, checks = pathlib.Path(root), []
    wrong = self_test(program, root / "tests/plans/fictif")
    known = [("plan", [2017, 2018, 2021], [False]), ("tests/plans/fictif", [2016, 2017, 2018, 2019], [False, True]),
             ("tests/plans/autre-commune", [2003, 2005, 2006], [False])]
    for name, asked, internes in known:
        plan = Plan(root / name)
        for year in asked:
            for au in (datetime.date(year, 12, 31), datetime.date(year + 1, 3, 15)):
                checks += [recount(program, root / name, plan, year, au, interne) for interne in internes]
    checks.append(Recount("fictif 2017..2019"))
    check_period(checks[-1], program, Plan(root / "tests/plans/fictif"), root / "tests/plans/fictif", 2017, 2019, datetime.date(2019, 12, 31), False)
    for seed in range(int(count)):
        with tempfile.TemporaryDirectory() as folder:
            asked = recount_plans.write(folder, seed)
            plan, rank = Plan(folder), seed % len(asked)
            year = asked[rank]
            after, month, day = [(0, 12, 31), (0, 6, 30), (1, 5, 15), (2, 1, 1)][seed // 4 % 4]
            au = datetime.date(year + after, month, day)
            checks.append(recount(program, folder, plan, year, au, seed % 3 == 0))
            checks[-1].name = f"seed {seed}"
            if seed % 10 == 0:
                checks.append(Recount(f"seed {seed}, period"))
                check_period(checks[-1], program, plan, folder, asked[0], asked[-1], datetime.date(asked[-1], 12, 31), False)
            for each in checks[-2:]:
                each.wrong = [f"seed {seed}: {line}" if not line.startswith("seed") else line for line in each.wrong]
    wrong += [line for check in checks for line in check.wrong]
    for line in wrong:
        print(line)
    print(sum(check.compared for check in checks))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
