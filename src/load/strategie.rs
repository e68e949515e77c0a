//! Reads `strategie.toml`: the identity of the plan and its tree.

use super::tree::{Name, Node, Table};

use super::cure;
use super::faults::{CLE_MANQUANTE, CODE_SANS_GUILLEMETS, FORMAT_INCONNU, VALEUR_IMPOSSIBLE};
use super::found::{Spot, span_of};
use super::reader::TableReader;
use super::scope::report_unread_key;
use super::shared;
use super::values::{End, Value};
use super::wrong_type::report_wrong_type;
use crate::model::arborescence::{Arborescence, Noeud};
use crate::model::ids::Code;
use crate::model::strategie::{Annonce, Instance, PlanParent, Prorogation, SourcePlan, Strategie};
use crate::text::located::Located;
use crate::text::texte::Texte;

/// The version of the plan's format that this program reads.
const FORMAT: i64 = 1;

/// Reads the strategy and its tree; nothing when its title, its territory or its format is missing.
pub(super) fn read(table: &TableReader<'_>) -> Option<(Strategie, Arborescence)> {
    let format = table.required::<i64>("format");
    if let Some(format) = format.as_ref().filter(|format| ***format != FORMAT) {
        let message = format!(
            "ce plan est au format {} ; cette version de stspd lit le format {FORMAT}",
            **format
        );
        let help =
            "écrire format = 1, ou mettre stspd à jour si le plan vient d'une version plus récente";
        table
            .faults
            .report(&FORMAT_INCONNU, span_of(format), message, help.to_owned());
        return None;
    }
    let (titre, territoire) = (table.required("titre"), table.required("territoire"));
    let nameless = || Located::new("".into(), table.at());
    let (niveaux, sans_numero) = (table.list("niveaux"), table.list("sans_numero"));
    let arborescence = Arborescence::new(noeuds(table), niveaux, sans_numero);
    let strategie = Strategie {
        // Every field is read before the strategy is given up, so that none of its faults is hidden.
        titre: titre.clone().unwrap_or_else(nameless),
        territoire: territoire.clone().unwrap_or_else(nameless),
        communes: table.list("communes"),
        periode: table.optional("periode"),
        prorogation: table.table("prorogation", prorogation),
        annonce: table.table("annonce", annonce).unwrap_or_default(),
        extrait: table.optional("extrait").is_some_and(|extrait| *extrait),
        source: table.table("source", source).unwrap_or_default(),
        parent: table.table("parent", |inner| {
            Some(PlanParent {
                titre: inner.optional("titre"),
                territoire: inner.optional("territoire"),
            })
        }),
        instances: table.named("instances", |inner, code| {
            Some(Instance {
                code,
                nom: inner.optional("nom"),
                role: inner.optional("role"),
            })
        }),
        sigles: words(table, "sigles"),
        regles: words(table, "regles"),
        indicateurs: table.named("indicateurs", shared::indicateur),
        autres: shared::headings(table),
    };
    let complete = format.is_some() && titre.is_some() && territoire.is_some();
    complete.then_some((strategie, arborescence))
}

/// Reads `prorogation`.
fn prorogation(table: &TableReader<'_>) -> Option<Prorogation> {
    let (fin, motif) = (table.required::<End>("fin"), table.optional("motif"));
    Some(Prorogation {
        fin: fin?.map(|End(date)| date),
        motif,
    })
}

/// Reads `annonce`.
fn annonce(table: &TableReader<'_>) -> Option<Annonce> {
    Some(Annonce {
        niveaux: table.list("niveaux"),
        propres: table.optional("propres"),
        associees: table.optional("associees"),
    })
}

/// Reads `[source]`.
fn source(table: &TableReader<'_>) -> Option<SourcePlan> {
    Some(SourcePlan {
        titre: table.optional("titre"),
        annee: table.optional("annee"),
    })
}

