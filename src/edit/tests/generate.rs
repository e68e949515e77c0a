//! Writes files of the plan at random: any data of the format, in any spelling that TOML has for it.

use crate::load::keys::{Kind, Shape};

/// Choices, one after the other; each is the first possible one when there are no more.
pub(in crate::edit) struct Choices<'a> {
    /// Those that are not used yet.
    pub(in crate::edit) tape: &'a [u8],
    /// How many comments were written.
    pub(in crate::edit) comments: usize,
}

/// Data, of which only the scalars are spelled.
enum Data {
    /// As it is written.
    Scalar(String),
    /// A list.
    List(Vec<Data>),
    /// A table.
    Table(Vec<(String, Data)>),
}

impl Choices<'_> {
    /// Returns a number below another.
    pub(in crate::edit) fn below(&mut self, count: usize) -> usize {
        let (first, rest) = self.tape.split_first().unwrap_or((&0, &[]));
        self.tape = rest;
        usize::from(*first) % count
    }

    /// Returns one of some values.
    pub(in crate::edit) fn one<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.below(values.len())]
    }

    /// Returns yes or no; no when there are no more choices.
    pub(in crate::edit) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Shuffles values.
    fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            let other = last - self.below(last + 1);
            values.swap(last, other);
        }
    }

    /// Returns a scalar of some spellings.
    fn scalar(&mut self, spellings: &[&str]) -> Data {
        Data::Scalar(self.one(spellings).to_owned())
    }

    /// Returns a word of a list, in some spelling; blank where it may be.
    fn word(&mut self, words: &[&'static str], required: bool) -> Data {
        let word = self.one(words);
        Data::Scalar(match self.below(if required { 4 } else { 5 }) {
            0 => format!("\"{word}\""),
            1 => format!("'{}'", word.to_uppercase()),
            2 => format!("\"{}\"", word.replace('-', " ").replace("ee", "ée")),
            3 => format!("\"\"\" {word}\"\"\""),
            _ => "\" \"".to_owned(),
        })
    }

    /// Returns the data of a table: the keys that it needs, and some others.
    fn table(&mut self, shape: &'static Shape) -> Data {
        let mut entries = Vec::new();
        for key in shape.keys {
            if key.required || self.coin() {
                let data = match (shape.name, key.kind) {
                    // The year of the page, which is 2017.
                    ("la page du conseil", _) if key.name == "periode" => {
                        self.scalar(&["\"2017\"", "2017", "\"2016/2018\""])
                    }
                    (_, Kind::Word(words)) => self.word(&words(), key.required),
                    (_, kind) => self.data(kind),
                };
                entries.push((key.name.to_owned(), data));
            }
        }
        self.shuffle(&mut entries);
        Data::Table(entries)
    }

    /// Returns some data, each made in turn.
    fn list(&mut self, mut make: impl FnMut(&mut Self) -> Data) -> Data {
        let count = self.below(4);
        Data::List((0..count).map(|_| make(self)).collect())
    }

    /// Returns a table of some names, each with data.
    fn names(&mut self, names: &[&str], mut make: impl FnMut(&mut Self) -> Data) -> Data {
        let mut entries = Vec::new();
        for name in names {
            if self.coin() {
                entries.push(((*name).to_owned(), make(self)));
            }
        }
        self.shuffle(&mut entries);
        Data::Table(entries)
    }

    /// Returns what became of an étape.
    fn point(&mut self, shape: &'static Shape) -> Data {
        match (self.coin(), shape.key("etat").map(|key| key.kind)) {
            (false, Some(Kind::Word(words))) => self.word(&words(), true),
            _ => self.table(shape),
        }
    }

    /// Returns data of a kind.
    pub(in crate::edit) fn data_of(&mut self, kind: Kind) -> String {
        let Data::Table(entries) = self.data(kind) else {
            return String::new();
        };
        self.file(entries)
    }

    /// Returns data of a kind.
    fn data(&mut self, kind: Kind) -> Data {
        const TEXTS: [&str; 8] = [
            "\"a\"",
            "'b \"dit\" \\ # non'",
            "\"é \\\" \\u2019 # non\"",
            "\"\"\"\nm  \n# non\n\n[l] = 1\n\"\"\"",
            "'''n\n'''",
            "\"un texte assez long pour que deux de ses pareils ne tiennent pas sur une ligne\"",
            "\"\"",
            "\"x\"",
        ];
        const DATES: [&str; 4] = ["\"2017\"", "2017", "2018-12-05", "' 2017-12'"];
        match kind {
            Kind::Text | Kind::LongText => self.scalar(&TEXTS[..6]),
            Kind::Texts => self.list(|choices| choices.scalar(&TEXTS)),
            Kind::Counts => self.list(|choices| choices.scalar(&["1", "20"])),
            Kind::Count => self.scalar(&["0", "1_0"]),
            Kind::Format => self.scalar(&["1"]),
            Kind::Year => self.scalar(&["2017", "2018"]),
            Kind::Number | Kind::Targets if matches!(kind, Kind::Number) => {
                self.scalar(&["1", "12.50", "-3", "1_000", "1e3"])
            }
            Kind::Amount => self.scalar(&["4500", "4380.50", "1_000.0"]),
            Kind::Boolean => self.scalar(&["true", "false"]),
            Kind::Date => self.scalar(&["2017-03-14", "2018-01-02"]),
            Kind::End | Kind::Interval | Kind::Period => self.scalar(&DATES),
            Kind::Occurrences if self.coin() => self.list(|choices| choices.scalar(&DATES)),
            Kind::Occurrences => self.scalar(&DATES),
            Kind::Code => self.scalar(&["\"1\"", "'1.1'"]),
            Kind::Word(words) => self.word(&words(), true),
            Kind::Participants(shape) => self.list(|choices| match choices.coin() {
                true => choices.table(shape),
                false => choices.scalar(&TEXTS),
            }),
            Kind::Table(shape) => self.table(shape),
            Kind::Tables(shape) => self.list(|choices| choices.table(shape)),
            Kind::Named(shape) => self.names(&["b", "a-1", "c"], |choices| choices.table(shape)),
            Kind::ByYear(shape) => {
                self.names(&["2018", "2017", "2020"], |choices| choices.table(shape))
            }
            Kind::Values(shape) => self.names(&["2018", "2017"], |choices| match choices.coin() {
                true => choices.table(shape),
                false => choices.scalar(&["1", "2.5"]),
            }),
            Kind::Nodes(shape) => self.names(&["2", "1", "1.1", "1.1.a"], |choices| match choices
                .coin()
            {
                true => choices.table(shape),
                false => choices.scalar(&TEXTS[..6]),
            }),
            Kind::Points(shape) => self.names(&["b", "a-1", "z"], |choices| match choices.coin() {
                true => choices.names(&["2017", "2018-02", "2017/2018"], |choices| {
                    choices.point(shape)
                }),
                false => choices.point(shape),
            }),
            Kind::Glossary => self.names(&["TIG", "É l"], |choices| choices.scalar(&TEXTS)),
            Kind::Severities => self.names(&["a", "b"], |choices| {
                choices.word(&["erreur", "ignoree"], false)
            }),
            Kind::Headings => {
                self.names(&["Constat", "É \"l\""], |choices| match choices.coin() {
                    true => choices.list(|choices| choices.scalar(&TEXTS)),
                    false => choices.scalar(&TEXTS),
                })
            }
            _ => self.names(&["2018", "2017"], |choices| choices.scalar(&["1", "2.5"])),
        }
    }
}

