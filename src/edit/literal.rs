//! Values as TOML 1.0 writes them.

/// Returns a text between quotation marks, on one line.
pub(crate) fn text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for character in text.chars() {
        push(character, &mut quoted);
    }
    quoted.push('"');
    quoted
}

/// Returns a text between quotation marks: on lines of its own when it has several.
pub(crate) fn paragraphs(long: &str) -> String {
    let long = long.replace("\r\n", "\n");
    let long = long.trim();
    if !long.contains('\n') {
        return text(long);
    }
    let mut quoted = String::with_capacity(long.len() + 8);
    quoted.push_str("\"\"\"\n");
    for line in long.split('\n') {
        let mut marks = 0;
        for character in line.trim_end().chars() {
            marks = if character == '"' { marks + 1 } else { 0 };
            match character {
                // Three marks in a row would close the text.
                '"' if marks < 3 => quoted.push('"'),
                '\t' => quoted.push('\t'),
                other => push(other, &mut quoted),
            }
        }
        quoted.push('\n');
    }
    quoted.push_str("\"\"\"");
    quoted
}

/// Adds a character of a text, spelled out where it would command something or end the text.
fn push(character: char, quoted: &mut String) {
    match character {
        '"' => quoted.push_str("\\\""),
        '\\' => quoted.push_str("\\\\"),
        '\n' => quoted.push_str("\\n"),
        '\t' => quoted.push_str("\\t"),
        '\r' => quoted.push_str("\\r"),
        control if control.is_control() => {
            quoted.push_str(&format!("\\u{:04X}", u32::from(control)));
        }
        plain => quoted.push(plain),
    }
}

/// Returns a list of texts, on one line.
pub(crate) fn texts<S: AsRef<str>>(texts: &[S]) -> String {
    let quoted: Vec<String> = texts.iter().map(|item| text(item.as_ref())).collect();
    format!("[{}]", quoted.join(", "))
}

/// Returns fields, each a name and a value, between braces.
pub(crate) fn table(fields: &[String]) -> String {
    format!("{{ {} }}", fields.join(", "))
}

/// Returns a name as it stands before an equal sign or in a title.
pub(crate) fn name(name: &str) -> String {
    match is_bare(name) {
        true => name.to_owned(),
        false => text(name),
    }
}

/// Returns whether a name needs no quotation marks.
pub(crate) fn is_bare(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
    !name.is_empty() && name.bytes().all(is_plain)
}

/// Returns names with full stops between them.
pub(crate) fn path<S: AsRef<str>>(names: &[S]) -> String {
    let names: Vec<String> = names.iter().map(|part| name(part.as_ref())).collect();
    names.join(".")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns what TOML reads in a value.
    fn read(value: &str) -> String {
        let text = format!("a = {value}\n");
        let (table, errors) = toml::de::DeTable::parse_recoverable(&text);
        assert!(errors.is_empty(), "{text}");
        let value = table.get_ref().get("a").unwrap().get_ref();
        value.as_str().unwrap().to_owned()
    }

    #[test]
    fn a_text_is_read_back_as_it_was() {
        for written in [
            "L'été",
            "« a » \"b\"",
            "S:\\partage",
            "a\tb",
            "\u{1b}[2J",
            "\"\"\"\"",
            "\\u0041",
            "#",
            "\u{7f}\u{85}x",
        ] {
            assert_eq!(read(&text(written)), written);
            assert_eq!(read(&paragraphs(written)), written.trim());
            let two = format!("{written}\n\nfin \"\"\"\"\"");
            assert_eq!(read(&paragraphs(&two)).trim(), two.trim());
        }
    }

    #[test]
    fn lines_of_any_program_end_one_way() {
        assert_eq!(paragraphs("a\r\nb  \n"), "\"\"\"\na\nb\n\"\"\"");
    }

    #[test]
    fn a_name_is_quoted_where_it_must() {
        assert_eq!(
            path(&["a-1", "2017", "2017/2018", ""]),
            "a-1.2017.\"2017/2018\".\"\""
        );
    }
}
