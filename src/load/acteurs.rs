//! Reads `acteurs.toml`.

use super::tree::{Node, Table};

use super::cure;
use super::faults::{CLE_MAL_PLACEE, CROCHETS, IDENTIFIANT_INVALIDE};
use super::found::Faults;
use super::keys::{ACTEUR, Shape};
use super::messages;
use super::reader::{TableReader, is_repeated_table};
use super::scope::file_scope;
use crate::model::acteur::Acteur;
use crate::model::ids::ActeurId;
use crate::text::located::Located;

/// Reads the actors, in the file's order.
pub(super) fn read(faults: &Faults<'_>, table: &Table<'_>) -> Vec<Acteur> {
    /// The file itself: one table an actor.
    static FILE: Shape = Shape {
        name: "la liste des acteurs",
        keys: &[],
    };
    let file = file_scope(&FILE);
    let mut acteurs = Vec::new();
    for (name, value) in table.iter() {
        if is_repeated_table(value) {
            let (message, help) = messages::brackets(name.get_ref(), false);
            faults.report(&CROCHETS, value.span(), message, help);
            continue;
        }
        let Node::Table(_) = value.get_ref() else {
            let message = format!("« {} » n'appartient à aucun acteur", name.get_ref());
            let help = "ouvrir d'abord la rubrique de l'acteur, par exemple [ville-de-lomme], et écrire la ligne dessous";
            faults.report(&CLE_MAL_PLACEE, name.span(), message, help.to_owned());
            continue;
        };
        let inner = TableReader::inner(faults, value, file.inside(name.get_ref(), &ACTEUR));
        let id = match ActeurId::parse(name.get_ref()) {
            Ok(id) => Some(Located::new(id, faults.at(name.span()))),
            Err(expected) => {
                let message = format!(
                    "« {} » ne peut pas servir d'identifiant d'acteur",
                    name.get_ref()
                );
                let proposed = cure::identifier(name.get_ref());
                let help = match ActeurId::parse(&proposed) {
                    Ok(id) => format!("écrire [{}]", id.as_str()),
                    Err(_) => format!("écrire {expected}"),
                };
                faults.report(&IDENTIFIANT_INVALIDE, name.span(), message, help);
                None
            }
        };
        acteurs.extend(inner.and_then(|inner| {
            let nom = inner.required("nom");
            let (sigle, alias, genre) = (
                inner.optional("sigle"),
                inner.list("alias"),
                inner.optional("genre"),
            );
            Some(Acteur {
                id: id?,
                nom: nom?,
                sigle,
                alias,
                genre,
            })
        }));
    }
    acteurs
}
