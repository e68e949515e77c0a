//! What some files of a plan say: a part of it, read on its own and joined to the next.

use std::collections::BTreeSet;
use std::ops::Range;

use super::decode::decoded;
use super::error::Unread;
use super::faults::{
    DOSSIER_TROP_PROFOND, ENCODAGE, FICHIER_EGARE, FICHIER_EN_CONFLIT, FICHIER_SPECIAL,
    FICHIER_TROP_GROS, IDENTIFIANT_INVALIDE, SYNTAXE,
};
use super::files::{Content, Entry, EntryKind, PlanFiles};
use super::found::Faults;
use super::keys::{FICHE, Kind, PAGE, STRATEGIE};
use super::reader::TableReader;
use super::role::{Role, role_of};
use super::tree::{self, Parsed, Table};
use super::{acteurs, cured, fiche, messages, more, page, strategie, syntax, toml_1_1};
use crate::model::acteur::Annuaire;
use crate::model::arborescence::Arborescence;
use crate::model::bilan::PageBilan;
use crate::model::fiche::Fiche;
use crate::model::ids::FicheId;
use crate::model::strategie::Strategie;
use crate::text::diagnostic::{Card, Diagnostic};
use crate::text::limits::MOST_FAULTS_KEPT;
use crate::text::source::{At, FileId, Sources};
use crate::text::texte::Texte;

/// How many texts are kept as one: enough for the system to be asked for memory seldom.
const TOGETHER: usize = 256;

/// Why what is no plain file is refused.
const SPECIAL: (&Card, &str) = (
    &FICHIER_SPECIAL,
    "lien ou fichier spécial, ni suivi ni ouvert",
);

/// What some files of a plan say.
pub(super) struct Part {
    /// Their texts.
    pub(super) sources: Sources,
    /// The strategy and its tree.
    pub(super) strategie: Option<(Strategie, Arborescence)>,
    /// Whether there is a `strategie.toml`, readable or not.
    pub(super) has_strategie: bool,
    /// Whether there is an `acteurs.toml`, readable or not.
    pub(super) has_acteurs: bool,
    /// The actors.
    pub(super) annuaire: Option<Annuaire>,
    /// The fiches.
    pub(super) fiches: Vec<Fiche>,
    /// The council's pages.
    pub(super) pages: Vec<PageBilan>,
    /// The files whose name is the identifier of a fiche.
    pub(super) named: Vec<FileId>,
    /// The faults.
    pub(super) faults: Vec<Diagnostic>,
    /// The files of which a part could not be understood.
    pub(super) broken: BTreeSet<FileId>,
    /// The files that could not be read.
    pub(super) unread: Vec<Unread>,
    /// How many fiches were read, and how many other files.
    pub(super) counts: (usize, usize),
}

impl Part {
    /// Reads entries of a plan, none of which is foreign to it; the first has a given rank among them all.
    pub(super) fn read(files: &dyn PlanFiles, entries: &[Entry], first: usize) -> Self {
        let mut part = Self {
            sources: Sources::starting_at(first),
            strategie: None,
            has_strategie: false,
            has_acteurs: false,
            annuaire: None,
            fiches: Vec::with_capacity(entries.len()),
            pages: Vec::new(),
            named: Vec::with_capacity(entries.len()),
            faults: Vec::new(),
            broken: BTreeSet::new(),
            unread: Vec::new(),
            counts: (0, 0),
        };
        for entries in entries.chunks(TOGETHER) {
            part.read_entries(files, entries);
        }
        part
    }

    /// Joins what the next files say.
    pub(super) fn join(&mut self, mut next: Self) {
        self.sources.join(next.sources);
        self.strategie = self.strategie.take().or(next.strategie);
        self.has_strategie |= next.has_strategie;
        self.has_acteurs |= next.has_acteurs;
        self.annuaire = self.annuaire.take().or(next.annuaire);
        self.fiches.append(&mut next.fiches);
        self.pages.append(&mut next.pages);
        self.named.append(&mut next.named);
        self.faults.append(&mut next.faults);
        self.broken.append(&mut next.broken);
        self.unread.append(&mut next.unread);
        self.counts.0 += next.counts.0;
        self.counts.1 += next.counts.1;
    }

    /// Reads entries whose texts are then kept together.
    fn read_entries(&mut self, files: &dyn PlanFiles, entries: &[Entry]) {
        let printed = entries.iter().map(|entry| files.printed(&entry.path));
        let paths = Texte::joined(&printed.collect::<Vec<_>>());
        let mut whole = String::new();
        let read = |(entry, path)| self.add_text(files, (entry, path), &mut whole);
        let read: Vec<_> = entries.iter().zip(&paths).filter_map(read).collect();
        whole.shrink_to_fit();
        let whole = Texte::from(whole);
        for (file, role, span) in read {
            let text = whole.part(&whole[span]);
            self.understand(file, &text, role);
            self.sources.keep(file, text);
        }
    }

