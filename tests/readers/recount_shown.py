"""Holds the data and the page of a bilan against the recount: `Recount` counts the comparisons and keeps the differences.

`check_json()`, `check_page()`, `check_net()` and `check_summary()` each look at one part; the figures they expect come from
recount_model.py."""

import collections
import datetime
import decimal
import fractions
import re

from recount_model import folded, indicateur, said, span
from recount_pages import (body, fr_amount, fr_day, fr_gap, fr_number, fr_percent, fr_quand, fr_sum, numbers, plain, section,
                           split, tables)

WORDS = {"a-venir": "à venir", "en-cours": "en cours", "realisee": "réalisée", "en-pause": "en pause", "bloquee": "bloquée",
         "abandonnee": "abandonnée", "non-atteint": "non atteint", "non-mesure": "non mesuré", "arreter": "arrêter",
         "sans-etat": "sans état", "reportee": "reportée", "annulee": "annulée", "evenement": "événement",
         "reunion": "réunion", "defavorable": "défavorable", "non-evaluable": "non évaluable", "non-defini": "non défini"}
SIGNS = {"a-venir": "○", "en-cours": "◐", "realisee": "●", "en-pause": "‖", "bloquee": "▲", "abandonnee": "✕", None: "□"}
PARTS = ["dues", "tenues", "reportees", "annulees", "sans_etat", "dont_en_retard"]


def fr_word(value):
    return "non renseigné" if value is None else WORDS.get(value, value)


class Recount:
    """Comparisons, counted; the differences are kept with what they are about."""

    def __init__(self, name):
        self.name, self.compared, self.wrong = name, 0, []

    def same(self, what, found, expected):
        self.compared += 1
        if found != expected:
            self.wrong.append(f"{self.name}: {what}: found {found!r}, recounted {expected!r}")

    def among(self, what, found, allowed):
        self.same(what, found if found in allowed else f"{found} (not among {sorted(allowed)[:9]})", found)

    def tree(self, what, found, expected):
        """Every key of the recount in the JSON; keys that only the JSON has are free."""
        if isinstance(expected, dict) and isinstance(found, dict):
            for key, value in expected.items():
                if key not in ("_", "vers", "du", "imprime"):
                    self.tree(f"{what}.{key}", found.get(key, "absent"), value)
        elif isinstance(expected, list) and isinstance(found, list):
            self.same(f"{what}: length", len(found), len(expected))
            for rank, (left, right) in enumerate(zip(found, expected)):
                self.tree(f"{what}[{rank}]", left, right)
        elif isinstance(expected, fractions.Fraction) and found is not None:
            near = abs(fractions.Fraction(found) - expected) <= fractions.Fraction(51, 1000000)
            self.same(what, found if not near else "near", "near")
        else:
            self.same(what, found, expected)


def label(plan, fiche):
    """How a fiche is named in the reports."""
    reference, number = plan.reference(fiche), said(fiche.get("numero"))
    return plain(f"{reference} {fiche['titre']}" if reference else f"n° {number} {fiche['titre']}" if number else fiche["titre"])


def check_json(check, data, want):
    """(a) The data, every key."""
    check.tree("json", data, want)
    costs, inside = data["synthese"]["couts"], want["_"]
    for axis, key in (("par_financeur", "financeur"), ("par_type", "type")):
        found = {row[key]: row for row in costs[axis]}
        check.same(f"json {axis}", len(found), len(costs[axis]))
        check.tree(f"json {axis}", found, {k: {n: v for n, v in r.items() if n != "lignes"} for k, r in inside[axis].items()})
        check.same(f"json {axis} keys", set(found), set(inside[axis]))
    check.same("json vigilance", watch_kinds((v["id"], v["constat"]) for v in data["vigilance"]), inside["vigilance"])


KINDS = [("bloquee", "est bloquée"), ("en-pause", "est en pause"), ("retard", "déclarée tenue"),
         ("non-atteint", "n'est pas atteint"), ("tendance", "à l'inverse du sens souhaité"), ("depense", "dépensés pour")]


def watch_kinds(findings):
    """Findings by fiche and kind, a line on étapes counting those it speaks for."""
    counts = collections.Counter()
    for name, text in findings:
        kind = next((kind for kind, part in KINDS if part in text.replace("’", "'")), text)
        more = re.search(r"; (une|\d+)[\s\u00a0]autres?[\s\u00a0]étape", text)
        counts[name, kind] += 1 + ((1 if more[1] == "une" else int(more[1])) if more else 0)
    return sorted((name, kind, count) for (name, kind), count in counts.items())


