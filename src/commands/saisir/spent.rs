//! What `--depense` says: an amount, and the line of costs on which it goes.

use anyhow::{anyhow, bail};

use crate::edit::saisie::Depense;
use crate::load::cure;
use crate::model::cout::{LigneCout, Montant};
use crate::report::bilan::FicheBilan;
use crate::text::fold::same;
use crate::text::nearest::{nearest, quoted_or};
use crate::text::texte::Texte;
use crate::text::typed;

/// Reads an amount in euros.
pub(super) fn montant(words: &str) -> Result<Montant, String> {
    let number = cure::number(words).filter(|_| !cure::is_rough(words));
    let amount = number.and_then(|number| Montant::parse(&number));
    let amount = amount.filter(|amount| amount.cents() >= 0);
    amount.ok_or_else(|| {
        format!("« {words} » n'est pas un montant en euros ; écrire par exemple 4380,50")
    })
}

/// Reads what was spent: on the line that a name designates, or on the only one that does not say it.
pub(super) fn depense(fiche: &FicheBilan<'_>, text: &str) -> anyhow::Result<Depense> {
    let open: Vec<usize> = unspent(fiche).collect();
    let lines = &fiche.fiche.couts.lignes;
    let Some((objet, words)) = text.rsplit_once('=') else {
        let montant = montant(text).map_err(|why| anyhow!("--depense : {why}"))?;
        return match open.as_slice() {
            [only] => Ok(Depense::Ligne(*only, montant)),
            [] => bail!(
                "aucune ligne de coût de l'année n'attend de montant dépensé : dire sur quoi, par exemple --depense \"Intervenant={text}\""
            ),
            several => {
                let objets = several
                    .iter()
                    .filter_map(|rank| lines[*rank].objet.as_deref());
                let objets: Vec<&str> = objets.map(Texte::as_str).collect();
                bail!(
                    "plusieurs lignes de coût attendent un montant dépensé : écrire l'objet devant, {}",
                    quoted_or(&objets)
                )
            }
        };
    };
    let objet = typed::line(objet);
    let montant = montant(words).map_err(|why| anyhow!("--depense {objet} : {why}"))?;
    if objet.is_empty() {
        bail!("--depense : écrire l'objet devant le signe égal");
    }
    let of_year = |rank: &usize| {
        let line = &raw const lines[*rank];
        fiche.lignes.iter().any(|own| std::ptr::eq(*own, line))
    };
    let years: Vec<usize> = (0..lines.len()).filter(of_year).collect();
    let named: Vec<usize> = years
        .iter()
        .copied()
        .filter(|rank| is_called(&lines[*rank], &objet))
        .collect();
    let waiting = named.iter().copied().filter(|rank| open.contains(rank));
    match (named.as_slice(), waiting.collect::<Vec<_>>().as_slice()) {
        ([only], _) | (_, [only]) => Ok(Depense::Ligne(*only, montant)),
        ([], _) => new_depense(years.iter().map(|rank| &lines[*rank]), objet, montant),
        (several, _) => {
            let names: Vec<String> = several.iter().map(|rank| called(&lines[*rank])).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            bail!(
                "plusieurs lignes de coût s'appellent « {objet} » : dire aussi le financeur, {}",
                quoted_or(&names)
            )
        }
    }
}

/// Returns what a line of costs is called: its object, and in brackets who pays.
pub(super) fn called(line: &LigneCout) -> String {
    let objet = line
        .objet
        .as_ref()
        .map_or("sans objet", |objet| objet.as_str());
    match &line.financeur {
        Some(financeur) => format!("{objet} ({})", **financeur),
        None => objet.to_owned(),
    }
}

/// Returns whether a line of costs is called by words: its object, with or without who pays.
fn is_called(line: &LigneCout, words: &str) -> bool {
    let objet = line.objet.as_ref();
    objet.is_some_and(|objet| same(objet, words)) || same(&called(line), words)
}

/// Returns a new line of costs, unless its name is a slip for one that is there.
fn new_depense<'a>(
    lines: impl Iterator<Item = &'a LigneCout>,
    objet: String,
    montant: Montant,
) -> anyhow::Result<Depense> {
    let known: Vec<&str> = lines
        .filter_map(|line| line.objet.as_deref())
        .map(Texte::as_str)
        .collect();
    let close = nearest(&objet, known.iter().copied());
    if !close.is_empty() {
        bail!(
            "l'année n'a pas de dépense « {objet} » ; vouliez-vous dire {} ? une dépense nouvelle de ce nom s'écrit dans la fiche, sous [couts]",
            quoted_or(&close)
        );
    }
    Ok(Depense::Nouvelle(objet, montant))
}

/// Returns the ranks of the lines of costs of the exercice that do not say what was spent.
pub(super) fn unspent(fiche: &FicheBilan<'_>) -> impl Iterator<Item = usize> {
    let lines = fiche.fiche.couts.lignes.iter().enumerate();
    lines
        .filter(|(_, line)| {
            let own = fiche.lignes.iter();
            line.realise.is_none() && own.into_iter().any(|own| std::ptr::eq(*own, *line))
        })
        .map(|(rank, _)| rank)
}
