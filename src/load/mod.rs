//! Reads a plan: every file, every field, every fault, in one pass. [`load`] is the way in.

mod acteurs;
pub(crate) mod cure;
mod date_words;
mod decode;
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
mod part;
mod reader;
mod role;
mod scope;
mod shared;
mod strategie;
mod synonyms;
mod syntax;
mod toml_1_1;
mod tree;
mod values;
mod wrong_type;

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, hash_map};

use unicode_normalization::UnicodeNormalization;

#[cfg(any(fuzzing, test))]
pub(crate) use self::tree::agrees;

use self::error::{LoadError, Unread};
use self::faults::{IDENTIFIANT_DOUBLE, TROP_DE_FAUTES};
use self::files::{Entry, EntryKind, PlanFiles};
use self::keys::Kind;
use self::part::Part;
use self::role::{Role, role_of};
use crate::model::plan::Plan;
use crate::text::diagnostic::{Card, Diagnostic, by_file};
use crate::text::hands::share;
use crate::text::limits::{DEEPEST_FOLDER, MOST_FAULTS_SHOWN};
use crate::text::source::{At, FileId, Sources};

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

/// Returns what a file of the plan holds, by its path below the plan; nothing when the format gives it no content.
pub(crate) fn holds(path: &str) -> Option<Kind> {
    role_of(path).holds()
}

/// Reads a plan whole.
pub(crate) fn load(files: &dyn PlanFiles) -> Result<Loaded, LoadError> {
    let mut entries = files.entries()?;
    shorten(&mut entries);
    entries.retain(|entry| {
        // What is no plain file may look foreign, and hide what it leads to.
        entry.kind != EntryKind::File || is_of_plan(&entry.path)
    });
    let parts = share(&entries, |entries, first| Part::read(files, entries, first));
    drop(entries);
    let part = parts.into_iter().reduce(|mut part, next| {
        part.join(next);
        part
    });
    let prefix = files.printed("");
    match part.filter(|part| part.has_strategie) {
        Some(part) => Ok(finished(part, prefix)),
        None => Err(LoadError::NoPlan { folder: prefix }),
    }
}

/// Puts each folder that stands in too many others in the place of what it holds, of which git lists each file.
fn shorten(entries: &mut Vec<Entry>) {
    let is_deep = |entry: &Entry| entry.kind == EntryKind::DeepFolder;
    for entry in &mut *entries {
        let mut ends = entry.path.match_indices('/').map(|(end, _)| end);
        if let Some(end) = ends.nth(DEEPEST_FOLDER) {
            entry.path.truncate(end);
            entry.kind = EntryKind::DeepFolder;
        }
    }
    entries.dedup_by(|entry, last| is_deep(entry) && is_deep(last) && entry.path == last.path);
}

/// Puts together what was read.
fn finished(part: Part, prefix: String) -> Loaded {
    let mut faults = identities(&part, &prefix);
    faults.extend(part.faults);
    let mut pages = part.pages;
    pages.sort_by_key(|page| *page.annee);
    let plan = part.strategie.map(|(strategie, arborescence)| {
        let acteurs = (part.annuaire, part.has_acteurs);
        Plan::assemble(strategie, arborescence, acteurs, (part.fiches, pages))
    });
    let (fiches, others) = part.counts;
    Loaded {
        prefix,
        sources: part.sources,
        plan,
        faults,
        broken: part.broken,
        unread: part.unread,
        fiches,
        others,
    }
}

/// Checks that no two fiches have the same identifier.
fn identities(part: &Part, prefix: &str) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    // The first file of each identifier, by the name that any file system would take for the same.
    let mut first: HashMap<Cow<'_, str>, FileId> = HashMap::with_capacity(part.named.len());
    for &file in &part.named {
        let path = part.sources.path(file);
        let Role::Fiche(name) = role_of(path.strip_prefix(prefix).unwrap_or(path)) else {
            continue;
        };
        match first.entry(same_everywhere(name)) {
            hash_map::Entry::Vacant(vacant) => {
                vacant.insert(file);
            }
            hash_map::Entry::Occupied(first) => {
                let first = part.sources.path(*first.get());
                let message = format!("l'identifiant « {name} » est déjà celui de {first}");
                faults.push(cured(&IDENTIFIANT_DOUBLE, At::top(file), message));
            }
        }
    }
    faults
}

/// Returns the name that any file system would take for the same as another: case and composition of accents apart.
fn same_everywhere(name: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match name.bytes().all(is_plain) {
        true => name.into(),
        false => name.nfc().flat_map(char::to_lowercase).collect(),
    }
}

/// Returns a fault whose help is its card's cure.
fn cured(card: &'static Card, at: At, message: String) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(card, at, message);
    diagnostic.help(as_help(card.cure));
    diagnostic
}

/// Returns the cure of a card as a help, which starts with a small letter and has no final stop.
fn as_help(cure: &str) -> String {
    let mut characters = cure.trim_end_matches('.').chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.collect::<String>() + characters.as_str()
}

/// Returns the faults that are shown, of all those of a plan: the first of each file, then how many there are more.
pub(crate) fn shown(faults: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut shown = Vec::new();
    for mut faults in by_file(faults).into_values() {
        if let Some(first) = faults.get(MOST_FAULTS_SHOWN).map(|fault| fault.at) {
            let hidden = faults.split_off(MOST_FAULTS_SHOWN);
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

/// Returns whether a file, by its path below the plan, makes the plan what it is: a note or a picture does not.
pub(crate) fn is_of_plan(path: &str) -> bool {
    !matches!(role_of(path), Role::Foreign)
}
