//! « Vouliez-vous dire » : the known words nearest to a mistyped one.

use super::fold::fold;

/// The most names that a help proposes.
const MOST: usize = 3;

/// The longest text, in bytes, that may be a mistyped name: beyond it is another text altogether.
const LONGEST: usize = 300;

/// Returns the known names nearest to a mistyped one, best first, at most three; none when all are too far. A name that
/// holds the other, or a part of it, is near.
pub(crate) fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    closest(typed, known, |typed, known| {
        slips(typed, known).or_else(|| part(typed, known))
    })
}

/// Returns the known names nearest to a mistyped one, as [`nearest`], else those that have a word near it: a part of a name
/// may be mistyped too.
pub(crate) fn nearest_by_word<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
) -> Vec<&'a str> {
    let whole = nearest(typed, known.clone());
    if !whole.is_empty() {
        return whole;
    }
    closest(typed, known, |typed, known| {
        known.split(' ').filter_map(|word| slips(typed, word)).min()
    })
}

/// Returns the known words that differ from a mistyped one by a few slips of the finger, as [`nearest`]. « pas atteint » is
/// then never taken for « atteint ».
pub(crate) fn misspelled<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Vec<&'a str> {
    closest(typed, known, slips)
}

/// Returns the known words that a measure of folded words says to be near, nearest first, at most three.
fn closest<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
    measure: impl Fn(&str, &str) -> Option<usize>,
) -> Vec<&'a str> {
    if typed.len() > LONGEST {
        return Vec::new();
    }
    let typed = fold(typed);
    let mut close: Vec<(usize, &str)> = known
        .into_iter()
        .filter_map(|word| measure(&typed, &fold(word)).map(|distance| (distance, word)))
        .collect();
    close.sort();
    close.dedup();
    close.into_iter().take(MOST).map(|(_, word)| word).collect()
}

/// Returns how many slips are likely in words of a length.
fn likely(length: usize) -> usize {
    match length {
        0..5 => 1,
        5..12 => 2,
        _ => length / 5,
    }
}

/// Returns by how many slips two folded words differ, or nothing when nobody would mistake one for the other.
fn slips(typed: &str, known: &str) -> Option<usize> {
    let lengths = (typed.chars().count(), known.chars().count());
    let length = lengths.0.min(lengths.1);
    // Words whose lengths differ more than that cannot be as near.
    if lengths.0.abs_diff(lengths.1) > likely(length) {
        return None;
    }
    let distance = strsim::damerau_levenshtein(typed, known);
    (distance <= likely(length) && distance * 2 < length).then_some(distance)
}

/// Returns how much longer one folded name is than the other, beyond any slip, when it holds it.
fn part(typed: &str, known: &str) -> Option<usize> {
    let length = typed.chars().count().min(known.chars().count());
    let holds = length >= 4 && (known.contains(typed) || typed.contains(known));
    holds.then(|| likely(length) + 1 + known.len().abs_diff(typed.len()))
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
        let services = ["Service Jeunesse", "Éducation Nationale"];
        assert_eq!(nearest_by_word("jeunessse", services), ["Service Jeunesse"]);
        assert_eq!(
            nearest_by_word("éducaton", services),
            ["Éducation Nationale"]
        );
        assert_eq!(nearest_by_word("sport", services), [""; 0]);
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
    fn a_word_is_never_taken_for_its_contrary() {
        let words = ["atteint", "partiel", "non-atteint"];
        assert!(misspelled("pas atteint", words).is_empty());
        assert_eq!(misspelled("atteints", words), ["atteint"]);
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
