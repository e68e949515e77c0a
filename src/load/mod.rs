//! Reads a plan: every file, every field, every fault, in one pass. [`load`] is the way in.

mod acteurs;
pub(crate) mod cure;
mod date_words;
pub(crate) mod error;
pub(crate) mod faults;
mod fiche;
pub(crate) mod files;
pub(crate) mod folder;
mod found;
pub(crate) mod keys;
#[cfg(any(fuzzing, test))]
pub(crate) mod memory;
mod messages;
pub(crate) mod overlay;
mod page;
mod reader;
mod scope;
mod shared;
mod strategie;
mod synonyms;
mod syntax;
mod toml_1_1;
mod values;
mod wrong_type;

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use toml::de::DeTable;
use unicode_normalization::UnicodeNormalization;

use self::error::{LoadError, Unread};
use self::faults::{
    ENCODAGE, FICHIER_EGARE, FICHIER_EN_CONFLIT, FICHIER_SPECIAL, FICHIER_TROP_GROS,
    IDENTIFIANT_DOUBLE, IDENTIFIANT_INVALIDE, SYNTAXE, TROP_DE_FAUTES,
};
use self::files::{Content, Entry, EntryKind, PlanFiles};
use self::found::Faults;
use self::keys::{ACTEUR, FICHE, Kind, PAGE, STRATEGIE};
use self::reader::TableReader;
use crate::model::acteur::Annuaire;
use crate::model::arborescence::Arborescence;
use crate::model::bilan::PageBilan;
use crate::model::fiche::Fiche;
use crate::model::ids::FicheId;
use crate::model::plan::Plan;
use crate::model::strategie::Strategie;
use crate::text::diagnostic::{Card, Diagnostic, by_file};
use crate::text::source::{At, FileId, Sources};

/// The most faults that are shown of one file: the first ones often explain the others.
const MOST_SHOWN: usize = 50;

/// The most faults that are kept of one file, to be compared with those of an earlier plan: they take no more room than the
/// largest file.
const MOST_KEPT: usize = 5000;

/// What reading a plan gives.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// What stands before the paths of the plan when they are printed.
    pub(crate) prefix: String,
    /// The texts of the files.
    pub(crate) sources: Sources,
    /// The plan; nothing when its strategy cannot be read. Where there are faults it is what could be understood.
    pub(crate) plan: Option<Plan>,
    /// The reading faults.
    pub(crate) faults: Vec<Diagnostic>,
    /// The files of which a part could not be understood, nobody knows how much.
    pub(crate) broken: BTreeSet<FileId>,
    /// The files that could not be opened or read.
    pub(crate) unread: Vec<Unread>,
    /// How many fiches were read, well or badly.
    pub(crate) fiches: usize,
    /// How many other files of the plan were read, well or badly.
    pub(crate) others: usize,
}

impl Loaded {
    /// Returns the path below the plan of a file that was read.
    pub(crate) fn path(&self, file: FileId) -> &str {
        let printed = self.sources.path(file);
        printed.strip_prefix(&self.prefix).unwrap_or(printed)
    }
}

/// What a file of the plan is, by its path.
enum Role {
    /// `strategie.toml`.
    Strategie,
    /// `acteurs.toml`.
    Acteurs,
    /// A fiche, by the name of its file.
    Fiche(String),
    /// The council's page of a year.
    Page(i32),
    /// A `.toml` file that the format does not place there.
    Stray,
    /// Nothing of the plan: a note, a picture.
    Foreign,
}

impl Role {
    /// Returns what a file of this role holds; nothing when it is none of the plan's.
    fn holds(&self) -> Option<Kind> {
        match self {
            Self::Strategie => Some(Kind::Table(&STRATEGIE)),
            Self::Acteurs => Some(Kind::Named(&ACTEUR)),
            Self::Page(_) => Some(Kind::Table(&PAGE)),
            Self::Fiche(_) => Some(Kind::Table(&FICHE)),
            Self::Stray | Self::Foreign => None,
        }
    }
}

/// Returns what a file of the plan holds, by its path below the plan; nothing when the format gives it no content.
pub(crate) fn holds(path: &str) -> Option<Kind> {
    role_of(path).holds()
}