def check_synthese(check, page, plan, want):
    """The first page: key figures, fields, fiches without a bilan."""
    part, synthese, now = section(page, "Synthèse"), want["synthese"], want["_"]["now"]
    due, entered, none = (len(synthese[key]) for key in ("attendus", "saisis", "sans_bilan"))
    other, costs = len(synthese["non_concernees"]), synthese["couts"]
    year = numbers(now["nom"])
    fields = {plain(dt): dd for b in part if b.kind == "dl" for dt, dd in b.rows}

    def field(name, expected):
        if expected:
            check.same(f"synthèse {name}", numbers(fields.get(name, "")), [str(n) for n in expected])
        elif name in fields:
            check.same(f"synthèse {name}", [n for n in numbers(fields[name]) if n != "0"], [])

    field("Fiches", [synthese["fiches"], synthese["propres"], *([other, *year] if other else []),
                     *([len(synthese["associees"])] if synthese["associees"] else [])])
    for name, key in (("État", "etats"), ("Résultat", "resultats"), ("Suite", "suites")):
        pairs = [(str(n), fr_word(w.replace("_", "-")).replace("non-renseigne", "non renseigné")) for w, n in synthese[key].items() if n]
        found = re.findall(r"(\d+) ([^,;.]+)", plain(fields.get(name, ""))) if due else []
        check.same(f"synthèse {name}", [n for n, _ in found], [n for n, _ in pairs] if due else [])
        for (_, left), (_, right) in zip(found, pairs):
            left = left.removeprefix("à ") if name == "Suite" else left
            stem = [w.rstrip("es") for w in left.split()], [w.rstrip("es") for w in right.split()]
            check.same(f"synthèse {name}: word", *stem)
    for name, key in (("Étapes", "etapes"), ("Bilans promis", "etapes_bilan")):
        counts = synthese[key]
        shown = [counts[p] for p in PARTS if p != "dont_en_retard" or counts[p]]
        field(name, shown if counts["dues"] else [])
    coded = len(costs["non_chiffrees"])
    if due:
        check.same("synthèse Coûts", numbers(fields["Coûts"]), numbers_of_costs(costs) + [str(coded), str(due)])
    figures = [numbers(row[0]) for b in part if b.kind == "ul" and "chiffres" in b.text for row in b.rows]
    if figures:
        own, ass = synthese["propres"], len(synthese["associees"])
        check.same("key figure: fiches", figures[0], [str(n) for n in (len(want["fiches"]), own, ass)])
        rest = [figure for figure in figures[1:]]
        if due:
            check.same("key figure: bilans", rest.pop(0), [str(n) for n in (entered, due, none)])
        steps = synthese["etapes"]
        if due:
            wanted = [str(steps[part]) for part in ("tenues", "dues", "sans_etat", "dont_en_retard")]
            check.same("key figure: étapes", rest.pop(0), wanted)
        for figure in rest:
            check.same("key figure: costs", figure, numbers_of_costs(costs, ("realise", "prevu"), True) + [str(coded), str(due)])
    listed = [plain(row[0]) for b in part if b.kind == "ul" and "chiffres" not in b.text for row in b.rows]
    names = [label(plan, r["_"]["fiche"]) for r in want["fiches"] if r["id"] in synthese["sans_bilan"]]
    check.same("synthèse: sans bilan", listed[:len(names)], names)
    texts = [plain(b.text) for b in part if b.kind == "p"]
    for text in texts:
        if text.startswith("Sans bilan"):
            check.same("sans bilan, counted", numbers(text), [str(none), str(due)])
        if re.match(r"\d+ bilans? saisis?", text):
            check.same("bilans, counted", numbers(text), [str(n) for n in (entered, due, none) if n or n != none])
        if "portent sur" in text:
            check.same("portent sur", numbers(text), [str(due)] if due > 1 else numbers(text))
        if text.startswith("Non publié"):
            hidden = [n for n in (synthese["internes"], synthese["suivis_internes"]) if n]
            check.same("internes", numbers(text), [str(n) for n in hidden])
    check.same("internes said", any(t.startswith("Non publié") for t in texts), synthese["internes"] + synthese["suivis_internes"] > 0)
    for axis, caption in (("par_financeur", "Coûts par financeur"), ("par_type", "Coûts par type")):
        groups = want["_"][axis]
        rows = {row[0]: row[1:] for t in tables(part, caption) for row in body(t)}
        if tables(part, caption):
            expected = {fr_word(k): [fr_sum(r, "prevu"), fr_sum(r, "realise"), str(r["lignes"])] for k, r in groups.items()}
            check.same(caption, rows, expected)
        else:
            check.same(f"{caption}: no table", len([k for k in groups if k is not None]) > 0, False)


