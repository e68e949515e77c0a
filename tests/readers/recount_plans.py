"""Plans made up by chance, from a seed: what nobody would think of writing, and that the format allows.

`write(folder, seed)` writes a plan and returns the years to ask for. Titles and names hold no digit, so that every number on
a page is one that was counted."""

import datetime
import pathlib
import random

from recount_model import span

ETATS = ["a-venir", "en-cours", "realisee", "en-pause", "bloquee", "abandonnee", "Réalisée", "en cours"]
RESULTATS = ["atteint", "partiel", "non-atteint", "non mesuré"]
SUITES = ["poursuivre", "adapter", "suspendre", "arrêter", "clore"]
GENRES = ["jalon", "action", "evenement", "reunion", "bilan"]
VERBS = ["Ouvrir", "Étendre", "Signer", "Réunir", "Former", "Évaluer", "Afficher", "Rencontrer"]
THINGS = ["la permanence", "le « local » & l'accueil", "la charte", "les écoles", "le réseau*", "un comité_de suivi", "l'œuvre"]
ACTORS = {"mairie": "Mairie", "ccas": "Centre communal", "police": "Police municipale", "asso": "Association <Exemple>"}


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def title(draw):
    return f"{draw.choice(VERBS)} {draw.choice(THINGS)}"


def tree(draw):
    """Codes of a tree of zero to four levels, with gaps, in no order among siblings."""
    depth, codes = draw.randint(0, 4), []

    def grow(parent, level):
        ranks = draw.sample(range(1, 8), draw.randint(1, 3 if level < 2 else 2))
        for rank in ranks:
            code = f"{parent}.{'abcdefg'[rank - 1] if level == 2 else rank}" if parent else str(rank)
            codes.append(code)
            if level + 1 < depth and draw.random() < 0.7:
                grow(code, level + 1)

    if depth:
        grow("", 0)
    return depth, codes


def moment(draw, year):
    """One value of `quand` near a year."""
    month = draw.randint(1, 12)
    day = f"{year}-{month:02}-{draw.randint(1, 28):02}"
    return draw.choice([f"{year}", f"{year}-{month:02}", day, f"{year}/{year + 1}",
                        f"{year}-{month:02}/{year + draw.randint(1, 2)}-{draw.randint(1, 12):02}", f"{year}-12-31"])


def last_year(quand):
    return int(quand.split("/")[-1][:4])


def amount(draw):
    return draw.choice(["0", "0.01", "4500", "1234.56", "999.9", "12000.05", "-150.25", "1000000", "33.33", "0.1", "0.2"])


def value(draw):
    return draw.choice([str(draw.randint(0, 40)), f"{draw.randint(0, 200)}.5", "12.25", "0", "-3", "1500"])


def calendar(draw, year, keys):
    """Étapes, as { name: (texts of quand, lines) }."""
    found = {}
    for rank in range(draw.choice([0, 0, 1, 2, 3, 4])):
        name = "etape-" + "abcdef"[rank]
        texts = [moment(draw, year + draw.randint(-1, 3)) for _ in range(draw.choice([1, 1, 1, 2, 4]))]
        texts = list({span(text): text for text in texts}.values())
        spelled = ", ".join(text if text.isdigit() and draw.random() < 0.5 else quoted(text) for text in texts)
        lines = [f"quand = {spelled if len(texts) == 1 else '[' + spelled + ']'}"]
        if draw.random() < 0.8:
            lines.append(f"quoi = {quoted(title(draw))}")
        if draw.random() < 0.6:
            lines.append(f"genre = {quoted(draw.choice(GENRES))}")
        found[name] = texts, lines
    return found


def report(draw, key, first, last, steps):
    """The lines of a `[bilan.N]`."""
    lines = [f"[bilan.{key}]"]
    for name, words in (("etat", ETATS), ("resultat", RESULTATS), ("suite", SUITES)):
        if draw.random() < 0.5:
            lines.append(f"{name} = {quoted(draw.choice(words))}")
    for name in ("realisations", "difficultes", "perspectives"):
        if draw.random() < 0.35:
            lines.append(f"{name} = {quoted(draw.choice(['Fait.', 'Deux réunions, sans suite.', '   ', 'Voir le compte rendu.']))}")
    for name, (texts, _) in steps.items():
        for text in texts:
            if draw.random() < 0.45:
                continue
            said = draw.choice(["tenue", "annulee", "reportee", "reportée", "moved", "moved", "tenue"])
            said = quoted(said) if said != "moved" else f'{{ etat = "reportee", quand = "{moment(draw, last + draw.randint(0, 2))}" }}'
            printed = [other for other in texts if first <= last_year(other) <= last]
            short = (texts if len(texts) == 1 else printed) == [text] and draw.random() < 0.6
            if short and len(texts) > 1:
                lines.append(f"etapes.{name} = {said}")
                break
            lines.append(f"etapes.{name} = {said}" if short else f"etapes.{name}.{quoted(text)} = {said}")
    # An étape has one spelling: either the short form, or each date by its name.
    shorts = {line.split(" = ")[0] for line in lines if line.startswith("etapes.") and line.split(" = ")[0].count(".") == 1}
    return [line for line in lines if not any(line.startswith(short + ".") for short in shorts)]


