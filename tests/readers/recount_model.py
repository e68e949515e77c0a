"""What `stspd bilan` should say, worked out again from the files of a plan.

Written from the design of the format, with nothing of the program's code: `bilan()` returns the same keys as
`stspd bilan --format json`, amounts and values as Decimal or Fraction. `read_plan()` reads a plan's folder."""

import datetime
import decimal
import fractions
import pathlib
import re
import tomllib
import unicodedata

Day = datetime.date
ETATS = ["a-venir", "en-cours", "realisee", "en-pause", "bloquee", "abandonnee"]
RESULTATS = ["atteint", "partiel", "non-atteint", "non-mesure"]
SUITES = ["poursuivre", "adapter", "suspendre", "arreter", "clore"]
CLOSING = {"realisee", "abandonnee", "arreter", "clore"}


def folded(text):
    """A text without case, accents, hyphens nor kinds of space or apostrophe."""
    text = unicodedata.normalize("NFD", text.replace("’", "'").replace("œ", "oe"))
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    return " ".join(text.replace("-", " ").split())


def word(value):
    """The canonical spelling of a controlled word."""
    return folded(value).replace(" ", "-") if isinstance(value, str) and value.strip() else None


def said(value):
    """A text, or None when it is absent or blank."""
    return value.strip() if isinstance(value, str) and value.strip() else None


def edge(text, last):
    """The first or last day of "2017", "2017-12" or "2017-12-05"."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return Day(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return Day(year, month, 1)
    return Day(year + month // 12, month % 12 + 1, 1) - datetime.timedelta(days=1)


def span(text):
    """The first and the last day of a `quand`."""
    first, _, last = str(text).partition("/")
    return edge(first, False), edge(last or first, True)


def years(text):
    """The first and last year of a `periode`; None where it is open."""
    if text is None or not str(text).strip():
        return None
    first, slash, last = str(text).partition("/")
    return int(first[:4]), int(last[:4]) if last else (None if slash else int(first[:4]))


class Plan:
    """The files of a plan, and its fiches in the order of the tree."""

    def __init__(self, folder):
        folder = pathlib.Path(folder)
        self.strategie = load(folder / "strategie.toml")
        self.acteurs = load(folder / "acteurs.toml") if (folder / "acteurs.toml").exists() else {}
        self.pages = {int(path.stem): load(path) for path in (folder / "bilans").glob("*.toml")}
        self.tree = {code: {"titre": node} if isinstance(node, str) else node
                     for code, node in self.strategie.get("arborescence", {}).items()}
        self.order = list(self.walk(None))
        self.territoire = self.strategie.get("territoire")
        fiches = [dict(load(path), id=path.stem) for path in (folder / "fiches").rglob("*.toml")]
        self.fiches = sorted(fiches, key=self.place)
        for rank, fiche in enumerate(self.fiches):
            fiche["rank"] = rank

    def walk(self, parent):
        """Codes of the tree, depth first, siblings as in the file."""
        for code in self.tree:
            if (code.rpartition(".")[0] or None) == parent:
                yield code
                yield from self.walk(code)

    def place(self, fiche):
        """Where a fiche stands: by place in the tree, then number, then identifier."""
        code = fiche.get("objectif")
        node = self.order.index(code) if code in self.tree else len(self.order)
        number = said(fiche.get("numero"))
        parts = re.findall(r"\d+|\D+", number) if number else []
        return node, number is None, [(0, int(p), "") if p.isdigit() else (1, 0, p) for p in parts], fiche["id"]

    def reference(self, fiche):
        """The printed reference, node/number."""
        code, number, names = fiche.get("objectif"), said(fiche.get("numero")), self.strategie.get("niveaux", [])
        while code in self.tree:
            depth = code.count(".")
            level = self.tree[code].get("niveau") or (names[depth] if depth < len(names) else None)
            if level not in self.strategie.get("sans_numero", []):
                return f"{code}/{number}" if number else None
            code = code.rpartition(".")[0]
        return None

    def commune(self, fiche):
        return said(fiche.get("commune")) or self.territoire

    def own(self, fiche):
        return folded(self.commune(fiche) or "") == folded(self.territoire or "")

    def exercice(self, year):
        """The exercice that holds a year: (the bilan's year, first year, last year)."""
        for key, page in self.pages.items():
            first, last = years(page.get("periode")) or (key, key)
            if first <= year <= last:
                return key, first, last
        return year, year, year

    def life(self, fiche, closed):
        """First and last years of a fiche's life, with what ends it."""
        own, plan = years(fiche.get("periode")), years(self.strategie.get("periode"))
        if own is None and plan:
            end = self.strategie.get("prorogation", {}).get("fin")
            plan = plan[0], int(str(end)[:4]) if end and plan[1] else plan[1]
        first, last = own or plan or (None, None)
        if closed and (last is None or closed <= last):
            return first, closed, f"close en {closed}"
        return first, last, f"période finie en {last}"


def load(path):
    return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=decimal.Decimal)