/// What stands under a title.
struct Section {
    /// The title; empty at the top of the file.
    title: String,
    /// Its lines.
    lines: Vec<String>,
}

impl Choices<'_> {
    /// Writes a file.
    fn file(&mut self, entries: Vec<(String, Data)>) -> String {
        let mut sections = Vec::new();
        let lines = self.section("", entries, &mut sections);
        self.mix(&mut sections);
        sections.insert(
            0,
            Section {
                title: String::new(),
                lines,
            },
        );
        let mut text = String::new();
        for section in sections {
            if !section.title.is_empty() {
                self.statement(&mut text, &section.title);
            }
            for line in section.lines {
                self.statement(&mut text, &line);
            }
        }
        self.above(&mut text);
        text
    }

    /// Puts sections in some order in which those that are repeated keep theirs.
    fn mix(&mut self, sections: &mut [Section]) {
        for _ in 0..sections.len() {
            let first = self.below(sections.len());
            let is_free = |section: &Section| !section.title.starts_with("[[");
            if first > 0 && (is_free(&sections[first]) || is_free(&sections[first - 1])) {
                sections.swap(first, first - 1);
            }
        }
    }

    /// Returns the lines of a table at a path, and adds the sections that it opens.
    fn section(
        &mut self,
        path: &str,
        entries: Vec<(String, Data)>,
        sections: &mut Vec<Section>,
    ) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, data) in entries {
            let name = self.name(&name);
            let path = match path.is_empty() {
                true => name.clone(),
                false => format!("{path}.{name}"),
            };
            match data {
                Data::Table(inner) if self.coin() => {
                    let mut found = Vec::new();
                    let inner = self.section(&path, inner, &mut found);
                    if found.is_empty() || !inner.is_empty() || self.coin() {
                        let title = format!("[{path}]");
                        sections.push(Section {
                            title,
                            lines: inner,
                        });
                    }
                    sections.append(&mut found);
                }
                Data::List(items)
                    if !items.is_empty()
                        && items.iter().all(|item| matches!(item, Data::Table(_)))
                        && self.coin() =>
                {
                    for item in items {
                        let Data::Table(inner) = item else { continue };
                        let lines = self.lines("", inner);
                        let title = format!("[[{path}]]");
                        sections.push(Section { title, lines });
                    }
                }
                data => lines.extend(self.lines("", vec![(name, data)])),
            }
        }
        lines
    }

    /// Returns the lines of a table: each name, or what it holds with full stops.
    fn lines(&mut self, path: &str, entries: Vec<(String, Data)>) -> Vec<String> {
        let mut lines = Vec::new();
        for (name, data) in entries {
            let name = match name.starts_with(['"', '\'']) {
                true => name,
                false => self.name(&name),
            };
            let path = match path.is_empty() {
                true => name,
                false => format!("{path}{}{name}", self.one(&[".", " . "])),
            };
            match data {
                Data::Table(inner) if !inner.is_empty() && self.coin() => {
                    lines.extend(self.lines(&path, inner));
                }
                data => {
                    let sign = self.one(&[" = ", "=", "  =\t"]);
                    let value = self.value(data, true);
                    lines.push(format!("{path}{sign}{value}"));
                }
            }
        }
        lines
    }

    /// Returns a name, with quotation marks where it must or for nothing.
    fn name(&mut self, name: &str) -> String {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        match self.below(4) {
            2 if !name.contains('"') => format!("\"{name}\""),
            3 => format!("'{name}'"),
            _ if name.bytes().all(is_plain) => name.to_owned(),
            _ => format!("'{name}'"),
        }
    }

    /// Returns a value; comments go between the items of a list where lines may end.
    fn value(&mut self, data: Data, may_break: bool) -> String {
        match data {
            Data::Scalar(raw) => raw,
            Data::Table(entries) => {
                let lines: Vec<String> = entries
                    .into_iter()
                    .map(|(name, data)| {
                        let name = self.name(&name);
                        let value = self.value(data, may_break);
                        format!("{name} = {value}")
                    })
                    .collect();
                format!("{{ {} }}", lines.join(", "))
            }
            Data::List(items) => {
                let mut text = "[".to_owned();
                let count = items.len();
                for (rank, item) in items.into_iter().enumerate() {
                    self.gap(&mut text, may_break);
                    text.push_str(&self.value(item, may_break));
                    self.gap(&mut text, may_break);
                    if rank + 1 < count || self.coin() {
                        text.push(',');
                    }
                }
                self.gap(&mut text, may_break);
                text + "]"
            }
        }
    }

    /// Adds what may stand between the items of a list.
    fn gap(&mut self, text: &mut String, may_break: bool) {
        match self.below(8) {
            5 => text.push(' '),
            6 if may_break => text.push_str("\n\n  "),
            7 if may_break => {
                let comment = self.comment();
                text.push_str(&format!("  {comment}\n"));
            }
            _ => {}
        }
    }

    /// Returns a comment unlike any other.
    fn comment(&mut self) -> String {
        self.comments += 1;
        let words = self.one(&["", " = [\"é\" ,", "   ", "]#"]);
        format!(
            "{} c{:03}{words}",
            self.one(&["#", "#:", "##"]),
            self.comments
        )
    }

    /// Adds blank lines and comments.
    fn above(&mut self, text: &mut String) {
        for _ in 0..self.below(6).saturating_sub(2) {
            match self.below(3) {
                0 => text.push('\n'),
                1 => text.push_str(" \t\n"),
                _ => {
                    let comment = self.comment();
                    text.push_str(&format!("{}{comment}\n", self.one(&["", "  "])));
                }
            }
        }
    }

    /// Adds a line with what surrounds it.
    fn statement(&mut self, text: &mut String, line: &str) {
        self.above(text);
        text.push_str(self.one(&["", "  ", "\t"]));
        text.push_str(line);
        match self.below(6) {
            3 => text.push_str("  "),
            4 => text.push_str(&format!(" {}", self.comment())),
            5 => text.push_str(&format!("\t    {}", self.comment())),
            _ => {}
        }
        text.push('\n');
    }
}
