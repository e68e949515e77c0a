//! Findings for people (an excerpt, and the cure) and for editors (one line each).

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use anstyle::{AnsiColor, Style};

use super::Report;
use super::excerpt::Excerpt;
use super::summary::summary;
use crate::text::diagnostic::{Diagnostic, Severity};
use crate::text::limits::WIDEST_EXCERPT;
use crate::text::safe;
use crate::text::source::Sources;

/// Writes what a check found, then how much of it there is.
pub(crate) fn write_report(
    report: &Report<'_>,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    write(&report.findings, &report.loaded.sources, color, out)?;
    writeln!(out, "{}", summary(report))
}

/// Writes findings, each with the line where it stands, the faulty stretch underlined, and its cure.
pub(crate) fn write(
    findings: &[Diagnostic],
    sources: &Sources,
    color: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    findings
        .iter()
        .try_for_each(|finding| writeln!(out, "{}\n", shown(finding, sources, color)))
}

/// Returns a finding as people read it, on several lines.
fn shown(finding: &Diagnostic, sources: &Sources, color: bool) -> String {
    let (renderer, arrow) = if color {
        (
            Renderer::styled(),
            AnsiColor::BrightBlue.on_default().bold(),
        )
    } else {
        (Renderer::plain(), Style::new())
    };
    let renderer = renderer
        .term_width(WIDEST_EXCERPT)
        .decor_style(DecorStyle::Ascii);
    let excerpt = Excerpt::of(sources, finding.at);
    let title = level(finding.severity)
        .primary_title(safe::line(&finding.message))
        .id(finding.card.id);
    let mut group = Group::with_title(title);
    if let Some(excerpt) = &excerpt {
        let underlined = AnnotationKind::Primary.span(excerpt.span.clone());
        let snippet = Snippet::source(&excerpt.text).line_start(excerpt.line);
        group = group.element(snippet.annotation(underlined));
    }
    if let Some(help) = &finding.help {
        // French sets a colon off by a space.
        let level = Level::HELP.with_name("aide\u{a0}");
        group = group.element(level.message(safe::line(help)));
    }
    let rendered = renderer.render(&[group]);
    let (title, rest) = rendered.split_once('\n').unwrap_or((&rendered, ""));
    // The place is written here, not by the renderer: it would count columns in what is shown, where a character that
    // commands is spelled out, and not in the file.
    let gutter = excerpt.map_or(1, |excerpt| excerpt.line.to_string().len());
    let place = place(finding, sources);
    format!("{title}\n{:gutter$}{arrow}--> {arrow:#}{place}\n{rest}", "")
}

/// Returns the level under which a severity is shown.
fn level(severity: Severity) -> Level<'static> {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    level.with_name(severity.word())
}

/// Writes findings, each on one line.
pub(crate) fn write_short(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let sources = &report.loaded.sources;
    let mut findings = report.findings.iter();
    findings.try_for_each(|finding| writeln!(out, "{}", short(finding, sources)))
}

/// Returns a finding on one line, with its place: `file:line:column: severity[rule]: message`.
pub(super) fn short(finding: &Diagnostic, sources: &Sources) -> String {
    let (place, severity) = (place(finding, sources), finding.severity.word());
    let (id, message) = (finding.card.id, safe::line(&finding.message));
    format!("{place}: {severity}[{id}]: {message}")
}

/// Returns what a finding says, with the way out, in one sentence.
pub(super) fn sentence(finding: &Diagnostic) -> String {
    let message = safe::line(&finding.message);
    match &finding.help {
        Some(help) => format!("{message} – aide : {}", safe::line(help)),
        None => message.into_owned(),
    }
}

/// Returns the place of a finding: `file:line:column`.
fn place(finding: &Diagnostic, sources: &Sources) -> String {
    let path = safe::line(sources.path(finding.at.file()));
    let start = sources.start(finding.at);
    format!("{path}:{}:{}", start.line, start.column)
}