def numbers_of_costs(costs, keys=("prevu", "realise"), always=False):
    """The numbers of « prévu … ; dépensé … » in order; an amount that is missing may still count the lines without it."""
    found = []
    for key in keys:
        if costs[key] is not None:
            found += numbers(fr_amount(costs[key]).replace(" ", "\u00a0"))
        if costs["sans_" + key] and (costs[key] is not None or always and key == "realise"):
            found.append(str(costs["sans_" + key]))
    return found


def fr_etats(etats):
    return ", ".join(f"{n} {fr_word(w.replace('_', '-')).replace('non-renseigne', 'non renseigné')}" for w, n in etats.items() if n)


def singular(text):
    """A list of counted words, without the marks of the plural."""
    return re.sub(r"s\b", "", text)


def node(plan, row):
    """How a line of the tree is named."""
    if row["code"] is None:
        return "Hors arborescence"
    return f"{row['code']} (inconnu)" if row["inconnu"] else plain(f"{row['code']} {plan.tree[row['code']]['titre']}")


def check_avancement(check, page, plan, want):
    """Progress by first level of the tree, and its drawing."""
    part = section(page, "Avancement")
    expected = []
    for row in want["par_enjeu"]:
        steps = row["etapes"]
        expected.append([node(plan, row), str(row["fiches"] - row["propres"]), str(row["propres"]),
                         f"{row['saisis']} sur {row['attendus']}" if row["attendus"] else "–",
                         singular(fr_etats(row["etats"])) or "–", f"{steps['tenues']} sur {steps['dues']}" if steps["dues"] else "–"])
    for table in tables(part):
        found = [row[:4] + [singular(row[4])] + row[5:] for row in body(table)]
        check.same("avancement", found, expected)
    drawn = [(row, {k: n for k, n in row["etats"].items() if n}) for row in want["par_enjeu"] if row["attendus"]]
    for svg in (b for b in part if b.kind == "svg" and "barres" in b.classes):
        check_bars(check, svg, [(node(plan, row), row["attendus"], counts) for row, counts in drawn])


def check_bars(check, svg, lines):
    """A drawing of states: its description, the count at the end of each bar, the count of each piece."""
    desc = plain(svg.desc[0])
    for name, total, counts in lines:
        texts = [plain(text) for _, text in svg.texts]
        cut = [text for text in texts if text.endswith("…") and name.startswith(text[:-1])]
        check.same(f"bar {name}, named", name in texts or bool(cut), True)
        found = re.search(re.escape(name) + r" : (\d+) fiches? \(([^)]*)\)", desc)
        check.same(f"bar {name}", found and [found[1], *numbers(found[2])], [str(total), *map(str, counts.values())])
    ends = [numbers(text) for kind, text in svg.texts if re.match(r"\d+[\s\u00a0]?: ", plain(text))]
    check.same("bars, ends", ends, [[str(total), *map(str, counts.values())] for _, total, counts in lines])
    signs = [re.findall(r"[○◐●‖▲✕□](?= \d)", plain(text)) for _, text in svg.texts if re.match(r"\d+ ?: ", plain(text))]
    check.same("bars, signs", signs, [[SIGNS[w.replace("_", "-") if w != "non_renseigne" else None] for w in counts] for _, _, counts in lines])
    pieces = [numbers(text)[0] for text in svg.titles if numbers(text)]
    check.same("bars, pieces", pieces, [str(n) for _, _, counts in lines for n in counts.values()])