/// Reads a plan whole.
pub(crate) fn load(files: &dyn PlanFiles) -> Result<Loaded, LoadError> {
    let mut loader = Loader::default();
    for entry in files.entries()? {
        loader.read(files, &entry);
    }
    if !loader.has_strategie {
        return Err(LoadError::NoPlan {
            folder: files.printed(""),
        });
    }
    Ok(loader.finish(files.printed("")))
}

/// Returns the faults that are shown, of all those of a plan: the first of each file, then how many there are more.
pub(crate) fn shown(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut shown = Vec::new();
    for mut faults in by_file(faults).into_values() {
        if let Some(first) = faults.get(MOST_SHOWN).map(|fault| fault.at) {
            let hidden = faults.split_off(MOST_SHOWN);
            let message = match hidden.as_slice() {
                [only] if only.card.id != TROP_DE_FAUTES.id => {
                    "… et 1 autre faute dans ce fichier".to_owned()
                }
                [.., last] if last.card.id == TROP_DE_FAUTES.id => last.message.clone(),
                hidden => format!("… et {} autres fautes dans ce fichier", hidden.len()),
            };
            faults.push(more(first, &message));
        }
        shown.extend(faults);
    }
    shown
}

/// Says that there are more faults in a file.
fn more(at: At, message: &str) -> Diagnostic {
    let mut more = Diagnostic::new(&TROP_DE_FAUTES, at, message);
    more.help("corriger d'abord celles qui précèdent");
    more
}

/// A plan while it is read.
#[derive(Default)]
struct Loader {
    /// The texts so far.
    sources: Sources,
    /// The strategy and its tree.
    strategie: Option<(Strategie, Arborescence)>,
    /// Whether there is a `strategie.toml`, readable or not.
    has_strategie: bool,
    /// Whether there is an `acteurs.toml`, readable or not.
    has_acteurs: bool,
    /// The actors.
    annuaire: Option<Annuaire>,
    /// The fiches so far.
    fiches: Vec<Fiche>,
    /// The council's pages so far.
    pages: Vec<PageBilan>,
    /// The first file of each identifier, by the name that any file system would take for the same.
    identifiers: BTreeMap<String, FileId>,
    /// The faults so far.
    faults: Vec<Diagnostic>,
    /// The files of which a part could not be understood.
    broken: BTreeSet<FileId>,
    /// The files that could not be read.
    unread: Vec<Unread>,
    /// How many fiches were read, and how many other files.
    counts: (usize, usize),
}

impl Loader {
    /// Reads one entry of the plan.
    fn read(&mut self, files: &dyn PlanFiles, entry: &Entry) {
        let role = role_of(&entry.path);
        // What is no plain file may look foreign, and hide what it leads to.
        if matches!(role, Role::Foreign) && entry.kind == EntryKind::File {
            return;
        }
        self.has_strategie |= matches!(role, Role::Strategie);
        self.has_acteurs |= matches!(role, Role::Acteurs);
        let path = files.printed(&entry.path);
        match entry.kind {
            EntryKind::Special => self.take(path, Content::Special, role),
            EntryKind::Unnamable => {
                self.refuse(
                    path,
                    &IDENTIFIANT_INVALIDE,
                    "nom de fichier ou de dossier qui n'est pas écrit en UTF-8",
                );
            }
            EntryKind::Conflict => {
                self.refuse(
                    path,
                    &FICHIER_EN_CONFLIT,
                    "git garde plusieurs versions de ce fichier, faute d'un choix",
                );
            }
            EntryKind::File if matches!(role, Role::Stray) => {
                self.refuse(
                    path,
                    &FICHIER_EGARE,
                    "fichier .toml à une place que le format ne prévoit pas",
                );
            }
            EntryKind::File | EntryKind::ClosedFolder => match files.read(entry) {
                Ok(content) => self.take(path, content, role),
                Err(unread) => self.unread.push(unread),
            },
        }
    }