def statements(fiche, au, upto, interne):
    """What was said of a fiche, in order: (day, etat, suite)."""
    rows = []
    for rank, entry in enumerate(fiche.get("suivi", [])):
        if entry["date"] <= au and (interne or word(entry.get("diffusion")) != "interne"):
            rows.append((entry["date"], 0, rank, word(entry.get("etat")), None))
    for year, bilan in bilans(fiche, upto).items():
        rows.append((min(Day(year, 12, 31), au), 1, year, word(bilan.get("etat")), word(bilan.get("suite"))))
    return [(day, etat, suite) for day, _, _, etat, suite in sorted(rows, key=lambda row: row[:3])]


def bilans(fiche, upto):
    return {int(year): bilan for year, bilan in sorted(fiche.get("bilan", {}).items()) if int(year) <= upto}


def entered(bilan):
    """Whether a bilan is « saisi »."""
    return bool(word(bilan.get("etat")) or word(bilan.get("resultat")) or said(bilan.get("realisations")))


def state(fiche, au, upto, interne):
    return next((etat for _, etat, _ in reversed(statements(fiche, au, upto, interne)) if etat), None)


def closing(fiche, au, upto, interne):
    """The year in which a fiche closed, or None: the start of the last run of statements that close it."""
    year = None
    for day, etat, suite in statements(fiche, au, upto, interne):
        if etat or suite:
            closes = etat in CLOSING or suite in CLOSING
            year = (year or day.year) if closes else None
    return year


def occurrences(fiche):
    """Each (name, étape, text of the occurrence), in the file's order."""
    for name, etape in fiche.get("calendrier", {}).items():
        quand = etape.get("quand", [])
        for value in quand if isinstance(quand, list) else [quand]:
            yield name, etape, str(value)


def spoken(plan, fiche, name, text, year):
    """What the bilan of a year says of an occurrence: (word, new date) or None."""
    says = fiche["bilan"][str(year)].get("etapes", {}).get(name)
    if isinstance(says, dict) and "etat" not in says:
        says = {str(key): value for key, value in says.items()}.get(text)
    elif says is not None:
        texts = [quand for other, _, quand in occurrences(fiche) if other == name]
        printed = [quand for quand in texts if plan.exercice(span(quand)[1].year)[0] == year]
        if text not in (texts if len(texts) == 1 else printed):
            says = None
    if says is None:
        return None
    if isinstance(says, str):
        return word(says), None
    return word(says["etat"]), str(says["quand"]) if "quand" in says else None


def settled(plan, fiche, name, text, upto):
    """Where an occurrence stands after the bilans up to a year: (its quand, tenue/annulee or None)."""
    quand, how = text, None
    for year in bilans(fiche, upto):
        says = spoken(plan, fiche, name, text, year)
        if says:
            how = says[0] if says[0] != "reportee" else None
            quand = says[1] or quand if says[0] == "reportee" else quand
    return quand, how


def put_off(plan, fiche, name, text, upto):
    """Whether the last bilan that speaks of an occurrence puts it off: "to" a date, "away" without one, or neither."""
    last = None
    for year in bilans(fiche, upto):
        last = spoken(plan, fiche, name, text, year) or last
    return None if last is None or last[0] != "reportee" else "to" if last[1] else "away"


def etapes(plan, fiche, now, au, closed):
    """The étapes of a bilan, those due in it and those left over, in the order of their dates."""
    key, first, last = now["exercice"]
    rows = []
    for name, etape, text in occurrences(fiche):
        before, done = settled(plan, fiche, name, text, now["avant"])
        due = span(before)[1]
        if not (first <= due.year <= last or (due.year < first and not done)):
            continue
        quand, how = settled(plan, fiche, name, text, now["upto"])
        says = spoken(plan, fiche, name, text, key) if key in bilans(fiche, now["upto"]) else None
        moved = bool(says and says[0] == "reportee" and says[1])
        rows.append({
            "nom": name, "quand": text, "quoi": said(etape.get("quoi")), "genre": word(etape.get("genre")) or "jalon",
            "due": str(due), "classe": how or ("reportee" if moved else "sans-etat"),
            "en_retard": not how and not closed and span(quand)[1] < au,
            "nouvelle_date": str(span(quand)[1]) if moved else None, "vers": quand if moved else None, "du": before,
            "imprime": said(etape.get("imprime")),
        })
    return sorted(rows, key=lambda row: row["due"])


