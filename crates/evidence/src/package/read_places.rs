//! Reads towns, postal codes and ZIP areas.

use std::collections::HashMap;

use super::cells::Cells;
use super::problem::{Problem, What};
use super::read::{Files, each_row, in_order, next_index, unknown};
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
        let (latitude, longitude) = (cells.needed()?, cells.needed()?);
        let point = point(cells, latitude, longitude)?;
        places.all.push(Place { id, country, kind, name, kana, latin, region, region_latin, aliases, point });
        Ok(())
    });
    each_row(files, &schema::POSTAL, &mut problems, |cells| {
        let (first, last): (u32, u32) = (cells.needed()?, cells.needed()?);
        stretch(cells, places.postal.last(), first, last)?;
        let id = cells.text()?;
        let place = *ids.get(id).ok_or_else(|| unknown(cells, id, "places.csv"))?;
        places.postal.push(PostalRange { first, last, place });
        Ok(())
    });
    each_row(files, &schema::ZIPS, &mut problems, |cells| {
        let code: u32 = cells.needed()?;
        in_order(cells, places.zips.last().map(|last| last.code), code)?;
        let (latitude, longitude) = (cells.needed()?, cells.needed()?);
        let point = point(cells, latitude, longitude)?;
        places.zips.push(Zip { code, point, label: cells.owned()? });
        Ok(())
    });
    (places, problems)
}

/// Postal codes stand in order, each in one stretch only: the search for a code relies on it.
fn stretch(cells: &Cells<'_>, above: Option<&PostalRange>, first: u32, last: u32) -> Result<(), Problem> {
    let codes = || format!("{first:07}-{last:07}");
    if first > last {
        return Err(cells.problem(What::Backwards(codes())));
    }
    in_order(cells, above.map(|above| above.first), first)?;
    match above {
        Some(above) if above.last >= first => Err(cells.problem(What::Overlaps(codes()))),
        _ => Ok(()),
    }
}
