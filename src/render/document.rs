//! What is shown, before any format: blocks of text and tables, each piece with its tone.

mod drawings;

use std::borrow::Cow;
use std::ops::Range;

pub(crate) use self::drawings::{
    Bars, Courbe, Courbes, Gantt, LigneFrise, Marque, Paires, Serie, Trace, Trait, Trame,
};
use crate::model::echeance::Classe;
use crate::model::etat::Etat;
use crate::model::mot::Mot;

/// What a text carries besides its words. A tone never says anything that the words do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Good news.
    Good,
    /// Worth a look.
    Attention,
    /// Bad news.
    Bad,
    /// Of lesser weight, or absent.
    Faint,
}

/// A text with its tone.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Text {
    /// The words.
    pub(crate) words: String,
    /// What they carry.
    pub(crate) tone: Tone,
}

impl Text {
    /// Returns a text of a given tone.
    pub(crate) fn new(words: impl Into<String>, tone: Tone) -> Self {
        Self {
            words: words.into(),
            tone,
        }
    }

    /// Returns what stands for what nobody said.
    pub(crate) fn absent() -> Self {
        Self::new("non renseigné", Tone::Faint)
    }

    /// Returns a text, or what stands for its absence.
    pub(crate) fn or_absent(words: Option<impl Into<String>>) -> Self {
        words.map_or_else(Self::absent, |words| Self::from(words.into()))
    }

    /// Returns the label of a word, or what stands for its absence.
    pub(crate) fn label(word: Option<impl Mot>) -> Self {
        Self::or_absent(word.map(Mot::label))
    }

    /// Returns a state: its sign, its label and its tone.
    pub(crate) fn etat(etat: Option<Etat>) -> Self {
        let Some(etat) = etat else {
            return Self::absent();
        };
        let (sign, tone) = sign(etat);
        Self::new(format!("{sign}\u{a0}{}", etat.label()), tone)
    }

    /// Returns what became of an occurrence: its label and its tone.
    pub(crate) fn classe(classe: Classe) -> Self {
        let tone = match classe {
            Classe::Tenue => Tone::Good,
            Classe::Reportee => Tone::Attention,
            Classe::Annulee | Classe::SansEtat => Tone::Faint,
        };
        Self::new(classe.label(), tone)
    }
}

/// Returns the sign of a state and its tone.
pub(crate) fn sign(etat: Etat) -> (char, Tone) {
    match etat {
        Etat::AVenir => ('○', Tone::Plain),
        Etat::EnCours => ('◐', Tone::Plain),
        Etat::Realisee => ('●', Tone::Good),
        Etat::EnPause => ('‖', Tone::Attention),
        Etat::Bloquee => ('▲', Tone::Bad),
        Etat::Abandonnee => ('✕', Tone::Faint),
    }
}

impl From<String> for Text {
    fn from(words: String) -> Self {
        Self::new(words, Tone::Plain)
    }
}

impl From<&str> for Text {
    fn from(words: &str) -> Self {
        Self::new(words, Tone::Plain)
    }
}

/// How the cells of a column stand and break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Words, broken at spaces.
    Words,
    /// Titles: words that are given room first.
    Title,
    /// Identifiers, broken after hyphens.
    Identifier,
    /// Figures, at the right, never broken.
    Figure,
}

/// A column of a table.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its heading.
    pub(crate) title: Cow<'static, str>,
    /// How its cells stand and break.
    pub(crate) kind: Kind,
}

/// A table.
#[derive(Debug)]
pub(crate) struct Table {
    /// What it holds, said where a reader may come upon it without what stands around: in a page.
    pub(crate) caption: Cow<'static, str>,
    /// Its columns.
    pub(crate) columns: Vec<Column>,
    /// Its rows, each with a cell a column.
    pub(crate) rows: Vec<Vec<Text>>,
    /// Where groups of rows begin, each with its title; none: the rows are one group, which needs no title.
    pub(crate) groups: Vec<(usize, String)>,
    /// Whether it is the answer itself: it then keeps one line a row when nobody looks at a screen.
    pub(crate) is_listing: bool,
}

