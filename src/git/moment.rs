//! `@{2018-01-01}`: the plan as it was on a day, whatever machine says so.

use chrono::NaiveDate;

use super::error::GitError;

/// A revision, as it is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked<'a> {
    /// One that git reads.
    Named(&'a str),
    /// The last commit before a day, from a branch or another starting point.
    Before(&'a str, NaiveDate),
}

/// Reads a revision. What else git would look for in a machine's own journal of its branches is refused: another machine
/// would answer otherwise.
pub(super) fn read(rev: &str) -> Result<Asked<'_>, GitError> {
    let Some((start, rest)) = rev.split_once("@{") else {
        return Ok(Asked::Named(rev));
    };
    let (inside, after) = rest.split_once('}').unwrap_or((rest, "?"));
    if ["u", "upstream", "push"].contains(&inside.to_lowercase().as_str()) {
        return Ok(Asked::Named(rev));
    }
    match day(inside) {
        Some(day) if inside.len() == 10 && after.is_empty() => {
            let start = if start.is_empty() { "HEAD" } else { start };
            Ok(Asked::Before(start, day))
        }
        day => {
            let french = || NaiveDate::parse_from_str(inside, "%d/%m/%Y").ok();
            Err(GitError::NotADay(rev.to_owned(), day.or_else(french)))
        }
    }
}

/// Reads a day written AAAA-MM-JJ, at the start of a text that says no more or goes on with the time.
pub(super) fn day(text: &str) -> Option<NaiveDate> {
    let (day, rest) = text.split_at_checked(10)?;
    let is_plain = day
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    let is_over = rest.is_empty() || rest.starts_with(' ');
    (is_plain && is_over)
        .then(|| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_looked_for_from_a_branch() {
        let day = NaiveDate::from_ymd_opt(2018, 1, 1).unwrap();
        assert_eq!(read("@{2018-01-01}").unwrap(), Asked::Before("HEAD", day));
        assert_eq!(
            read("main@{2018-01-01}").unwrap(),
            Asked::Before("main", day)
        );
    }

    #[test]
    fn what_depends_on_the_machine_is_refused() {
        for rev in [
            "@{1}",
            "@{-1}",
            "HEAD@{hier}",
            "@{2018}",
            "@{2018-01-01",
            "@{2018-01-01}^",
            "@{2018-02-30}",
            "@{2018-01-01 12:00}",
        ] {
            assert!(read(rev).is_err(), "{rev}");
        }
    }

    #[test]
    fn the_rest_is_for_git() {
        for rev in ["main", "v1~2", "HEAD^", "@{u}", "main@{upstream}", "@"] {
            assert_eq!(read(rev).unwrap(), Asked::Named(rev));
        }
    }
}
