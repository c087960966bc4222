//! How many were treated at each institution, and what that says beside the others.

use evidence::{Edition, InstitutionIndex, MeasureIndex, Period, Standard, Volume};

use crate::comparison::{Experience, Group};
use crate::measures::{Counted, VolumeMeasure};

/// A published count below this stands with those that are not published.
const LEAST_FOR_A_GROUP: u32 = 10;
/// Among fewer institutions a percentile says nothing.
const FEWEST_FOR_A_PERCENTILE: usize = 10;

/// The counts of one measure in one period, ready to be asked about each institution.
pub(crate) struct Counts<'a> {
    volume: &'a VolumeMeasure<'a>,
    /// The minimum that applies to exactly these operations, with its position.
    standard: Option<(usize, u32)>,
    /// Whether numbers may speak: they do not of a child, nor of an illness that the codes cannot see.
    may_speak: bool,
}

/// What one row says for groups and order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Count {
    /// Surely at least so many.
    pub(crate) floor: u32,
    /// At most so many.
    pub(crate) ceiling: u32,
}

impl<'a> Counts<'a> {
    /// `may_speak` is false where the counts and minimums of adults do not speak of the patient.
    pub(crate) fn new(edition: &Edition, volume: &'a VolumeMeasure<'a>, may_speak: bool) -> Counts<'a> {
        let standard = if may_speak { standard(edition, volume) } else { None };
        Counts { volume, standard, may_speak }
    }

    /// The count of an institution by the treatment asked for, when it is published.
    pub(crate) fn count(&self, row: &Volume) -> Option<Count> {
        let floor = self.volume.counted.count(row)?;
        Some(Count { floor, ceiling: self.volume.counted.ceiling(row) })
    }

    pub(crate) fn group(&self, row: &Volume) -> Group {
        match (self.standard_met(row), self.count(row)) {
            (Some(_), _) => Group::AtStandard,
            (None, Some(count)) if count.floor >= LEAST_FOR_A_GROUP => Group::Published,
            // No count of this treatment exists, so none may put one before another: any figure is a published one.
            (None, None) if self.volume.counted == Counted::NotTold => Group::Published,
            (None, _) => Group::NotPublished,
        }
    }

    /// The standard that the operations reach, by its position in the edition; a floor at or above it is certain.
    pub(crate) fn standard_met(&self, row: &Volume) -> Option<usize> {
        let (position, minimum) = self.standard?;
        row.operations.is_some_and(|operations| operations >= minimum).then_some(position)
    }

    /// All that is said of one institution.
    pub(crate) fn experience(&self, row: &Volume) -> Experience {
        let among = self.volume.shown.ceilings.len();
        Experience {
            measure: self.volume.link.measure,
            period: row.period,
            months: row.months,
            at_least: self.volume.measure.at_least,
            cases: row.cases,
            operations: row.operations,
            endoscopic: row.endoscopic,
            other_operations: row.other_operations,
            no_operation: row.no_operation,
            percentile: self.count(row).and_then(|count| self.percentile(count)),
            among,
            trend: self.trend(row),
        }
    }

    /// This many of a hundred surely have fewer, whatever the hidden cells hold.
    fn percentile(&self, count: Count) -> Option<u32> {
        let among = self.volume.shown.ceilings.len();
        if among < FEWEST_FOR_A_PERCENTILE || !self.may_speak {
            return None;
        }
        let surely_fewer = self.volume.shown.ceilings.partition_point(|ceiling| *ceiling < count.floor);
        u32::try_from(surely_fewer * 100 / among).ok()
    }

    /// Earlier periods by the same definition, oldest first; none where counts are floors, for a floor can fall while the count rises.
    fn trend(&self, row: &Volume) -> Vec<(Period, Option<u8>, u32)> {
        if self.volume.measure.at_least {
            return Vec::new();
        }
        let earlier = self.volume.rows_at(row.institution).iter();
        earlier
            .filter(|other| other.series == row.series && other.period < row.period)
            .filter_map(|other| Some((other.period, other.months, self.volume.counted.count(other)?)))
            .collect()
    }
}

/// The strictest standard set for exactly the operations counted, over a period of twelve months.
fn standard(edition: &Edition, volume: &VolumeMeasure) -> Option<(usize, u32)> {
    // Where all treatments are asked for, only a measure that counts nothing but operations says what a standard asks.
    let of_operations = match volume.counted {
        Counted::Operations => true,
        Counted::Any => volume.measure.counts == evidence::Counts::Operations,
        Counted::Endoscopic | Counted::NoOperation | Counted::NotTold => false,
    };
    let fits = of_operations && volume.period.months() == 12;
    let names = |standard: &Standard, measure: MeasureIndex| standard.measure == Some(measure);
    let of_measure = edition.standards.iter().enumerate().filter(|(_, standard)| names(standard, volume.link.measure));
    of_measure
        .filter(|_| fits)
        .map(|(position, standard)| (position, standard.minimum_a_year))
        .max_by_key(|(_, minimum)| *minimum)
}

/// The row of an institution, when a volume measure speaks of the condition.
pub(crate) fn row_of<'a>(volume: Option<&VolumeMeasure<'a>>, institution: InstitutionIndex) -> Option<&'a Volume> {
    volume?.row_at(institution)
}