impl Table {
    /// Returns a table without rows.
    pub(crate) fn new(
        caption: impl Into<Cow<'static, str>>,
        columns: &[(&'static str, Kind)],
    ) -> Self {
        let columns = columns.iter().map(|&(title, kind)| Column {
            title: title.into(),
            kind,
        });
        Self {
            caption: caption.into(),
            columns: columns.collect(),
            rows: Vec::new(),
            groups: Vec::new(),
            is_listing: false,
        }
    }

    /// Returns its parts: the rows before any group, then each group with its title.
    pub(crate) fn parts(&self) -> Vec<(Option<&str>, Range<usize>)> {
        let starts = self.groups.iter().map(|(start, _)| *start);
        let ends: Vec<usize> = starts.chain([self.rows.len()]).collect();
        let titles = self.groups.iter().map(|(_, title)| Some(title.as_str()));
        let starts = [0].into_iter().chain(ends.iter().copied());
        let spans = starts.zip(ends.iter().copied());
        [None]
            .into_iter()
            .chain(titles)
            .zip(spans.map(|(start, end)| start..end))
            .collect()
    }
}

/// A part of a document.
#[derive(Debug)]
pub(crate) enum Block {
    /// The title of the document.
    Title(String),
    /// The title of a section.
    Section(String),
    /// The title of a part of a section.
    Subsection(String),
    /// The heading of a part of a subsection.
    Rubrique(String),
    /// The heading of a part of a rubric.
    Detail(String),
    /// One paragraph.
    Paragraph(Text),
    /// A text of the plan, with its own paragraphs and lists.
    Prose(String),
    /// Lines to be copied as they are.
    Verbatim(String),
    /// Names, each with what is said of it.
    Fields(Vec<(String, Text)>),
    /// A list.
    Items(Vec<Text>),
    /// A table.
    Table(Table),
    /// Where the table of contents stands, in a page.
    Sommaire,
    /// The figures that matter most.
    Chiffres(Vec<Chiffre>),
    /// Bars.
    Bars(Bars),
    /// A frise.
    Gantt(Gantt),
    /// Values over the years.
    Courbes(Courbes),
    /// Amounts, planned beside spent.
    Paires(Paires),
}

impl Block {
    /// Returns a heading at a depth below a section.
    pub(crate) fn heading(depth: usize, words: impl Into<String>) -> Self {
        match depth {
            0 => Self::Subsection(words.into()),
            1 => Self::Rubrique(words.into()),
            _ => Self::Detail(words.into()),
        }
    }
}

/// One of the figures that matter most.
#[derive(Debug)]
pub(crate) struct Chiffre {
    /// The figure, with its denominator.
    pub(crate) valeur: String,
    /// What it counts.
    pub(crate) nom: String,
    /// What it must not be read without.
    pub(crate) detail: String,
}

impl Chiffre {
    /// Returns it in words.
    pub(crate) fn said(&self) -> String {
        format!("{} {} ({})", self.valeur, self.nom, self.detail)
    }
}

/// What is shown.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its parts, in order.
    pub(crate) blocks: Vec<Block>,
    /// Whether it is a page, which has room for drawings of what its tables say.
    is_page: bool,
    /// How many numbered sections it has.
    sections: usize,
}

impl Document {
    /// Returns an empty document for a page.
    pub(crate) fn page() -> Self {
        Self {
            is_page: true,
            ..Self::default()
        }
    }

    /// Adds a part that only a page has: what it shows is said elsewhere in words.
    pub(crate) fn draw(&mut self, part: Option<Block>) {
        if self.is_page {
            self.blocks.extend(part);
        }
    }

    /// Adds the heading of a section, with its number.
    pub(crate) fn section(&mut self, words: &str) {
        self.sections += 1;
        self.push(Block::Section(format!("{}. {words}", self.sections)));
    }

    /// Adds a part.
    pub(crate) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub(crate) fn say(&mut self, text: impl Into<Text>) {
        self.push(Block::Paragraph(text.into()));
    }
}
