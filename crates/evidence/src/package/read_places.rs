//! Reads towns, postal codes and ZIP areas.

use std::collections::HashMap;

use super::problem::{Problem, What};
use super::read::{Files, each_row, next_index, unknown};
use super::read_catalogue::point;
use super::schema;
use crate::place::{Place, Places, PostalRange, Zip};

/// Reads the places.
pub(crate) fn places(files: &Files) -> (Places, Vec<Problem>) {
    let (mut places, mut problems) = (Places::default(), Vec::new());
    let mut ids: HashMap<String, u32> = HashMap::new();
    each_row(files, &schema::PLACES, &mut problems, |cells| {
        let id = cells.owned()?;
        if ids.insert(id.clone(), next_index(&places.all)).is_some() {
            return Err(cells.problem(What::Twice(id)));
        }
        let (country, kind) = (cells.word()?, cells.word()?);
        let (name, kana, latin) = (cells.owned()?, cells.owned()?, cells.owned()?);
        let (region, region_latin, aliases) = (cells.owned()?, cells.owned()?, cells.list()?);
        let (latitude, longitude) = (cells.number_or_zero()?, cells.number_or_zero()?);
        let point = point(cells, latitude, longitude)?;
        places.all.push(Place { id, country, kind, name, kana, latin, region, region_latin, aliases, point });
        Ok(())
    });
    each_row(files, &schema::POSTAL, &mut problems, |cells| {
        let (first, last) = (cells.number_or_zero()?, cells.number_or_zero()?);
        let id = cells.text()?;
        let place = *ids.get(id).ok_or_else(|| unknown(cells, id, "places.csv"))?;
        places.postal.push(PostalRange { first, last, place });
        Ok(())
    });
    each_row(files, &schema::ZIPS, &mut problems, |cells| {
        let code = cells.number_or_zero()?;
        let (latitude, longitude) = (cells.number_or_zero()?, cells.number_or_zero()?);
        let point = point(cells, latitude, longitude)?;
        places.zips.push(Zip { code, point, label: cells.owned()? });
        Ok(())
    });
    (places, problems)
}