    /// Adds the text of an entry, whose path is printed so, to others; returns what it is of the plan, and where its text
    /// stands among them. Reports an entry that has none.
    fn add_text<'a>(
        &mut self,
        files: &dyn PlanFiles,
        (entry, path): (&Entry, &'a Texte),
        whole: &mut String,
    ) -> Option<(FileId, Role<'a>, Range<usize>)> {
        let role = role_of(&path[path.len() - entry.path.len()..]);
        self.has_strategie |= matches!(role, Role::Strategie);
        self.has_acteurs |= matches!(role, Role::Acteurs);
        let file = self.sources.add(path.clone());
        let (card, message) = match entry.kind {
            EntryKind::Special => SPECIAL,
            EntryKind::Unnamable => (
                &IDENTIFIANT_INVALIDE,
                "nom de fichier ou de dossier qui n'est pas écrit en UTF-8",
            ),
            EntryKind::Conflict => (
                &FICHIER_EN_CONFLIT,
                "git garde plusieurs versions de ce fichier, faute d'un choix",
            ),
            EntryKind::File if matches!(role, Role::Stray) => (
                &FICHIER_EGARE,
                "fichier .toml à une place que le format ne prévoit pas",
            ),
            EntryKind::DeepFolder => (
                &DOSSIER_TROP_PROFOND,
                "dossier à plus de 16 niveaux sous le plan, qui n'est pas lu",
            ),
            EntryKind::File | EntryKind::ClosedFolder => match files.read(entry) {
                Ok(Content::Bytes(bytes)) => {
                    self.count(&role);
                    let start = whole.len();
                    whole.push_str(&self.decoded(file, bytes)?);
                    return Some((file, role, start..whole.len()));
                }
                Ok(Content::TooLarge) => (
                    &FICHIER_TROP_GROS,
                    "fichier de plus de 1 Mio, qui n'est pas lu",
                ),
                Ok(Content::Special) => SPECIAL,
                Err(unread) => {
                    self.sources.set_aside(file);
                    self.unread.push(unread);
                    return None;
                }
            },
        };
        self.fault(card, At::top(file), message.to_owned());
        None
    }

    /// Decodes the bytes of a file; reports one that is no text.
    fn decoded(&mut self, file: FileId, bytes: Vec<u8>) -> Option<String> {
        let undecoded = match decoded(bytes) {
            Ok(text) => return Some(text),
            Err(undecoded) => undecoded,
        };
        let at = At::new(file, undecoded.offset..undecoded.offset);
        self.fault(&ENCODAGE, at, undecoded.message);
        self.sources
            .keep_undecoded(file, undecoded.shown, undecoded.sum);
        None
    }

    /// Counts a file among those that were read.
    fn count(&mut self, role: &Role<'_>) {
        match role {
            Role::Fiche(_) => self.counts.0 += 1,
            _ => self.counts.1 += 1,
        }
    }

    /// Understands the text of a file.
    fn understand(&mut self, file: FileId, text: &Texte, role: Role<'_>) {
        if matches!(role, Role::Fiche(_)) {
            self.named.push(file);
        }
        let mut faults = Faults::new(file, text);
        let cleared = syntax::without_conflicts(&faults);
        faults.incomplete = cleared.is_some();
        let text = cleared.as_deref().unwrap_or(text.as_str());
        syntax::report_mark(&faults);
        let Parsed {
            table,
            errors,
            is_usual,
        } = tree::parse(text);
        if errors.is_empty() {
            if !is_usual {
                toml_1_1::report(&faults, text, &table);
            }
            self.understand_table(&faults, &table, role);
        } else {
            let kind = role.holds().unwrap_or(Kind::Table(&FICHE));
            let readable = syntax::report(&faults, text.to_owned(), kind, errors);
            let readable = readable.unwrap_or_default();
            faults.incomplete = true;
            let table = tree::parse(&readable).table;
            toml_1_1::report(&faults, &readable, &table);
            self.understand_table(&faults, &table, role);
            if faults.is_empty() {
                // Whatever happened, a file that is no TOML never passes for a sound one.
                let (message, help) = messages::french("");
                faults.report(&SYNTAXE, 0..0, message.to_owned(), help.to_owned());
            }
        }
        if faults.incomplete {
            self.broken.insert(file);
        }
        let mut found = faults.into_found();
        found.sort_by_key(|diagnostic| diagnostic.at.start());
        if let Some(first) = found.get(MOST_FAULTS_KEPT).map(|fault| fault.at) {
            found.truncate(MOST_FAULTS_KEPT);
            found.push(more(first, "… et d'autres fautes encore dans ce fichier"));
        }
        self.faults.extend(found);
    }

    /// Understands the table of a file.
    fn understand_table(&mut self, faults: &Faults<'_>, table: &Table<'_>, role: Role<'_>) {
        match role {
            Role::Strategie => {
                let read = strategie::read(&TableReader::root(faults, table, &STRATEGIE));
                self.strategie = read.filter(|_| faults.is_empty());
            }
            Role::Acteurs => {
                let acteurs = acteurs::read(faults, table);
                self.annuaire = faults.is_empty().then(|| Annuaire::new(acteurs));
            }
            Role::Fiche(name) => {
                let reader = TableReader::root(faults, table, &FICHE);
                let id = FicheId::of(self.sources.part_of_path(faults.file, name));
                if let Err(expected) = id {
                    self.faults.push(unfit(name, expected, faults.file));
                }
                // A fiche whose file has no fit name is read all the same, for its faults.
                let id = id.or_else(|_| FicheId::parse("sans-nom")).ok();
                self.fiches.extend(id.map(|id| fiche::read(id, &reader)));
            }
            Role::Page(annee) => self
                .pages
                .push(page::read(annee, &TableReader::root(faults, table, &PAGE))),
            Role::Stray | Role::Foreign => {}
        }
    }

    /// Adds a fault whose help is its card's cure.
    fn fault(&mut self, card: &'static Card, at: At, message: String) {
        self.faults.push(cured(card, at, message));
    }
}

/// Returns the fault of a name that cannot be the identifier of a fiche.
fn unfit(name: &str, expected: &str, file: FileId) -> Diagnostic {
    let message = format!("le nom de fichier « {name} » ne peut pas servir d'identifiant");
    let mut diagnostic = Diagnostic::new(&IDENTIFIANT_INVALIDE, At::top(file), message);
    diagnostic.help(format!("renommer le fichier avec {expected}"));
    diagnostic
}
