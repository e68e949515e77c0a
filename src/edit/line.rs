//! A line to write in a file: a name, its value, and what is said of it.

use super::literal;

/// A line to write: a name, its value, and what is said of it at the end of the line.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    /// The names that lead to it, from the title above it.
    pub(crate) path: Vec<String>,
    /// Its value, as TOML writes it.
    pub(crate) value: String,
    /// What is said of it.
    pub(crate) hint: Option<String>,
}

impl Line {
    /// Returns a line of one name.
    pub(crate) fn new(name: &str, value: String) -> Self {
        Self {
            path: vec![name.to_owned()],
            value,
            hint: None,
        }
    }

    /// Returns the name and the value as braces hold them.
    pub(crate) fn field(&self) -> String {
        format!("{} = {}", literal::path(&self.path), self.value)
    }

    /// Returns the line less its first names, which are those of its title.
    pub(super) fn without(&self, names: usize) -> Self {
        Self {
            path: self.path[names..].to_vec(),
            ..self.clone()
        }
    }

    /// Returns the line as it is written, with its end.
    pub(super) fn written(&self) -> String {
        let hint = self.hint.iter();
        let hint: String = hint.map(|hint| format!("  # {hint}")).collect();
        format!("{}{hint}\n", self.field())
    }
}