def check_pairs(check, part, groups):
    """The drawing of amounts: what is planned and spent, in its description and at the end of each bar."""
    for svg in (b for b in part if b.kind == "svg" and "paires" in b.classes):
        amounts = [[fr_amount(r["prevu"]), fr_amount(r["realise"])] for r in groups.values()]
        written = [plain(text) for _, text in svg.texts if "€" in text]
        check.same("pairs", sorted(written), sorted(a for pair in amounts for a in pair if "€" in a))
        for name, row in groups.items():
            text = f"{fr_word(name)} : prévu {fr_amount(row['prevu'])}, dépensé {fr_amount(row['realise'])}"
            check.same(f"pairs {name}", text in plain(svg.desc[0]), True)


def check_fiche(check, part, row, now):
    """One fiche's own part: state, étapes, indicators, costs, drawings."""
    fields = {plain(dt): plain(dd) for b in part if b.kind == "dl" for dt, dd in b.rows}
    check.same("state", re.sub(r"^[○◐●‖▲✕□] ", "", fields.get("État", "non renseigné")).removesuffix(" (déclaré hors du bilan)"), fr_word(row["etat"]))
    for name, key in (("Résultat", "resultat"), ("Suite", "suite")):
        said = fields.get(name, "non renseigné").removesuffix(" (déclaré hors du bilan)")
        check.same(name, said, fr_word(row[key]))
    costs, inside = row["couts"], row["_"]
    check.same("costs", numbers_plain(fields.get("Coûts", "")),
               numbers_of_costs({**costs, "sans_prevu": inside["sans_prevu"], "sans_realise": inside["sans_realise"]}))
    found = [table for table in tables(part) if table.rows and plain(table.rows[0][0]) == "Quand"]
    expected = []
    for step in row["etapes"]:
        end = f"reportée ({fr_quand(step['vers'])})" if step["classe"] == "reportee" else fr_word(step["classe"])
        what = [step["quoi"], step["imprime"] and f"« {step['imprime']} »"]
        expected.append([", ".join(filter(None, what)) or "–", end, step["en_retard"]])
    rows = [r for table in found for r in body(table)]
    clean = [[r[1], re.sub("^reportée sans nouvelle date", "sans état", r[2].removesuffix(", en retard")), r[2].endswith(", en retard")]
             for r in rows]
    check.same("étapes", clean, [[plain(a), b, c] for a, b, c in expected])
    dates = [fr_quand(s["quand"]) + (f", reportée ({fr_quand(s['du'])})" if s["du"] != s["quand"] else "") for s in row["etapes"]]
    check.same("dates of étapes", [r[0] for r in rows], dates)
    drawings = [b for b in part if b.kind == "svg"]
    lines = [sum(kind is None for kind in svg.lines) for svg in drawings if "frise" in svg.classes]
    if lines:
        check.same("frise, lines", lines, [len(row["etapes"])])
        frise = next(svg for svg in drawings if "frise" in svg.classes)
        ends = ("tenue", "annulée", "reportée", "sans état")
        titles = [plain(text) for text in frise.titles]
        bars = collections.Counter(text for text in titles if text.partition(" : ")[2].startswith(ends))
        days = [{s["quand"], s["vers"] or s["du"]} for s in row["etapes"]]
        check.same("frise, bars", bars, collections.Counter(f"{fr_quand(day)} : {r[2]}" for r, both in zip(rows, days) for day in both))
        spans = [span(day) for both in days for day in both]
        first, last = datetime.date(now["exercice"][1], 1, 1), datetime.date(now["exercice"][2], 12, 31)
        reach = min([first, *(a for a, _ in spans)]), max([last, *(b for _, b in spans)])
        marks = [text for kind, text in frise.texts if not kind and re.fullmatch(r"\d{4}", text)]
        between = {str(year) for year in range(reach[0].year, reach[1].year + 1)} | set(re.findall(r"\d{4}", str(spans)))
        check.same("frise, years", [mark for mark in marks if mark not in between], [])
        check.same("frise, reach", numbers(frise.desc[0])[:2], [fr_day(day) for day in reach])
    check_indicators(check, part, row["indicateurs"], row["_"]["fiche"].get("indicateurs", {}), now)


def numbers_plain(text):
    """The numbers of a text whose spaces are ordinary: a space between three digits and three others joins them."""
    return numbers(re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "\u00a0", text))


def named(data):
    return plain(data["nom"] + (f" ({data['unite']})" if data.get("unite") else ""))


def about(entry):
    """A value as a table writes it."""
    value = entry["valeur"] if isinstance(entry, dict) else entry
    return ("environ " if isinstance(entry, dict) and entry.get("environ") else "") + fr_number(value)


