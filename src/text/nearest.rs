//! « Vouliez-vous dire » : the known words nearest to a mistyped one.

use super::fold::fold;

/// The most names that a help proposes.
const MOST: usize = 3;

/// The longest text, in bytes, that may be a mistyped name: beyond it is another text altogether.
const LONGEST: usize = 300;

/// Returns the known words nearest to a mistyped one, best first, at most three; none when all are too far.
pub(crate) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    if typed.len() > LONGEST {
        return Vec::new();
    }
    let typed = fold(typed);
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|word| distance(&typed, &fold(word)).map(|distance| (distance, word)))
        .collect();
    close.sort();
    close.dedup();
    close.into_iter().take(MOST).map(|(_, word)| word).collect()
}

/// Returns how far two folded words are, or nothing when nobody would mistake one for the other.
fn distance(typed: &str, known: &str) -> Option<usize> {
    let lengths = (typed.chars().count(), known.chars().count());
    let length = lengths.0.min(lengths.1);
    let allowed = match length {
        0..5 => 1,
        5..12 => 2,
        _ => length / 5,
    };
    // Words whose lengths differ more than that cannot be as near.
    if lengths.0.abs_diff(lengths.1) <= allowed {
        let distance = strsim::damerau_levenshtein(typed, known);
        if distance <= allowed && distance * 2 < length {
            return Some(distance);
        }
    }
    let part = length >= 4 && (known.contains(typed) || typed.contains(known));
    part.then_some(allowed + 1 + known.len().abs_diff(typed.len()))
}

/// Writes words as a French list of quotations: « a », « b » ou « c ».
pub(crate) fn quoted_or(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("« {word} »")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} ou {last}", rest.join(", ")),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        assert_eq!(
            nearest("pilote", ["titre", "pilotes", "publics"]),
            ["pilotes"]
        );
        assert_eq!(
            nearest(
                "Police municpale",
                ["Police Nationale", "Police Municipale"]
            ),
            ["Police Municipale"]
        );
    }

    #[test]
    fn an_accent_is_no_distance() {
        assert_eq!(nearest("difficultés", ["difficultes"]), ["difficultes"]);
    }

    #[test]
    fn a_part_of_a_name_is_found() {
        assert_eq!(
            nearest("Parquet", ["Parquet de Lille", "Préfecture"]),
            ["Parquet de Lille"]
        );
    }

    #[test]
    fn what_is_far_is_not_proposed() {
        assert!(nearest("zz", ["id", "quand"]).is_empty());
        assert!(nearest("", ["id"]).is_empty());
    }

    #[test]
    fn a_list_reads_as_french() {
        assert_eq!(quoted_or(&["a", "b", "c"]), "« a », « b » ou « c »");
        assert_eq!(quoted_or(&["a"]), "« a »");
    }
}
