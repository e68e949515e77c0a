//! Reads `strategie.toml`: the identity of the plan and its tree.

use toml::de::DeValue;

use super::faults::{CODE_SANS_GUILLEMETS, FORMAT_INCONNU, VALEUR_IMPOSSIBLE};
use super::reader::{Spot, TableReader, report_wrong_type, span_of};
use super::shared;
use super::values::{End, Value};
use crate::model::arborescence::{Arborescence, Noeud};
use crate::model::ids::Code;
use crate::model::strategie::{Annonce, Instance, PlanParent, Prorogation, SourcePlan, Strategie};
use crate::text::located::Located;

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
    let nameless = || Located::new(String::new(), table.at());
    let text = |name| {
        table
            .list::<String>(name)
            .into_iter()
            .map(Located::into_inner)
            .collect()
    };
    let arborescence = Arborescence::new(noeuds(table), text("niveaux"), text("sans_numero"));
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
fn words<T: Value>(table: &TableReader<'_>, name: &str) -> Vec<(Located<String>, Located<T>)> {
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
    let shape = key.inner_shape();
    let names = table.names("arborescence");
    let mut noeuds = Vec::new();
    for (name, value) in table.entries("arborescence") {
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
            DeValue::Table(inner) if inner.keys().any(|key| shape.key(key.get_ref()).is_none()) => {
                report_nested(table, &name, value);
            }
            DeValue::Table(_) => {
                let inner = TableReader::inner(table.faults, value, names.inside(&name, shape));
                noeuds.extend(inner.and_then(|inner| {
                    let (titre, niveau) = (inner.required("titre"), inner.optional("niveau"));
                    Some(Noeud {
                        code,
                        titre: titre?,
                        niveau,
                    })
                }));
            }
            DeValue::String(_) => {
                let titre = String::read(table.faults, key, value);
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

/// Reports the codes that the lack of quotation marks has nested under another.
fn report_nested(table: &TableReader<'_>, name: &str, value: &Spot<'_>) {
    let shape = table.scope.key("arborescence").inner_shape();
    let DeValue::Table(inner) = value.get_ref() else {
        return;
    };
    for (key, value) in inner
        .iter()
        .filter(|(key, _)| shape.key(key.get_ref()).is_none())
    {
        let code = format!("{name}.{}", key.get_ref());
        match value.get_ref() {
            DeValue::Table(_) => report_nested(table, &code, value),
            _ => {
                let message = format!("le code {code} n'est pas entre guillemets");
                let help = format!("écrire \"{code}\" = {}", table.faults.raw(value.span()));
                table
                    .faults
                    .report(&CODE_SANS_GUILLEMETS, key.span(), message, help);
            }
        }
    }
}