def late(plan, fiche, now, au, closed):
    """Whether an étape of a fiche, other than a promised bilan, is late."""
    for name, etape, text in occurrences(fiche):
        quand, how = settled(plan, fiche, name, text, now["upto"])
        if word(etape.get("genre")) != "bilan" and not how and not closed and span(quand)[1] < au:
            return True
    return False


def number(entry):
    return entry["valeur"] if isinstance(entry, dict) else entry


def indicateur(code, data, now):
    """An indicator at a bilan: what it was, is, should be, and which way it goes."""
    _, first, last = now["exercice"]
    values = {int(year): entry for year, entry in sorted(data.get("valeurs", {}).items(), key=lambda e: int(e[0]))}
    targets = {int(year): number(entry) for year, entry in sorted(data.get("cibles", {}).items(), key=lambda e: int(e[0]))}
    earlier = [year for year in values if year < first]
    here = [year for year in values if first <= year <= last]
    entry = values[here[-1]] if here else None
    value = number(entry) if here else None
    before = number(values[earlier[-1]]) if earlier else None
    ahead = [year for year in targets if year >= first]
    within = [year for year in ahead if year <= last]
    year = within[-1] if within else ahead[0] if ahead else max(targets, default=None)
    target = targets.get(year)
    reference = number(values[min(values)]) if values else None
    sens = word(data.get("sens"))
    progress = None
    if value is not None and target is not None and target != reference:
        progress = fractions.Fraction(value - reference) / fractions.Fraction(target - reference)
    row = {
        "code": code, "nom": data["nom"], "unite": said(data.get("unite")), "sens": sens,
        "annee_avant": earlier[-1] if earlier else None, "valeur_avant": before, "valeur": value,
        "environ": bool(isinstance(entry, dict) and entry.get("environ")), "annee_cible": year, "cible": target,
        "ecart": None if value is None or target is None else value - target, "progres": progress,
    }
    aim = {"hausse": 1, "baisse": -1}.get(sens)
    if sens is None and target is not None and reference is not None:
        aim = (target > reference) - (target < reference)
    row["tendance"], row["motif"] = "non-evaluable", None
    if value is None:
        row["motif"] = f"aucune valeur en {now['nom']}"
    elif before is None:
        row["motif"] = "aucune valeur antérieure"
    elif sens == "stable" or aim == 0:
        row["tendance"] = "favorable" if value == before else "defavorable"
    elif aim is None:
        row["motif"] = "sens non renseigné"
    else:
        way = (value > before) - (value < before)
        row["tendance"] = {0: "stable", 1: "favorable", -1: "defavorable"}[way * aim]
    return row


def total(rows, key):
    """Sum of what is written, None when nothing is."""
    amounts = [row[key] for row in rows if row.get(key) is not None]
    return sum(amounts, decimal.Decimal(0)) if amounts else None


def missing(rows, key):
    return sum(row.get(key) is None for row in rows)


def lines(fiche, now):
    """The cost lines of a bilan's years; none where the action costs nothing."""
    _, first, last = now["exercice"]
    costs = fiche.get("couts", {})
    if word(costs.get("nature")) == "nul":
        return []
    return [line for line in costs.get("lignes", []) if line.get("annee") and first <= line["annee"] <= last]


def grouped(rows, key):
    """Costs by financeur or type."""
    names = list(dict.fromkeys(said(row.get(key)) for row in rows))
    groups = {name: [row for row in rows if said(row.get(key)) == name] for name in names}
    return {name: {key: name, "prevu": total(group, "prevu"), "realise": total(group, "realise"),
                   "sans_prevu": missing(group, "prevu"), "sans_realise": missing(group, "realise"), "lignes": len(group)}
            for name, group in groups.items()}


def tally(words, values):
    counts = {name.replace("-", "_"): values.count(name) for name in words}
    return {**counts, "non_renseigne": values.count(None)}


def counted(rows):
    """Counts of étapes: what is due, and how it was settled."""
    classes = [row["classe"] for row in rows]
    return {"dues": len(rows), "tenues": classes.count("tenue"), "reportees": classes.count("reportee"),
            "annulees": classes.count("annulee"), "sans_etat": classes.count("sans-etat"),
            "dont_en_retard": sum(row["classe"] == "sans-etat" and row["en_retard"] for row in rows)}


