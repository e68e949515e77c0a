//! A page of the manual, read from the command line's own tree; what the tree does not know is said here.

use clap::{Arg, Command};

use crate::render::man::{Body, Item, Page, Section};
use crate::text::limits;

/// What the program is about, after what its help says.
const ABOUT: [&str; 2] = [
    "Le plan est un dossier de fichiers TOML tenu dans git : une fiche-action par fichier. Sans --plan, c'est le dossier plan le plus proche, dans le dossier courant ou plus haut, ou ce dossier lui-même.",
    "Majuscules, accents, apostrophes et traits d'union ne comptent pas dans ce que l'on cherche. Ce que le plan ne dit pas est montré « non renseigné », et n'est jamais compté comme zéro.",
];

/// The files of a plan.
const FILES: [(&str, &str); 4] = [
    (
        "plan/strategie.toml",
        "La stratégie : titre, territoire, période, arborescence, règles.",
    ),
    (
        "plan/acteurs.toml",
        "Qui peut être pilote ou partenaire, avec sigles et autres écritures.",
    ),
    (
        "plan/fiches/**/<id>.toml",
        "Une fiche ; le nom du fichier est son identifiant.",
    ),
    (
        "plan/bilans/<année>.toml",
        "Facultatif : la page du conseil pour le bilan d'une année.",
    ),
];

/// The variables that clap does not read.
const VARIABLES: [(&str, &str); 3] = [
    ("NO_COLOR", "Pas de couleurs, quand --color ne dit rien."),
    (
        "CLICOLOR_FORCE",
        "Des couleurs, même ailleurs qu'à l'écran.",
    ),
    ("COLUMNS", "La largeur de l'écran, en caractères."),
];

/// The exit codes.
const CODES: [(&str, &str); 3] = [
    ("0", "C'est fait, même si la liste est vide."),
    (
        "1",
        "Le plan contient une erreur (ou, avec check --strict, un avertissement).",
    ),
    (
        "2",
        "La commande n'a pas pu aboutir : option inconnue, plan introuvable, fichier illisible, disque plein.",
    ),
];

/// Returns the page of a command, or of the program itself.
pub(super) fn page(root: &Command, name: Option<&str>) -> Page {
    let command = name
        .and_then(|name| root.find_subcommand(name))
        .unwrap_or(root);
    let is_root = command.get_name() == root.get_name();
    let about = command
        .get_about()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut sections = arguments(command);
    if is_root {
        let commands = command
            .get_subcommands()
            .filter(|below| !below.is_hide_set());
        let commands = commands.map(|below| Item {
            term: below.get_name().to_owned(),
            value: String::new(),
            meaning: sentence(
                &below
                    .get_about()
                    .map(ToString::to_string)
                    .unwrap_or_default(),
            ),
        });
        sections.insert(0, section("Commandes", Body::Items(commands.collect())));
        sections.push(section("Environnement", Body::Items(variables(root))));
        sections.push(section("Fichiers", items(&FILES)));
        let limits = limits::all();
        let limits = limits
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        sections.push(section("Limites", items(&limits)));
    }
    sections.push(section("Codes de sortie", items(&CODES)));
    sections.extend(examples(command));
    let own = page_name(root, command);
    let others = names(root)
        .into_iter()
        .map(|name| format!("{}-{name}", root.get_name()));
    let others = std::iter::once(root.get_name().to_owned()).chain(others);
    let mut description = vec![sentence(
        command
            .get_long_about()
            .map(ToString::to_string)
            .as_ref()
            .unwrap_or(&about),
    )];
    if is_root {
        description.extend(ABOUT.map(str::to_owned));
    }
    description.extend(remarks(command));
    Page {
        version: root.get_version().unwrap_or_default().to_owned(),
        usage: usage(command),
        description,
        sections,
        others: others.filter(|other| *other != own).collect(),
        name: own,
        about,
    }
}

/// Returns the name of a command's page.
fn page_name(root: &Command, command: &Command) -> String {
    match (root.get_name(), command.get_name()) {
        (root, name) if root == name => root.to_owned(),
        (root, name) => format!("{root}-{name}"),
    }
}

/// Returns how a command is called: its words, then the rest.
fn usage(command: &Command) -> (String, String) {
    let usage = command.clone().render_usage().to_string();
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let at = usage.find(['[', '<']).unwrap_or(usage.len());
    let (words, rest) = usage.split_at(at);
    (words.trim().to_owned(), rest.trim().to_owned())
}