/// Reads a table that has one value a name.
fn words<T: Value>(table: &TableReader<'_>, name: &str) -> Box<[(Located<Texte>, Located<T>)]> {
    let key = table.scope.key(name);
    let read = |value: &Spot<'_>| {
        T::read(table.faults, key, value)
            .map(|read| Located::new(read, table.faults.at(value.span())))
    };
    table
        .entries(name)
        .into_iter()
        .filter_map(|(entry, value)| read(value).map(|value| (entry, value)))
        .collect()
}

/// Reads the nodes of the tree: a title, or a table with a title and a level.
fn noeuds(table: &TableReader<'_>) -> Vec<Noeud> {
    let key = table.scope.key("arborescence");
    let names = table.names("arborescence");
    let mut noeuds = Vec::new();
    for (name, value) in table.entries("arborescence") {
        if names.owner(&name).is_some() {
            report_unread_key(table.faults, &names, &name, span_of(&name));
            continue;
        }
        let code = match Code::parse(&name) {
            Ok(code) => Located::new(code, name.at()),
            Err(expected) => {
                let message = format!("« {} » n'est pas un code de l'arborescence", name.as_str());
                table.faults.report(
                    &VALEUR_IMPOSSIBLE,
                    span_of(&name),
                    message,
                    format!("écrire {expected}"),
                );
                continue;
            }
        };
        match value.get_ref() {
            Node::Table(inner) => {
                let nested = nested(table, inner, is_written(table, value));
                for (part, value) in &nested {
                    report_nested(table, &name, (part, value));
                }
                if nested.is_empty() {
                    noeuds.extend(noeud(table, code, value));
                }
            }
            Node::String(text) if text.trim().is_empty() => {
                let message = format!("il manque le titre du nœud {}", *code);
                let help = format!("écrire \"{}\" = \"…\"", *code);
                table
                    .faults
                    .report(&CLE_MANQUANTE, span_of(&name), message, help);
            }
            Node::String(_) => {
                let titre = Texte::read(table.faults, key, value);
                noeuds.extend(titre.map(|titre| Noeud {
                    code,
                    titre: Located::new(titre, table.faults.at(value.span())),
                    niveau: None,
                }));
            }
            other => report_wrong_type(table.faults, key, value, other),
        }
    }
    noeuds
}

/// Reads a node that is a table.
fn noeud(table: &TableReader<'_>, code: Located<Code>, value: &Spot<'_>) -> Option<Noeud> {
    let names = table.names("arborescence");
    let shape = table.scope.key("arborescence").inner_shape();
    let inner = TableReader::inner(table.faults, value, names.inside(code.as_str(), shape))?;
    let (titre, niveau) = (inner.required("titre"), inner.optional("niveau"));
    Some(Noeud {
        titre: titre?,
        niveau,
        code: code.clone(),
    })
}

/// Returns whether a table is written as one, between braces or under a title, rather than made by the full stops of a name.
fn is_written(table: &TableReader<'_>, value: &Spot<'_>) -> bool {
    table.faults.raw(value.span()).starts_with(['{', '['])
}

/// Returns what a node holds that is neither its title nor its level: the codes that the lack of quotation marks has
/// nested in it. In a table that is written as one, a plain value is no code: its name is unknown.
fn nested<'a>(
    table: &TableReader<'_>,
    inner: &'a Table<'a>,
    written: bool,
) -> Vec<(&'a Name<'a>, &'a Spot<'a>)> {
    let shape = table.scope.key("arborescence").inner_shape();
    let is_code = |value: &Spot<'_>| !written || matches!(value.get_ref(), Node::Table(_));
    inner
        .iter()
        .filter(|(key, value)| shape.key(key.get_ref()).is_none() && is_code(value))
        .collect()
}