def steps(rows, promised=False):
    return counted([e for row in rows for e in row["etapes"] if (e["genre"] == "bilan") == promised])


def moment(plan, year, au):
    """The exercice of a bilan, the bilans it reads, and its name."""
    key, first, last = plan.exercice(year)
    before, after = plan.exercice(first - 1), plan.exercice(last + 1)
    return {"exercice": (key, first, last), "upto": min(key, au.year), "avant": min(first - 1, au.year), "before": before,
            "after": after, "nom": str(first) if first == last else f"{first}-{last}"}


def fiche_row(plan, fiche, now, au, interne):
    """One fiche at a bilan."""
    key, first, last = now["exercice"]
    closed = closing(fiche, au, now["upto"], interne)
    begins, ends, ended = plan.life(fiche, closed)
    bilan = bilans(fiche, now["upto"]).get(key)
    own, motif = plan.own(fiche), None
    if own and bilan is None:
        if begins and begins > last:
            motif = f"pas commencée (débute en {begins})"
        elif ends and ends < first:
            motif = ended
    bilan = bilan or {}
    rows = lines(fiche, now)
    costs = fiche.get("couts", {})
    written = {key: said(bilan.get(key)) for key in ("realisations", "difficultes", "perspectives")}
    row = {
        "id": fiche["id"], "reference": plan.reference(fiche), "titre": fiche["titre"], "commune": plan.commune(fiche),
        "propre": own, "attendue": own and not motif,
        "saisie": entered(bilan),
        "etat": state(fiche, au, now["upto"], interne), "resultat": word(bilan.get("resultat")),
        "suite": word(bilan.get("suite")), **written, "en_retard": late(plan, fiche, now, au, closed),
        "etapes": etapes(plan, fiche, now, au, closed),
        "indicateurs": [indicateur(code, data, now) for code, data in fiche.get("indicateurs", {}).items()],
        "couts": {"nature": word(costs.get("nature")), "prevu": total(rows, "prevu"), "realise": total(rows, "realise"),
                  "lignes": [{"annee": r["annee"], "objet": said(r.get("objet")), "type": word(r.get("type")),
                              "financeur": said(r.get("financeur")), "prevu": r.get("prevu"), "realise": r.get("realise")}
                             for r in rows]},
    }
    row["_"] = {"motif": motif, "closed": closed, "begins": begins, "ends": ends, "fiche": fiche,
                "sans_prevu": missing(rows, "prevu"), "sans_realise": missing(rows, "realise"),
                "non_chiffree": not rows and word(costs.get("nature")) != "nul"}
    return row


def by_enjeu(plan, rows):
    """Counts by first level of the tree, then outside of it, then unknown codes."""
    def enjeu(row):
        code = row["_"]["fiche"].get("objectif")
        return code if code is None or code not in plan.tree else code.split(".")[0]

    tops = [code for code in plan.tree if "." not in code]
    others = {enjeu(row) for row in rows} - set(tops)
    for code in tops + sorted(others - {None}) + [None] * (None in others):
        group = [row for row in rows if enjeu(row) == code]
        expected = [row for row in group if row["attendue"]]
        yield {"code": code, "inconnu": code is not None and code not in plan.tree, "fiches": len(group),
               "propres": sum(row["propre"] for row in group), "attendus": len(expected),
               "saisis": sum(row["saisie"] for row in expected), "sans_bilan": sum(not row["saisie"] for row in expected),
               "etats": tally(ETATS, [row["etat"] for row in expected]), "etapes": steps(expected),
               "en_retard": sum(row["en_retard"] for row in expected)}


def watched(rows):
    """How many findings of each kind: (fiche, kind) in no order; a late étape counts those that share its line."""
    for row in rows:
        slow = [e for e in row["etapes"] if e["en_retard"] and e["genre"] != "bilan"]
        planned, spent = row["couts"]["prevu"], row["couts"]["realise"]
        over = planned is not None and spent is not None and spent > planned and not row["_"]["sans_prevu"]
        kinds = [("bloquee", row["etat"] == "bloquee"), ("en-pause", row["etat"] == "en-pause"), ("retard", len(slow)), ("depense", over),
                 ("non-atteint", row["resultat"] == "non-atteint"),
                 ("tendance", sum(i["tendance"] == "defavorable" for i in row["indicateurs"]))]
        for kind, count in kinds:
            if count:
                yield row["id"], kind, int(count)