def check_indicators(check, part, rows, data, now):
    """The table of indicators, the one of their years, and the curves."""
    last = now["exercice"][2]
    for table in (t for t in tables(part) if plain(t.rows[0][0]) == "Indicateur" and len(t.rows[0]) == 6 and plain(t.rows[0][1]) == "Avant"):
        found = body(table)
        check.same("indicators", len(found), len(rows))
        for cells, row in zip(found, rows):
            dated = lambda value, year: "–" if value is None else f"{fr_number(value)} ({year})"
            value = "non renseigné" if row["valeur"] is None else ("environ " if row["environ"] else "") + fr_number(row["valeur"])
            check.same("indicator", [c.removeprefix("environ ") if n == 1 else c for n, c in enumerate(cells[:5])], [
                named(row), dated(row["valeur_avant"], row["annee_avant"]), value, dated(row["cible"], row["annee_cible"]),
                "–" if row["ecart"] is None else fr_gap(row["ecart"])])
            motif = f" ({row['motif']})" if row["motif"] else ""
            check.same("trend", cells[5].split(",")[0], fr_word(row["tendance"]) + motif)
            way = re.search(r"(−?[\d ]+) % du chemin", cells[5])
            if way:
                check.among("progress", way[1].strip() + " %", fr_percent(row["progres"]) if row["progres"] is not None else {"none"})
    for table in tables(part, "Valeurs et cibles"):
        columns = [int(plain(cell)) for cell in table.rows[0][1:]]
        for cells in body(table):
            rows_of = [by_year(indicator, last, columns) for indicator in data.values() if named(indicator) == cells[0]]
            check.same(f"{cells[0]}, by year", cells[1:], cells[1:] if cells[1:] in rows_of else (rows_of or [[]])[0])
    for svg in (b for b in part if b.kind == "svg" and "courbes" in b.classes):
        kinds = [[plain(text) for kind, text in svg.texts if kind == name] for name in ("valeur", "cible", "")]
        shown = sorted(kinds[0]), sorted(kinds[1]), kinds[2], numbers(svg.desc[0].replace(svg.title[0], "", 1))
        fits = [curve(indicator, last) for indicator in data.values() if named(indicator) == plain(svg.title[0])]
        check.same("curve", shown, shown if shown in fits else (fits or [()])[0])


def curve(indicator, last):
    """What the drawing of an indicator says: values, targets, years, and its description's numbers."""
    series = split_series(indicator, last)
    written = [[about(entry).replace("environ", "≈") for entry in points.values()] for points in series]
    described = [n for points in series for year, entry in points.items() for n in (*numbers_plain(about(entry)), str(year))]
    return sorted(written[0]), sorted(written[1]), [str(year) for year in sorted({*series[0], *series[1]})], described


def by_year(indicator, last, columns):
    """Values and targets of an indicator, a cell a year."""
    values, targets = split_series(indicator, last)
    for year in columns:
        parts = [about(values[year])] if year in values else []
        parts += [f"cible : {about(targets[year])}"] if year in targets else []
        columns = [c if c != year else f"{parts[0]} ({parts[1]})" if len(parts) == 2 else (parts or ["–"])[0] for c in columns]
    return columns


def split_series(indicator, last):
    """Values up to a year, and targets, in the order of the years."""
    values = {int(y): e for y, e in sorted(indicator.get("valeurs", {}).items()) if int(y) <= last}
    return values, {int(y): e for y, e in sorted(indicator.get("cibles", {}).items())}


def watched_numbers(row):
    """The numbers that each finding on a fiche may hold."""
    slow = [e for e in row["etapes"] if e["en_retard"] and e["genre"] != "bilan"]
    if slow:
        yield numbers(fr_quand(slow[0]["vers"] or slow[0]["du"])) + ([str(len(slow) - 1)] if len(slow) > 2 else [])
    yield numbers_plain(f"{fr_amount(row['couts']['realise'])} ; {fr_amount(row['couts']['prevu'])}")
    for i in row["indicateurs"]:
        if i["tendance"] == "defavorable":
            yield numbers_plain(f"{fr_number(i['valeur'])} ; {fr_number(i['valeur_avant'])} ; {i['annee_avant']}")