/// Reports a code that the lack of quotation marks has nested under another, and those under it.
fn report_nested(table: &TableReader<'_>, name: &str, (part, value): (&Name<'_>, &Spot<'_>)) {
    let code = format!("{name}.{}", part.get_ref());
    let mut title = table.faults.raw(value.span()).to_owned();
    if let Node::Table(inner) = value.get_ref() {
        let deeper = nested(table, inner, is_written(table, value));
        for (part, value) in &deeper {
            report_nested(table, &code, (part, value));
        }
        let says = |key: &str| inner.get(key).map(|value| table.faults.raw(value.span()));
        title = match (says("titre"), says("niveau")) {
            (Some(titre), None) => titre.to_owned(),
            (Some(titre), Some(niveau)) => format!("{{ titre = {titre}, niveau = {niveau} }}"),
            (None, _) if !deeper.is_empty() => return,
            (None, _) => "\"…\"".to_owned(),
        };
    }
    let end = part.span().end;
    let start = end.saturating_sub(code.len());
    let start = if table.faults.raw(start..end) == code {
        start
    } else {
        part.span().start
    };
    let message = format!("le code {} n'est pas entre guillemets", cure::shown(&code));
    let help = cure::write_instead(Some(&format!("\"{code}\"")), &title);
    table
        .faults
        .report(&CODE_SANS_GUILLEMETS, start..end, message, help);
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::load::found::Faults;
    use crate::load::keys::STRATEGIE;
    use crate::load::tree::{Parsed, parse};
    use crate::text::source::Sources;

    /// Returns the codes of the nodes that are read from a tree, and the rule and offset of each fault.
    fn tree(lines: &str) -> (Vec<String>, Vec<(&'static str, usize)>) {
        let text = Texte::from(format!("[arborescence]\n{lines}\n"));
        let faults = Faults::new(Sources::default().add("strategie.toml".to_owned()), &text);
        let Parsed { table, errors, .. } = parse(&text);
        assert!(errors.is_empty(), "{errors:?}");
        let noeuds = noeuds(&TableReader::root(&faults, &table, &STRATEGIE));
        let codes = noeuds
            .iter()
            .map(|noeud| noeud.code.as_str().to_owned())
            .collect();
        let start = "[arborescence]\n".len();
        let place = |at: usize| at.saturating_sub(start);
        let found = faults.into_found();
        (
            codes,
            found
                .iter()
                .map(|fault| (fault.card.id, place(fault.at.start())))
                .collect(),
        )
    }

    #[test]
    fn a_code_without_quotation_marks_is_never_lost() {
        let nested = "code-sans-guillemets";
        for (lines, at) in [
            ("1.1 = \"b\"", 0),
            ("1.1.a = \"b\"", 0),
            ("2.1 = { titre = \"b\" }", 0),
            ("2.1.titre = \"b\"", 0),
            ("[arborescence.2.1]\ntitre = \"b\"", 14),
        ] {
            assert_eq!(tree(lines), (vec![], vec![(nested, at)]), "{lines}");
        }
        let beside = tree("2.titre = \"a\"\n2.1 = \"b\"");
        assert_eq!(beside, (vec![], vec![(nested, 14)]));
    }

    #[test]
    fn a_node_says_its_title() {
        let written = tree("1 = { titre = \"a\", niveau = \"b\" }\n\"1.1\" = \"c\"");
        assert_eq!(written, (vec!["1".to_owned(), "1.1".to_owned()], vec![]));
        assert_eq!(tree("\"2\" = \"\""), (vec![], vec![("cle-manquante", 0)]));
        let slip = tree("1 = { titre = \"a\", niveaux = \"b\" }").1;
        assert_eq!(slip, [("cle-inconnue", 19)]);
    }

    #[test]
    fn a_line_of_the_strategy_is_no_node() {
        let strayed = tree("1 = \"a\"\nextrait = true\ntitre = \"b\"").1;
        assert_eq!(strayed, [("cle-mal-placee", 8), ("cle-mal-placee", 23)]);
    }
}