def ahead(plan, rows, now, au, interne):
    """The étapes of the next exercice, postponed ones included, of own fiches that are not closed."""
    _, first, last = now["after"]
    found = []
    for rank, row in enumerate(rows):
        inside = row["_"]
        if not row["propre"] or inside["closed"]:
            continue
        for name, etape, text in occurrences(inside["fiche"]):
            quand, how = settled(plan, inside["fiche"], name, text, now["upto"])
            away = put_off(plan, inside["fiche"], name, text, now["upto"])
            year = span(quand)[1].year
            if not how and (first <= year <= last or away == "away" or (away == "to" and year > last)):
                entry = {"id": row["id"], "etape": name, "quand": None if away == "away" else quand, "quoi": said(etape.get("quoi"))}
                found.append((away == "away", rank, span(quand)[1], entry))
    # What has no date any more follows, fiche after fiche.
    return [entry for *_, entry in sorted(found, key=lambda one: (one[0], one[1] if one[0] else 0, one[2]))]


def comparison(plan, rows, now, au, interne):
    """Then and now; None for the first exercice of the plan. No fiche is compared where no bilan is « saisi » for the one before."""
    key, first, last = now["exercice"]
    before = now["before"][0]
    expected = [row for row in rows if row["attendue"]]
    reported = any(entered(bilans(row["_"]["fiche"], au.year).get(before, {})) for row in rows if row["propre"])
    span_of_plan = years(plan.strategie.get("periode"))
    if not reported and span_of_plan and now["before"][2] < span_of_plan[0]:
        return None
    fiches = []
    for row in expected if reported else []:
        fiche = row["_"]["fiche"]
        then = bilans(fiche, now["avant"]).get(before, {})
        day = min(Day(before, 12, 31), au)
        fiches.append({"id": row["id"], "etat_avant": state(fiche, day, now["avant"], interne), "etat": row["etat"],
                       "resultat_avant": word(then.get("resultat")), "resultat": row["resultat"],
                       "suite_avant": word(then.get("suite")), "suite": row["suite"]})
    starts = {row["id"]: years(row["_"]["fiche"].get("periode")) for row in rows if row["propre"]}
    return {"annee": before, "fiches": fiches,
            "nouvelles": [name for name, own in starts.items() if own and first <= own[0] <= last],
            "closes": [row["id"] for row in rows if row["propre"] and row["_"]["closed"] and first <= row["_"]["closed"] <= last]}


def bilan(plan, year, au, interne=False):
    """The whole bilan, with the keys of the JSON; "_" holds what only the human formats need."""
    now = moment(plan, year, au)
    key, first, last = now["exercice"]
    kept = [f for f in plan.fiches if interne or word(f.get("diffusion")) != "interne"]
    rows = [fiche_row(plan, fiche, now, au, interne) for fiche in kept]
    own = [row for row in rows if row["propre"]]
    expected = [row for row in own if row["attendue"]]
    costs = [line for row in expected for line in lines(row["_"]["fiche"], now)]
    hidden = 0 if interne else sum(word(e.get("diffusion")) == "interne" and e["date"] <= au for f in kept for e in f.get("suivi", []))
    synthese = {
        "fiches": len(rows), "propres": len(own), "associees": [row["id"] for row in rows if not row["propre"]],
        "attendus": [row["id"] for row in expected], "saisis": [row["id"] for row in expected if row["saisie"]],
        "sans_bilan": [row["id"] for row in expected if not row["saisie"]],
        "non_concernees": [{"id": row["id"], "motif": row["_"]["motif"]} for row in own if not row["attendue"]],
        "internes": len(plan.fiches) - len(kept), "suivis_internes": hidden,
        "etats": tally(ETATS, [row["etat"] for row in expected]),
        "resultats": tally(RESULTATS, [row["resultat"] for row in expected]),
        "suites": tally(SUITES, [row["suite"] for row in expected]),
        "etapes": steps(expected), "etapes_bilan": steps(expected, True),
        "couts": {"prevu": total(costs, "prevu"), "realise": total(costs, "realise"), "sans_prevu": missing(costs, "prevu"),
                  "sans_realise": missing(costs, "realise"),
                  "non_chiffrees": [row["id"] for row in expected if row["_"]["non_chiffree"]]},
    }
    return {
        "annee": key, "periode": str(first) if first == last else f"{first}/{last}", "arrete_au": str(au), "filtres": [],
        "synthese": synthese, "par_enjeu": list(by_enjeu(plan, rows)), "fiches": rows,
        "comparaison": comparison(plan, rows, now, au, interne), "perspectives": ahead(plan, rows, now, au, interne),
        "_": {"now": now, "par_financeur": grouped(costs, "financeur"), "par_type": grouped(costs, "type"),
              "vigilance": sorted(watched(expected)), "attendus": expected},
    }
