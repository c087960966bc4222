//! What an operation class of Japan's survey means, by our reviewed table (`data/catalogue/operation_classes.csv`).
//!
//! A class number means something only within one disease and one year, and its name counts only where it is confirmed for that
//! year. What is not clearly a removal is never counted as one.

use std::collections::BTreeMap;
use std::path::Path;

use super::BuildError;
use super::catalogue::Named;
use crate::catalogue::Separable;
use crate::edition::Bilingual;

/// What stands in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Treatment {
    /// Removal, whole or part.
    Resection,
    /// Removal through an endoscope.
    Endoscopic,
    /// The publisher's class 97.
    Other,
    /// No operation, class 99.
    None,
    /// Something else, or not known.
    NotCounted,
}

/// One class of one disease in one year.
#[derive(Clone, Debug)]
struct Class {
    treatment: Treatment,
    /// Whether its name may be trusted for that year.
    confirmed: bool,
    /// Whether anyone was counted in it.
    counted: bool,
}

/// All classes: year, disease, class.
#[derive(Clone, Debug, Default)]
pub(crate) struct Classes {
    classes: BTreeMap<(u16, String), BTreeMap<String, Class>>,
}

impl Classes {
    /// Reads the reviewed table.
    pub(crate) fn read(definitions: &Path) -> Result<Classes, BuildError> {
        const FILE: &str = "catalogue/operation_classes.csv";
        let mut classes: BTreeMap<(u16, String), BTreeMap<String, Class>> = BTreeMap::new();
        let table = Named::read(definitions, FILE)?;
        for [year, group, class, state, kind, national] in
            table.rows(["fiscal_year", "mdc6", "class", "name_state", "kind", "admissions_national"])?
        {
            let year =
                year.parse().map_err(|_| BuildError::Manifest(FILE.to_owned(), format!("“{year}” is not a year")))?;
            let treatment = match kind.as_str() {
                "resection" => Treatment::Resection,
                "endoscopic" => Treatment::Endoscopic,
                "other-operation" => Treatment::Other,
                "no-operation" => Treatment::None,
                _ => Treatment::NotCounted,
            };
            let row =
                Class { treatment, confirmed: state == "confirmed", counted: !matches!(national.as_str(), "" | "0") };
            classes.entry((year, group)).or_default().insert(class, row);
        }
        Ok(Classes { classes })
    }

    /// What a class means.
    pub(crate) fn treatment(&self, year: u16, group: &str, class: &str) -> Treatment {
        let known = self.classes.get(&(year, group.to_owned())).and_then(|classes| classes.get(class));
        known.map_or(Treatment::NotCounted, |class| class.treatment)
    }

    /// How many classes of a disease there are in a year, and how many of one treatment.
    pub(crate) fn count(&self, year: u16, group: &str, treatment: Option<Treatment>) -> usize {
        let Some(classes) = self.classes.get(&(year, group.to_owned())) else { return 0 };
        classes.values().filter(|class| treatment.is_none_or(|wanted| class.treatment == wanted)).count()
    }

    /// Whether removals can be told apart in any year, and if not why.
    pub(crate) fn separable(&self, group: &str) -> Separable {
        let any = |treatment| [2021, 2022].iter().any(|year| self.count(*year, group, Some(treatment)) > 0);
        let (resections, endoscopic) = (any(Treatment::Resection), any(Treatment::Endoscopic));
        let own = self.own(group).any(|(_, class)| class.counted);
        let reason = match (resections || endoscopic, own) {
            (true, _) => Bilingual::default(),
            (false, false) => Bilingual {
                en: "The survey has no class of its own for removals in this disease: they stand in the class “other \
                     operations”, together with transfusions and everything else. So the number of removals is not known; it is \
                     not zero."
                    .to_owned(),
                ja: "この病気では、切除手術だけの区分が調査にありません。輸血などと一緒に「その他の手術」に入っています。そのため、\
                     切除手術の件数はわかりません。ゼロという意味ではありません。"
                    .to_owned(),
            },
            (false, true) => Bilingual {
                en: "It is not certain which class of this disease holds removals in that year, so they are not counted; that \
                     does not mean zero."
                    .to_owned(),
                ja: "この病気では、その年にどの区分が切除手術にあたるか確かでないため、数えていません。ゼロという意味ではありません。".to_owned(),
            },
        };
        Separable { resections, endoscopic, reason }
    }

    /// What a reader needs beside the numbers of removals.
    pub(crate) fn remarks(&self, group: &str) -> Bilingual {
        let mut unnamed: Vec<&str> =
            self.own(group).filter(|(_, class)| class.counted && !class.confirmed).map(|(number, _)| number).collect();
        unnamed.sort_unstable();
        unnamed.dedup();
        if unnamed.is_empty() || !self.separable(group).resections {
            return Bilingual::default();
        }
        let list = unnamed.join(", ");
        Bilingual {
            en: format!(
                "Some operations (class {list} of the survey) are not counted here, because it is not certain what they are; \
                 the true number may be higher."
            ),
            ja: format!(
                "内容が確かでない一部の手術（調査の区分{list}）は、ここでは数えていません。実際の件数はもっと多いことがあります。"
            ),
        }
    }

    /// The disease's own classes (01, 02, …) of all years.
    fn own(&self, group: &str) -> impl Iterator<Item = (&str, &Class)> {
        self.classes
            .iter()
            .filter(move |((_, known), _)| known == group)
            .flat_map(|(_, classes)| classes.iter())
            .filter(|(number, _)| !matches!(number.as_str(), "97" | "99"))
            .map(|(number, class)| (number.as_str(), class))
    }
}