    /// Takes the content of a file.
    fn take(&mut self, path: String, content: Content, role: Role) {
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::TooLarge => {
                return self.refuse(
                    path,
                    &FICHIER_TROP_GROS,
                    "fichier de plus de 1 Mio, qui n'est pas lu",
                );
            }
            Content::Special => {
                return self.refuse(
                    path,
                    &FICHIER_SPECIAL,
                    "lien ou fichier spécial, ni suivi ni ouvert",
                );
            }
        };
        let file = self.sources.add(path);
        self.count(&role);
        match decoded(bytes) {
            Ok(text) => {
                self.understand(file, &text, role);
                self.sources.keep(file, text);
            }
            Err(undecoded) => {
                let at = At::new(file, undecoded.offset..undecoded.offset);
                self.fault(&ENCODAGE, at, undecoded.message);
                self.sources
                    .keep_undecoded(file, undecoded.shown, undecoded.sum);
            }
        }
    }

    /// Counts a file among those that were read.
    fn count(&mut self, role: &Role) {
        match role {
            Role::Fiche(_) => self.counts.0 += 1,
            _ => self.counts.1 += 1,
        }
    }

    /// Understands the text of a file.
    fn understand(&mut self, file: FileId, text: &str, role: Role) {
        self.identify(file, &role);
        let mut faults = Faults::new(file, text);
        let cleared = syntax::without_conflicts(&faults);
        faults.incomplete = cleared.is_some();
        let text = cleared.as_deref().unwrap_or(text);
        syntax::report_mark(&faults);
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            toml_1_1::report(&faults, text, table.get_ref());
            self.understand_table(&faults, table.get_ref(), role);
        } else {
            let kind = role.holds().unwrap_or(Kind::Table(&FICHE));
            let readable = syntax::report(&faults, text.to_owned(), kind, errors);
            let readable = readable.unwrap_or_default();
            faults.incomplete = true;
            let (table, _) = DeTable::parse_recoverable(&readable);
            toml_1_1::report(&faults, &readable, table.get_ref());
            self.understand_table(&faults, table.get_ref(), role);
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
        found.sort_by_key(|diagnostic| diagnostic.at.start);
        if let Some(first) = found.get(MOST_KEPT).map(|fault| fault.at) {
            found.truncate(MOST_KEPT);
            found.push(more(first, "… et d'autres fautes encore dans ce fichier"));
        }
        self.faults.extend(found);
    }

    /// Understands the table of a file.
    fn understand_table(&mut self, faults: &Faults<'_>, table: &DeTable<'_>, role: Role) {
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
                // A fiche whose file has no fit name is read all the same, for its faults: the plan's own report the name.
                let id = FicheId::parse(&name).or_else(|_| FicheId::parse("sans-nom"));
                self.fiches
                    .extend(id.ok().map(|id| fiche::read(id, &reader)));
            }
            Role::Page(annee) => self
                .pages
                .push(page::read(annee, &TableReader::root(faults, table, &PAGE))),
            Role::Stray | Role::Foreign => {}
        }
    }

    /// Checks the identifier of a fiche: its form, and that no other fiche has it.
    fn identify(&mut self, file: FileId, role: &Role) {
        let Role::Fiche(name) = role else { return };
        if let Err(expected) = FicheId::parse(name) {
            let mut diagnostic = Diagnostic::new(
                &IDENTIFIANT_INVALIDE,
                At::top(file),
                format!("le nom de fichier « {name} » ne peut pas servir d'identifiant"),
            );
            diagnostic.help(format!("renommer le fichier avec {expected}"));
            self.faults.push(diagnostic);
        }
        let same_everywhere = if name.is_ascii() {
            name.to_ascii_lowercase()
        } else {
            name.nfc().flat_map(char::to_lowercase).collect()
        };
        if let Some(first) = self.identifiers.insert(same_everywhere.clone(), file) {
            let message = format!(
                "l'identifiant « {name} » est déjà celui de {}",
                self.sources.path(first)
            );
            self.identifiers.insert(same_everywhere, first);
            self.fault(&IDENTIFIANT_DOUBLE, At::top(file), message);
        }
    }

    /// Adds a fault whose help is its card's cure.
    fn fault(&mut self, card: &'static Card, at: At, message: String) {
        let mut diagnostic = Diagnostic::new(card, at, message);
        diagnostic.help(as_help(card.cure));
        self.faults.push(diagnostic);
    }

    /// Refuses a file without reading it.
    fn refuse(&mut self, path: String, card: &'static Card, message: &str) {
        let file = self.sources.add(path);
        self.fault(card, At::top(file), message.to_owned());
    }

    /// Puts together what was read.
    fn finish(self, prefix: String) -> Loaded {
        let mut pages = self.pages;
        pages.sort_by_key(|page| *page.annee);
        let plan = self.strategie.map(|(strategie, arborescence)| {
            let acteurs = (self.annuaire, self.has_acteurs);
            Plan::assemble(strategie, arborescence, acteurs, (self.fiches, pages))
        });
        let (fiches, others) = self.counts;
        Loaded {
            prefix,
            sources: self.sources,
            plan,
            faults: self.faults,
            broken: self.broken,
            unread: self.unread,
            fiches,
            others,
        }
    }
}

