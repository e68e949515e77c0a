//! What is shown, before any format: blocks of text and tables, each piece with its tone.

use std::borrow::Cow;
use std::ops::Range;

use chrono::NaiveDate;

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

/// How a stretch of days is drawn on a frise, besides the sign at its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trame {
    /// Full.
    Pleine,
    /// Light.
    Legere,
    /// Broken.
    Tirets,
}

/// What a stretch of days means on a frise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Marque {
    /// The one character that says it, at the last day.
    pub(crate) sign: char,
    /// How its days are drawn.
    pub(crate) trame: Trame,
    /// What it means, and its tone.
    pub(crate) meaning: Text,
}

/// A stretch of days on a line of a frise.
#[derive(Debug, Clone)]
pub(crate) struct Trait {
    /// The first day.
    pub(crate) debut: NaiveDate,
    /// The last day.
    pub(crate) fin: NaiveDate,
    /// The rank of its mark among those of the frise. Of two signs at one place, the later is the one that is seen.
    pub(crate) marque: usize,
    /// What it is, for a reader who points at it.
    pub(crate) words: String,
}

/// A line of a frise.
#[derive(Debug, Clone)]
pub(crate) struct LigneFrise {
    /// What it is about.
    pub(crate) label: String,
    /// Its stretches of days, each of which meets those of the frise.
    pub(crate) traits: Vec<Trait>,
}

/// A frise: lines across time. What it shows is also said elsewhere in words.
#[derive(Debug, Clone)]
pub(crate) struct Gantt {
    /// What it shows.
    pub(crate) caption: String,
    /// Its first day and its last.
    pub(crate) jours: (NaiveDate, NaiveDate),
    /// The reference date.
    pub(crate) au: NaiveDate,
    /// What its stretches may mean, the one that matters most last.
    pub(crate) marques: Vec<Marque>,
    /// Its lines.
    pub(crate) lignes: Vec<LigneFrise>,
}

/// What a part of each bar counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Serie {
    /// The sign that tells it from the others without any colour.
    pub(crate) sign: char,
    /// What it counts.
    pub(crate) label: String,
    /// What it carries.
    pub(crate) tone: Tone,
}

/// Bars, each made of parts. They show what a table beside them says.
#[derive(Debug)]
pub(crate) struct Bars {
    /// What they show.
    pub(crate) caption: Cow<'static, str>,
    /// What is counted, in the singular: « fiche ».
    pub(crate) unit: &'static str,
    /// What the parts of each bar count, in order.
    pub(crate) series: Vec<Serie>,
    /// The bars: the name of each, and its counts, one a series.
    pub(crate) rows: Vec<(String, Vec<usize>)>,
}

impl Bars {
    /// Returns the series that count something somewhere, each with its rank.
    pub(crate) fn present(&self) -> impl Iterator<Item = (usize, &Serie)> {
        let series = self.series.iter().enumerate();
        series.filter(|(rank, _)| self.rows.iter().any(|(_, counts)| counts[*rank] > 0))
    }

    /// Returns what the longest bar counts.
    pub(crate) fn longest(&self) -> usize {
        let totals = self.rows.iter().map(|(_, counts)| counts.iter().sum());
        totals.max().unwrap_or(0)
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
    /// Bars.
    Bars(Bars),
    /// A frise.
    Gantt(Gantt),
}

/// What is shown.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// Its parts, in order.
    pub(crate) blocks: Vec<Block>,
}

impl Document {
    /// Adds a part.
    pub(crate) fn push(&mut self, block: Block) {
        self.blocks.push(block);
    }

    /// Adds a paragraph.
    pub(crate) fn say(&mut self, text: impl Into<Text>) {
        self.push(Block::Paragraph(text.into()));
    }
}