def check_lists(check, page, plan, want):
    """Vigilance, fiches without a bilan, comparison, perspectives."""
    rows = {row["id"]: row for row in want["fiches"]}
    names = {key: label(plan, row["_"]["fiche"]) for key, row in rows.items()}
    part = section(page, "Fiches sans bilan")
    listed = [row[0] for t in tables(part, "Fiches sans bilan") for row in body(t)]
    check.same("fiches sans bilan", listed, [names[key] for key in want["synthese"]["sans_bilan"]])
    apart = [row[0] for b in part if b.kind == "ul" for row in b.rows]
    check.same("non concernées", [plain(text) for text in apart], [f"{names[n['id']]} : {n['motif']}" for n in want["synthese"]["non_concernees"]])
    found = [plain(row[0]) for b in section(page, "Points de vigilance") if b.kind == "ul" for row in b.rows]
    pairs = [(next((n for n in sorted(names.values(), key=len, reverse=True) if text.startswith(n + " : ")), "?"), text) for text in found]
    counts = collections.Counter()
    for name, kind, count in want["_"]["vigilance"]:
        counts[names[name], kind] += count
    check.same("vigilance", watch_kinds(pairs), sorted((n, k, c) for (n, k), c in counts.items()))
    told = collections.defaultdict(list)
    for row in want["_"]["attendus"]:
        told[names[row["id"]]] += watched_numbers(row)
    for name, text in pairs:
        figures = numbers_plain(text.removeprefix(name))
        check.among(f"vigilance, {text}", str(figures), {str(figures)} if figures in told[name] + [[]] else {str(told[name])})
    then, part = want["comparaison"], section(page, "Comparaison")
    check.same("comparison", bool(tables(part)) or any("sans changement" in plain(b.text) for b in part if b.kind == "p"),
               bool(then and then["fiches"]))
    if then and then["fiches"]:
        moved = [f for f in then["fiches"] if any(f[k + "_avant"] != f[k] for k in ("etat", "resultat", "suite"))]
        before = lambda f, k: "–" if f["id"] in then["nouvelles"] and f[k] is None else fr_word(f[k])
        cells = [[names[f["id"]]] + [fr_word(f[k]) if f[k] == f[k + "_avant"] and before(f, k + "_avant") != "–"
                                     else f"{before(f, k + '_avant')} → {fr_word(f[k])}" for k in ("etat", "resultat", "suite")] for f in moved]
        check.same("comparison: rows", [row for t in tables(part) for row in body(t)], cells)
        still = [numbers(b.text) for b in part if b.kind == "p" and "sans changement" in plain(b.text)]
        same = len(then["fiches"]) - len(moved)
        if still:
            check.among("comparison: unchanged", str(still[0]), {str([str(same), str(len(then["fiches"]))]), str([])})
    if then:
        fields = {plain(dt): plain(dd) for b in part if b.kind == "dl" for dt, dd in b.rows}
        for name in ("nouvelles", "closes"):
            check.same(name, fields.get(name.capitalize(), ""), " ; ".join(names[key] for key in then[name]) or "aucune")
    part = section(page, "Perspectives")
    expected = [[fr_quand(p["quand"]) if p["quand"] else "sans date", plain(p["quoi"] or "–"), names[p["id"]]] for p in want["perspectives"]]
    found = [row for t in tables(part, "Perspectives") for row in body(t)]
    check.same("perspectives", [[re.sub(r" \(d'abord prévue : .*\)$", "", row[0]), *row[1:]] for row in found], expected)


def check_annexes(check, page, plan, want, interne):
    """Figures of the territory, and how many fiches each actor pilots or joins."""
    part, now = section(page, "Annexes"), want["_"]["now"]
    for table in tables(part, "Contexte"):
        rows = [indicateur(code, data, now) for code, data in plan.strategie.get("indicateurs", {}).items()]
        for cells, row in zip(body(table), rows):
            check.same("context", numbers_plain(" ".join(cells[1:3])),
                       numbers_plain(" ; ".join(fr_number(v) + y for v, y in ((row["valeur_avant"], f" ({row['annee_avant']})"), (row["valeur"], ""))
                                                if v is not None)))
    known = {}
    for key, actor in plan.acteurs.items():
        for name in [actor.get("nom"), actor.get("sigle"), *actor.get("alias", [])]:
            if name:
                known[folded(name)] = actor["nom"]
    counts = collections.Counter()
    for row in want["_"]["attendus"]:
        for role in ("pilotes", "partenaires"):
            names = {n if isinstance(n, str) else n["acteur"] for n in row["_"]["fiche"].get(role, [])}
            for name in {known.get(folded(n), n) for n in names}:
                counts[folded(name), role] += 1
    for table in tables(part, "Pilotes et partenaires"):
        for cells in body(table):
            name = folded(re.sub(r" \(inconnue?\)$", "", cells[0]))
            check.same(f"actor {cells[0]}", cells[-2:], [str(counts.pop((name, role), 0)) for role in ("pilotes", "partenaires")])
        check.same("actors left out", [key for key in counts if counts[key]], [])