def fiche(draw, year, exercices, codes, communes):
    """The text of a fiche."""
    lines = []
    if draw.random() < 0.75:
        lines.append(f"numero = {quoted(draw.choice(['1', '2', '10', '3', '4']))}")
    lines.append(f"titre = {quoted(title(draw))}")
    if draw.random() < 0.08:
        return lines
    if draw.random() < 0.3:
        lines.append(f"commune = {quoted(draw.choice(communes))}")
    if draw.random() < 0.4:
        first = year + draw.randint(-1, 2)
        lines.append(f'periode = "{first}{draw.choice(["", "/", f"/{first + 1}", f"/{first + 3}"])}"')
    if draw.random() < 0.85 and codes:
        lines.append(f"objectif = {quoted(draw.choice(codes))}")
    elif draw.random() < 0.15:
        lines.append('objectif = "9.z"')
    if draw.random() < 0.15:
        lines.append('diffusion = "interne"')
    for key in ("pilotes", "partenaires"):
        if draw.random() < 0.6:
            names = draw.sample([*ACTORS.values(), "Actrice inconnue"], draw.randint(1, 2))
            lines.append(f"{key} = [{', '.join(map(quoted, names))}]")
    steps = calendar(draw, year, exercices)
    if draw.random() < 0.7:
        nature = draw.choice([None, None, "variable", "non défini", "nul"])
        lines += ["[couts]"] + ([f"nature = {quoted(nature)}"] if nature else [])
        if nature != "nul":
            lines += ["lignes = ["]
            for _ in range(draw.randint(0, 4)):
                parts = [f"annee = {year + draw.randint(0, 3)}"] if draw.random() < 0.93 else []
                parts += [f"type = {quoted(draw.choice(['fonctionnement', 'investissement']))}"] if draw.random() < 0.8 else []
                parts += [f"financeur = {quoted(draw.choice(['État', 'FIPD', 'Région']))}"] if draw.random() < 0.8 else []
                parts += [f"{key} = {amount(draw)}" for key in ("prevu", "realise") if draw.random() < 0.75]
                lines.append("  { " + ", ".join([f"objet = {quoted('Poste')}", *parts]) + " },")
            lines.append("]")
    for name, (_, described) in steps.items():
        lines += [f"[calendrier.{name}]", *described]
    for rank in range(draw.choice([0, 0, 1, 2])):
        lines += [f"[indicateurs.mesure-{'ab'[rank]}]", f"nom = {quoted(draw.choice(['Accueils', 'Jeunes formés', 'Plaintes']))}"]
        lines += [f"unite = {quoted(draw.choice(['mesures', '%']))}"] if draw.random() < 0.6 else []
        lines += [f"sens = {quoted(draw.choice(['hausse', 'baisse', 'stable']))}"] if draw.random() < 0.75 else []
        for near in range(year - 2, year + 4):
            if draw.random() < 0.55:
                rough = draw.random() < 0.25
                lines.append(f"valeurs.{near} = " + (f"{{ valeur = {value(draw)}, environ = true }}" if rough else value(draw)))
        lines += [f"cibles.{near} = {value(draw)}" for near in range(year - 1, year + 5) if draw.random() < 0.25]
    for _ in range(draw.choice([0, 0, 1, 2, 4])):
        day = datetime.date(year + draw.randint(-1, 3), draw.choice([1, 6, 12]), draw.choice([1, 15, 30]))
        lines += ["[[suivi]]", f"date = {day}"]
        lines += [f"etat = {quoted(draw.choice(ETATS))}"] if draw.random() < 0.75 else []
        lines += ['diffusion = "interne"'] if draw.random() < 0.2 else []
        lines += ['note = "Vu."']
    for key, first, last in exercices:
        if draw.random() < 0.5:
            lines += report(draw, key, first, last, steps)
    return lines


def write(folder, seed):
    """Writes a plan in a folder, and returns the years of its bilans."""
    draw, folder = random.Random(seed), pathlib.Path(folder)
    year = draw.choice([2003, 2014, 2019])
    depth, codes = tree(draw)
    levels = ["Axe", "Orientation", "Priorité", "Action"][:depth]
    communes = ["Bourg", "BOURG", "Grand-Bourg"]
    lines = ["format = 1", 'titre = "Stratégie au hasard"', 'territoire = "Bourg"', 'communes = ["Bourg", "Grand-Bourg"]']
    period = draw.choice([None, f"{year}/", f"{year}/{year + 2}", f"{year}/{year + 1}", f"{year}"])
    lines += [f'periode = "{period}"'] if period else []
    if period and not period.endswith("/") and draw.random() < 0.4:
        lines.append(f'prorogation = {{ fin = "{int(period[-4:]) + 1}-06", motif = "Avenant" }}')
    lines.append(f"niveaux = [{', '.join(map(quoted, levels))}]")
    lines += [f"sans_numero = [{quoted(levels[-1])}]"] if depth > 1 and draw.random() < 0.5 else []
    if codes:
        lines += ["[arborescence]"] + [f"{quoted(code)} = {quoted(title(draw))}" for code in codes]
    exercices = [(near, near, near) for near in range(year, year + 4)]
    pages = {}
    if draw.random() < 0.35:
        exercices = [(year, year, year), (year + 2, year + 1, year + 2), (year + 3, year + 3, year + 3)]
        pages[year + 2] = f'periode = "{year + 1}/{year + 2}"\n'
    (folder / "fiches" / "dossier").mkdir(parents=True)
    (folder / "bilans").mkdir()
    for key, text in pages.items():
        (folder / "bilans" / f"{key}.toml").write_text(text, encoding="utf-8")
    (folder / "strategie.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    acteurs = "".join(f"[{key}]\nnom = {quoted(name)}\n" for key, name in ACTORS.items())
    (folder / "acteurs.toml").write_text(acteurs, encoding="utf-8")
    for rank in range(draw.choice([0, 1, 3, 6, 9, 14])):
        name = draw.choice(["", "dossier/"]) + "fiche-" + "abcdefghijklmnop"[rank] + ".toml"
        text = "\n".join(fiche(draw, year, exercices, codes, communes)) + "\n"
        (folder / "fiches" / name).write_text(text, encoding="utf-8")
    return [key for key, _, _ in exercices]
