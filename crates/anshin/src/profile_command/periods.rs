//! Periods as people write them.

use evidence::Period;

use super::cells::half_width;

/// Reads a year (`2022`, `2022年`), years (`2018-2019`), a month (`2021-04`), months (`2021-04/2022-03`) or a Japanese fiscal
/// year (`2021年度`, `令和3年度`, `R3年度`). A month may be `2022年4月`; `R3` alone is taken for the fiscal year, as Japanese hospitals write it.
pub(super) fn period(cell: &str) -> Option<Period> {
    let plain = half_width(cell);
    if let Some(year) = plain.strip_suffix("年度") {
        return calendar_year(year).map(Period::fiscal_year);
    }
    if let Some(year) = plain.strip_suffix('年') {
        return calendar_year(year).map(Period::year);
    }
    if let Some((year, month)) = plain.strip_suffix('月').and_then(|start| start.split_once('年')) {
        let month = month.parse::<u8>().ok()?;
        let month = format!("{}-{month:02}", calendar_year(year)?);
        return Period::parse(&format!("{month}/{month}"));
    }
    if plain.starts_with(['R', 'H', 'S']) {
        return calendar_year(&plain).map(Period::fiscal_year);
    }
    Period::parse(&plain).or_else(|| Period::parse(&format!("{plain}/{plain}")))
}

/// A year of the common era, or of a Japanese one.
fn calendar_year(text: &str) -> Option<u16> {
    let eras = [("令和", 2018), ("平成", 1988), ("昭和", 1925), ("R", 2018), ("H", 1988), ("S", 1925)];
    let year: u16 = match eras.iter().find_map(|(era, before)| Some((text.strip_prefix(era)?, before))) {
        Some(("元", before)) => before + 1,
        Some((year, before)) => year.parse::<u16>().ok().filter(|year| (1..=64).contains(year))? + before,
        None => text.parse().ok()?,
    };
    (1900..=2100).contains(&year).then_some(year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_write_a_fiscal_year_is_april_to_march() {
        for cell in ["2021年度", "令和3年度", "R3", "R3年度", "２０２１年度", "2021-04/2022-03", " 2021-04/2022-03 "]
        {
            assert_eq!(period(cell), Some(Period::fiscal_year(2021)), "{cell}");
        }
        assert_eq!(period("令和元年"), Some(Period::year(2019)));
        assert_eq!(period("2022年4月"), period("2022-04"));
        assert_eq!(period("令和4年12月"), period("2022-12"));
        assert_eq!(period("2018–2019"), Some(Period::years(2018, 2019)));
        assert_eq!(period("2021-04").map(Period::months), Some(1));
    }

    #[test]
    fn what_is_no_period_is_not_guessed() {
        for cell in [
            "",
            "Apr-21",
            "21",
            "2021Q1",
            "2019-2018",
            "2021-13",
            "FY2021",
            "2022年13月",
            "R0",
            "Rx",
            "令和0年度",
            "all",
        ] {
            assert_eq!(period(cell), None, "{cell}");
        }
    }
}