def fr_sort(day):
    """A date JJ/MM/AAAA, in the order of time."""
    return day[6:], day[3:5], day[:2]


def check_headings(check, page, want):
    """The years in the headings, and the dates beside the drawings."""
    now, au = want["_"]["now"], fr_day(datetime.date.fromisoformat(want["arrete_au"]))
    before, after = ([str(year) for year in (key[1:] if key[1] < key[2] else key[1:2])] for key in (now["before"], now["after"]))
    here = [n.lstrip("-") for n in numbers(now["nom"])]
    said_in = {"Bilan ": here, "Prévu en": here, "Non concernées en": here, "Comparaison avec": before, "Perspectives": after}
    for block in page:
        text = plain(re.sub(r"^\d+\. ", "", block.text)) if block.kind == "h" else ""
        for start, expected in said_in.items():
            if text.startswith(start) and (block.level == 2 or start[0] not in "CP" or start[:2] == "Pr"):
                check.same(f"heading {text}", [n.lstrip("-") for n in numbers(text)], expected)
        if block.kind == "table" and plain(block.text).startswith("Prévu en"):
            check.same("caption", [n.lstrip("-") for n in numbers(block.text)], here)
        if block.kind == "p" and "date de référence" in plain(block.text):
            check.same("date of reference", numbers(block.text), [au])
        if block.kind == "svg" and "frise" in block.classes:
            ends = [fr_sort(day) for day in numbers(block.desc[0])]
            drawn = [n for kind, text in block.texts[-1:] if not kind for n in numbers(text)]
            check.among("date of reference, drawn", str(drawn), {str([au])} | ({"[]"} if not ends[0] <= fr_sort(au) <= ends[1] else set()))
    ranks = [block.text.split(".")[0] for block in page if block.kind == "h" and block.level == 2]
    check.same("ranks", ranks, [str(n + 1) for n in range(len(ranks))])
    fields = {plain(dt): plain(dd) for b in page if b.kind == "dl" for dt, dd in b.rows}
    check.same("arrêté au", fields["Arrêté au"], au)


def check_summary(check, text):
    """Each line of the table of contents is the heading that it leads to."""
    heads = dict(re.findall(r'<h[2-6] id="([^"]+)">(.*?)</h', text))
    for target, name in re.findall(r'<a href="#(partie[^"]*)">(.*?)</a>', text):
        check.same(f"summary {target}", name, heads.get(target))


def check_page(check, page, plan, want, interne):
    """(c) The page."""
    now = want["_"]["now"]
    check_synthese(check, page, plan, want)
    check_pairs(check, section(page, "Synthèse"), want["_"]["par_financeur"])
    check_avancement(check, page, plan, want)
    check_headings(check, page, want)
    parts = split(section(page, "Fiche par fiche"), 3)
    own = [part for name, part in parts if name != "Fiches associées"]
    expected = want["_"]["attendus"]
    check.same("fiches shown", [name for name, _ in parts if name != "Fiches associées"], [label(plan, r["_"]["fiche"]) for r in expected])
    for part, row in zip(own, expected):
        check_fiche(check, part, row, now)
    others = {label(plan, r["_"]["fiche"]): r for r in want["fiches"] if not r["propre"]}
    apart = [b for title, part in parts if title == "Fiches associées" for b in part]
    told = [numbers(b.text) for b in apart[:1] if b.kind == "p"]
    check.same("associées", told, [[str(len(want["synthese"]["associees"]))]] * len(told))
    key = now["exercice"][0]
    reported = [name for name, r in others.items() if str(key) in r["_"]["fiche"].get("bilan", {}) and now["upto"] == key]
    if len(others) == len(want["synthese"]["associees"]):
        check.same("associées with a bilan", [name for name, _ in split(apart, 4) if name in others], reported)
    for name, part in split([b for title, part in parts if title == "Fiches associées" for b in part], 4):
        if sum(label(plan, r["_"]["fiche"]) == name for r in want["fiches"]) == 1 and name in others:
            check_fiche(check, part, others[name], now)
    check_lists(check, page, plan, want)
    check_annexes(check, page, plan, want, interne)