/// Returns the sections of a command's arguments, by the headings of its help: what is its own first.
fn arguments(command: &Command) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let visible = command.get_arguments().filter(|arg| !arg.is_hide_set());
    let mut visible: Vec<&Arg> = visible.collect();
    visible.sort_by_key(|arg| arg.get_display_order());
    for arg in visible {
        let heading = arg.get_help_heading().unwrap_or("Options");
        let (title, note) = heading.split_once('(').unwrap_or((heading, ""));
        let title = title.trim().to_owned();
        let rank = sections.iter().position(|section| section.title == title);
        let rank = rank.unwrap_or_else(|| {
            let note = note.trim().trim_end_matches(')');
            sections.push(Section {
                title,
                note: if note.is_empty() {
                    String::new()
                } else {
                    sentence(note)
                },
                body: Body::Items(Vec::new()),
            });
            sections.len() - 1
        });
        if let Body::Items(items) = &mut sections[rank].body {
            items.push(argument(arg));
        }
    }
    // In the order of the help.
    sections.sort_by_key(|section| match section.title.as_str() {
        "Arguments" => 0,
        "Options générales" => 2,
        _ => 1,
    });
    sections
}

/// Returns an argument as a term.
fn argument(arg: &Arg) -> Item {
    let short = arg.get_short().map(|short| format!("-{short}"));
    let long = arg.get_long().map(|long| format!("--{long}"));
    let names: Vec<String> = short.into_iter().chain(long).collect();
    let takes = arg.get_action().takes_values();
    let values = arg.get_value_names().filter(|_| takes).unwrap_or_default();
    let values: Vec<&str> = values.iter().map(|value| value.as_str()).collect();
    let (term, value) = match (arg.is_require_equals_set(), values.join(" ")) {
        // One that may be left out is part of the option's own word.
        (true, value) => (format!("{}[=<{value}>]", names.join(", ")), String::new()),
        (false, value) => (names.join(", "), value),
    };
    Item {
        term,
        value,
        meaning: sentence(&arg.get_help().map(ToString::to_string).unwrap_or_default()),
    }
}

/// Returns the variables: those that stand for an option, then the others.
fn variables(root: &Command) -> Vec<Item> {
    let own = root.get_arguments().filter_map(|arg| {
        let name = arg.get_env()?.to_string_lossy().into_owned();
        Some(Item {
            term: name,
            value: String::new(),
            meaning: format!("Comme --{}, qui l'emporte.", arg.get_long()?),
        })
    });
    own.chain(VARIABLES.iter().map(item)).collect()
}

/// What stands before the examples that end the help of a command.
const EXAMPLES: &str = "Exemples :\n";

/// Returns the examples that end the help of a command.
fn examples(command: &Command) -> Option<Section> {
    let after = command.get_after_help()?.to_string();
    let (_, lines) = after.split_once(EXAMPLES)?;
    let lines = lines.lines().map(|line| line.trim().to_owned());
    Some(section("Exemples", Body::Lines(lines.collect())))
}

/// Returns what the help of a command says after its options, before the examples.
fn remarks(command: &Command) -> Vec<String> {
    let after = command.get_after_help().map(ToString::to_string);
    let after = after.unwrap_or_default();
    let before = after.split(EXAMPLES).next().unwrap_or_default();
    let paragraphs = before.split("\n\n").map(str::trim);
    paragraphs
        .filter(|paragraph| !paragraph.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Returns a section without a note.
fn section(title: &str, body: Body) -> Section {
    Section {
        title: title.to_owned(),
        note: String::new(),
        body,
    }
}

/// Returns terms that take no value.
fn items(terms: &[(&str, &str)]) -> Body {
    Body::Items(terms.iter().map(item).collect())
}

/// Returns a term that takes no value.
fn item((term, meaning): &(&str, &str)) -> Item {
    Item {
        term: (*term).to_owned(),
        value: String::new(),
        meaning: (*meaning).to_owned(),
    }
}

/// Writes a text of the help as a sentence.
fn sentence(text: &str) -> String {
    let mut characters = text.trim().chars();
    let first: String = characters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .collect();
    let rest = characters.as_str();
    let stop = if rest.ends_with(['.', '…', '?']) {
        ""
    } else {
        "."
    };
    format!("{first}{rest}{stop}")
}

/// Returns the names of the commands that people see.
pub(super) fn names(command: &clap::Command) -> Vec<String> {
    let visible = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    visible.map(|below| below.get_name().to_owned()).collect()
}
