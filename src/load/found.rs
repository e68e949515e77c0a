//! The faults of one file, as they are found.

use std::cell::RefCell;
use std::ops::Range;

pub(super) use super::tree::Spot;

use crate::text::diagnostic::{Card, Diagnostic};
use crate::text::located::Located;
use crate::text::source::{At, FileId};
use crate::text::texte::Texte;

/// How many faults make a crowd.
const CROWD: usize = 1000;

/// The faults of one file, as they are found.
pub(super) struct Faults<'a> {
    /// The file.
    pub(super) file: FileId,
    /// Its text.
    pub(super) text: &'a Texte,
    /// Whether it holds a backslash: few files do, and nothing has to be looked for in the others.
    pub(super) has_backslash: bool,
    /// Whether it holds a carriage return.
    pub(super) has_return: bool,
    /// Whether lines were set aside because they cannot be read: what is missing may stand on them.
    pub(super) incomplete: bool,
    /// What was found.
    found: RefCell<Vec<Diagnostic>>,
    /// What is missing: the table's title, the name, the fault.
    missing: RefCell<Vec<(String, &'static str, Diagnostic)>>,
    /// What was found under another name or in another table than its own: the right title, the right name.
    astray: RefCell<Vec<(String, String)>>,
}

impl<'a> Faults<'a> {
    /// Returns an empty list for a file.
    pub(super) fn new(file: FileId, text: &'a Texte) -> Self {
        Self {
            file,
            text,
            has_backslash: memchr::memchr(b'\\', text.as_bytes()).is_some(),
            has_return: memchr::memchr(b'\r', text.as_bytes()).is_some(),
            incomplete: false,
            found: RefCell::default(),
            missing: RefCell::default(),
            astray: RefCell::default(),
        }
    }

    /// Adds a fault.
    pub(super) fn report(
        &self,
        card: &'static Card,
        span: Range<usize>,
        message: String,
        help: String,
    ) {
        let mut diagnostic = Diagnostic::new(card, self.at(span), message);
        diagnostic.help(help);
        self.push(diagnostic);
    }

    /// Adds a fault that is already made.
    pub(super) fn push(&self, diagnostic: Diagnostic) {
        self.found.borrow_mut().push(diagnostic);
    }

    /// Returns the place of a stretch of this file.
    pub(super) fn at(&self, span: Range<usize>) -> At {
        At::new(self.file, span)
    }

    /// Returns words of this file as a text of the plan.
    pub(super) fn texte(&self, words: &str) -> Texte {
        self.text.part(words)
    }

    /// Returns the text of a stretch of this file.
    pub(super) fn raw(&self, span: Range<usize>) -> &'a str {
        self.text.get(span).unwrap_or_default()
    }

    /// Notes that a name is missing from the table of a title.
    pub(super) fn miss(&self, title: String, name: &'static str, diagnostic: Diagnostic) {
        self.missing.borrow_mut().push((title, name, diagnostic));
    }

    /// Notes that what belongs to the table of a title was found elsewhere, or with a slip in its name.
    pub(super) fn stray(&self, title: String, name: &str) {
        self.astray.borrow_mut().push((title, name.to_owned()));
    }

    /// Returns the name of the value that stands at a place, when both stand on one line.
    pub(super) fn name_before(&self, span: Range<usize>) -> Option<&'a str> {
        let before = self.text.get(..span.start)?.trim_end_matches([' ', '\t']);
        let before = before.strip_suffix('=')?;
        let name = before.rsplit(['\n', '{', ',']).next()?.trim();
        (!name.is_empty()).then_some(name)
    }

    /// Returns whether there are far more faults than are ever shown: another one is only counted, and needs no cure.
    pub(super) fn is_crowded(&self) -> bool {
        self.found.borrow().len() >= CROWD
    }

    /// Returns whether nothing was found.
    pub(super) fn is_empty(&self) -> bool {
        self.found.borrow().is_empty() && self.missing.borrow().is_empty()
    }

    /// Returns what was found. What stands elsewhere, or under a name with a slip, is not missing.
    pub(super) fn into_found(self) -> Vec<Diagnostic> {
        let (mut found, astray) = (self.found.into_inner(), self.astray.into_inner());
        let missing = self.missing.into_inner().into_iter();
        found.extend(
            missing
                .filter(|(title, name, _)| {
                    !astray
                        .iter()
                        .any(|(right, other)| right == title && other == name)
                })
                .map(|(.., diagnostic)| diagnostic),
        );
        found
    }
}

/// Returns the stretch of a name.
pub(super) fn span_of<T>(name: &Located<T>) -> Range<usize> {
    name.at().start()..name.at().end()
}