def strings(data):
    """Every text of a plan."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from strings(value)
            yield str(key)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)
    elif isinstance(data, (str, datetime.date)):
        yield str(data)


def counted(data):
    """Every number of the recount, written as on a page, with years and dates."""
    if isinstance(data, dict):
        for value in data.values():
            yield from counted(value)
    elif isinstance(data, (list, tuple)):
        yield str(len(data))
        for value in data:
            yield from counted(value)
    elif isinstance(data, fractions.Fraction):
        for text in fr_percent(data):
            yield from numbers(text.replace(" ", "\u00a0"))
    elif isinstance(data, (int, decimal.Decimal)) and not isinstance(data, bool):
        yield from numbers(fr_number(data).replace(" ", "\u00a0"))
        yield from numbers(fr_amount(data).replace(" ", "\u00a0"))
    elif isinstance(data, str):
        yield from re.findall(r"\d+", data)
        if re.fullmatch(r"\d{4}-\d\d-\d\d", data):
            yield fr_day(datetime.date.fromisoformat(data))


def check_net(check, page, plan, want):
    """As a net: no number on the page is foreign to the recount, once the plan's own words are taken away."""
    words = {plain(part) for data in [plan.strategie, plan.acteurs, list(plan.pages.values()), plan.fiches]
             for text in strings(data) for part in text.split("\n") if re.search(r"\d", part) and re.search(r"[^\W\d]", part)}
    words |= {str(plan.reference(f)) for f in plan.fiches} | {f"n° {said(f.get('numero'))}" for f in plan.fiches} | set(plan.tree)
    words = sorted((w.strip() for w in words if len(w) > 3 or "." in w or "/" in w), key=len, reverse=True)
    allowed = set(counted(want)) | {str(n) for n in range(len(plan.fiches) + 1)}
    allowed |= {n for data in [plan.strategie, plan.pages, [f.get("periode") for f in plan.fiches]] for n in counted(data)}
    for fiche in [plan.strategie, *plan.fiches]:
        for data in fiche.get("indicateurs", {}).values():
            series = [data.get("valeurs", {}), data.get("cibles", {})]
            allowed |= set(counted([series, [list(points) for points in series]]))
        for etape in fiche.get("calendrier", {}).values():
            for text in strings(etape):
                allowed |= set(counted(text)) | set(numbers(fr_quand(text)) if re.fullmatch(r"\d{4}[-/\d]*", text) else ())
    allowed |= {token.lstrip("-") for token in allowed}
    now, fin = want["_"]["now"], plan.strategie.get("prorogation", {}).get("fin")
    allowed |= {fr_day(span(fin)[1])} if fin else set()
    allowed |= {fr_day(p["date"]) for council in plan.pages.values() for p in council.get("presentations", [])}
    allowed |= {str(count - 1) for _, _, count in want["_"]["vigilance"]}
    allowed |= {str(n) for key in ("exercice", "before", "after") for n in now[key]}
    for block in page:
        rows = [] if block.kind == "svg" else [r for r in block.rows if not plain(r[0]).startswith(("Version", "Révision"))]
        texts = [block.text, *(c for r in rows for c in r)] if block.kind != "svg" else [
            *block.title, *block.titles, *(t for k, t in block.texts)]
        for text in texts:
            spaced = re.sub(r"^\d+\. ", "", text)
            if block.kind == "svg" and "frise" in block.classes:
                continue
            clean = re.sub("\u00a0(?!\\d{3})", " ", spaced)
            clean = plain_but_numbers(clean)
            for phrase in words:
                if phrase in clean:
                    clean = re.sub(rf"(?<![\w/]){re.escape(phrase)}(?![\w/])", " ", clean)
            for token in numbers(clean):
                check.among(f"net: {plain(text)[:60]!r}", token.lstrip("-"), allowed)


def plain_but_numbers(text):
    """Ordinary spaces everywhere but inside numbers."""
    return re.sub("[\u00a0\u202f]", " ", re.sub(r"(?<=\d)[\u00a0\u202f](?=\d{3})", "\u2009", text)).replace("\u2009", "\u00a0")