/// Returns the cure of a card as a help, which starts with a small letter and has no final stop.
fn as_help(cure: &str) -> String {
    let mut characters = cure.trim_end_matches('.').chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + characters.as_str()
}

/// Returns what a file is, by its path below the plan.
fn role_of(path: &str) -> Role {
    let (folder, name) = path.split_once('/').map_or(("", path), |(folder, _)| {
        (folder, path.rsplit('/').next().unwrap_or(path))
    });
    let Some(stem) = name.strip_suffix(".toml") else {
        let looks_like_toml = name
            .to_lowercase()
            .split('.')
            .skip(1)
            .any(|extension| extension == "toml");
        return if looks_like_toml {
            Role::Stray
        } else {
            Role::Foreign
        };
    };
    match (folder, stem) {
        ("", "strategie") => Role::Strategie,
        ("", "acteurs") => Role::Acteurs,
        ("fiches", stem) => Role::Fiche(stem.to_owned()),
        ("bilans", stem) if path.matches('/').count() == 1 => {
            values::year(stem).map_or(Role::Stray, Role::Page)
        }
        _ => Role::Stray,
    }
}

/// Returns whether a file, by its path below the plan, makes the plan what it is: a note or a picture does not.
pub(crate) fn is_of_plan(path: &str) -> bool {
    !matches!(role_of(path), Role::Foreign)
}

/// A file that is no UTF-8 text.
struct Undecoded {
    /// What can be shown of it.
    shown: String,
    /// Where the fault is, in what is shown.
    offset: usize,
    /// What it is.
    message: String,
    /// What tells its bytes from others.
    sum: u64,
}

impl Undecoded {
    /// Tells a file that is no text by its bytes.
    fn new(bytes: &[u8], shown: String, (offset, message): (usize, String)) -> Self {
        // Ends of lines change from one machine to another, by the settings of git.
        let mut hasher = DefaultHasher::new();
        let bytes: Vec<u8> = bytes
            .iter()
            .copied()
            .filter(|byte| *byte != b'\r')
            .collect();
        bytes.hash(&mut hasher);
        Self {
            shown,
            offset,
            message,
            sum: hasher.finish(),
        }
    }
}

/// Decodes the bytes of a file.
fn decoded(bytes: Vec<u8>) -> Result<String, Undecoded> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "ce fichier est en UTF-16, et non en UTF-8".to_owned();
        return Err(Undecoded::new(&bytes, String::new(), (0, message)));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            let offset = text.find('\0').unwrap_or(0);
            let message = "ce fichier contient un caractère nul : il n'est pas un texte UTF-8";
            let fault = (offset, message.to_owned());
            Err(Undecoded::new(&[], text, fault))
        }
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let byte = bytes.get(offset).copied().unwrap_or_default();
            let message = format!("ce fichier n'est pas en UTF-8 (octet 0x{byte:02X})");
            let shown = String::from_utf8_lossy(bytes).into_owned();
            Err(Undecoded::new(bytes, shown, (offset, message)))
        }
    }
}
