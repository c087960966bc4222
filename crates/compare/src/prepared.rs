//! What every comparison over one edition would otherwise work out again: where the rows of a measure stand, which period is
//! shown, how the counts of all institutions lie beside each other.
//!
//! Where the rows of each measure begin is found when the first question comes (a fraction of a millisecond). The rest is worked
//! out for a measure when it is first asked for, so that one command does not pay for all of them.

use std::ops::Range;
use std::sync::OnceLock;

use evidence::{Country, Edition, InstitutionIndex, Measure, MeasureIndex, Outcome, Period, Volume};

use crate::funnel::{self, Funnel, NoFunnel};
use crate::measures::Counted;

/// What is worked out from one edition, whoever asks.
pub(crate) struct Prepared {
    measures: Vec<Figures>,
}

/// Where the figures of one measure stand in the edition.
struct Figures {
    volumes: Range<usize>,
    results: Range<usize>,
    volume_country: Option<Country>,
    results_country: Option<Country>,
    /// One for each of `Counted::ASKED`; none where no row holds a figure.
    shown: [OnceLock<Option<Shown>>; Counted::ASKED.len()],
    runs: OnceLock<Runs>,
    /// For each period of which a funnel can be drawn, the funnel, drawn when it is first asked for: some milliseconds each.
    funnels: OnceLock<Result<Vec<OnceFunnel>, NoFunnel>>,
}

type OnceFunnel = (Period, OnceLock<Result<Funnel, NoFunnel>>);

/// What is shown of one volume measure for one treatment.
pub(crate) struct Shown {
    /// The period.
    pub(crate) period: Period,
    /// The count that the treatment asked for is ordered and grouped by.
    pub(crate) counted: Counted,
    /// The most that each published count can be, sorted.
    pub(crate) ceilings: Vec<u32>,
    /// Each institution with a figure in the period, with the position of its row among the measure's; sorted.
    positions: Vec<(InstitutionIndex, u32)>,
}

/// Where the rows of each institution begin and end among those of one measure.
pub(crate) struct Runs {
    /// By the institution's position: where its rows begin; the next one's begin where they end.
    starts: Vec<u32>,
}

impl Prepared {
    pub(crate) fn new(edition: &Edition) -> Prepared {
        let measures = (0..).map(MeasureIndex).zip(&edition.measures).map(|(index, _)| Figures::new(edition, index));
        Prepared { measures: measures.collect() }
    }

    /// The rows of a volume measure, and what is shown of them when this count is asked for; none when there is no figure.
    pub(crate) fn volumes<'a>(
        &'a self,
        edition: &'a Edition,
        measure: MeasureIndex,
        asked: Counted,
    ) -> Option<(&'a [Volume], &'a Shown)> {
        let figures = self.measures.get(measure.position())?;
        let rows = edition.volumes.get(figures.volumes.clone())?;
        let place = Counted::ASKED.iter().position(|counted| *counted == asked)?;
        let shown = figures.shown.get(place)?.get_or_init(|| Shown::new(rows, asked)).as_ref()?;
        Some((rows, shown))
    }

    /// The rows of an outcome measure, and where each institution's stand.
    pub(crate) fn results<'a>(
        &'a self,
        edition: &'a Edition,
        measure: MeasureIndex,
    ) -> Option<(&'a [Outcome], &'a Runs)> {
        let figures = self.measures.get(measure.position())?;
        let rows = edition.results.get(figures.results.clone())?;
        Some((rows, figures.runs.get_or_init(|| Runs::new(rows, edition.institutions.len()))))
    }

    /// The funnel of a measure in one of its periods, the newest when none is named.
    pub(crate) fn funnel(
        &self,
        edition: &Edition,
        measure: MeasureIndex,
        period: Option<Period>,
    ) -> Result<&Funnel, NoFunnel> {
        let undrawn = || Ok(funnel::periods(edition, measure)?.into_iter().map(|own| (own, OnceLock::new())).collect());
        let figures = self.measures.get(measure.position()).ok_or(NoFunnel::NoEvents)?;
        let funnels: &Vec<OnceFunnel> = figures.funnels.get_or_init(undrawn).as_ref().map_err(|why| *why)?;
        let asked = |own: &&OnceFunnel| period.is_none_or(|period| own.0 == period);
        let (own, drawn) = funnels.iter().find(asked).ok_or(NoFunnel::NoSuchPeriod)?;
        let periods = || funnels.iter().map(|(period, _)| *period).collect();
        drawn.get_or_init(|| funnel::draw(edition, measure, *own, periods())).as_ref().map_err(|why| *why)
    }

    /// The country that a volume measure counts in; where it has no rows, the country of its publisher's other counts.
    pub(crate) fn volume_country(&self, edition: &Edition, index: MeasureIndex, measure: &Measure) -> Option<Country> {
        let own = self.measures.get(index.position()).and_then(|figures| figures.volume_country);
        let others = || self.measures.iter().zip(&edition.measures);
        let of_publisher = || others().filter(|(_, other)| other.publisher == measure.publisher);
        own.or_else(|| of_publisher().find_map(|(figures, _)| figures.volume_country))
    }

    /// The country whose results an outcome measure holds; none when it holds none.
    pub(crate) fn results_country(&self, index: MeasureIndex) -> Option<Country> {
        self.measures.get(index.position())?.results_country
    }
}

impl Figures {
    fn new(edition: &Edition, measure: MeasureIndex) -> Figures {
        let first = |institution: Option<InstitutionIndex>| Some(edition.institution(institution?)?.country);
        Figures {
            volumes: place(&edition.volumes, |row| row.measure.cmp(&measure)),
            results: place(&edition.results, |row| row.measure.cmp(&measure)),
            volume_country: first(edition.volumes_of(measure).first().map(|row| row.institution)),
            results_country: first(edition.results_of(measure).first().map(|row| row.institution)),
            shown: [const { OnceLock::new() }; Counted::ASKED.len()],
            runs: OnceLock::new(),
            funnels: OnceLock::new(),
        }
    }
}

impl Shown {
    fn new(rows: &[Volume], asked: Counted) -> Option<Shown> {
        let period = most_telling_period(rows, asked)?;
        let figures = || (0..).zip(rows).filter(|(_, row)| row.period == period && is_a_figure(row));
        let told = figures().any(|(_, row)| asked.count(row).is_some());
        // Another treatment's count never stands in for one that nobody's figures tell apart; a caution says so.
        let counted = if told { asked } else { Counted::NotTold };
        let published = figures().filter(|(_, row)| counted.count(row).is_some());
        let mut ceilings: Vec<u32> = published.map(|(_, row)| counted.ceiling(row)).collect();
        ceilings.sort_unstable();
        let mut positions: Vec<(InstitutionIndex, u32)> =
            figures().map(|(position, row)| (row.institution, position)).collect();
        positions.dedup_by_key(|(institution, _)| *institution);
        Some(Shown { period, counted, ceilings, positions })
    }

    /// The position of an institution's row among the measure's.
    pub(crate) fn position(&self, institution: InstitutionIndex) -> Option<usize> {
        let found = self.positions.binary_search_by_key(&institution, |(other, _)| *other).ok()?;
        self.positions.get(found).map(|(_, position)| *position as usize)
    }

    /// The institutions with a figure in the period.
    pub(crate) fn institutions(&self) -> impl Iterator<Item = InstitutionIndex> {
        self.positions.iter().map(|(institution, _)| *institution)
    }
}

impl Runs {
    fn new(rows: &[Outcome], institutions: usize) -> Runs {
        let mut starts = Vec::with_capacity(institutions + 1);
        let mut begun = 0;
        for institution in (0..).map(InstitutionIndex).take(institutions + 1) {
            let rest = rows.get(begun..).unwrap_or_default();
            begun += rest.iter().take_while(|row| row.institution < institution).count();
            starts.push(u32::try_from(begun).unwrap_or(u32::MAX));
        }
        Runs { starts }
    }

    /// Where the rows of an institution stand among the measure's.
    pub(crate) fn of(&self, institution: InstitutionIndex) -> Range<usize> {
        let start = |position: usize| self.starts.get(position).map_or(0, |start| *start as usize);
        start(institution.position())..start(institution.position() + 1)
    }
}

/// Where the run of sorted rows stands for which `order` says `Equal`.
fn place<T>(sorted: &[T], order: impl Fn(&T) -> std::cmp::Ordering) -> Range<usize> {
    sorted.partition_point(|row| order(row).is_lt())..sorted.partition_point(|row| order(row).is_le())
}

/// The latest of the periods in which most can be told: whether the asked treatment is told apart, then how many kinds of counts there are.
fn most_telling_period(rows: &[Volume], asked: Counted) -> Option<Period> {
    let mut periods: Vec<(Period, [bool; 4])> = Vec::new();
    for row in rows.iter().filter(|row| is_a_figure(row)) {
        let position = match periods.iter().position(|(period, _)| *period == row.period) {
            Some(position) => position,
            None => {
                periods.push((row.period, [false; 4]));
                periods.len() - 1
            }
        };
        if let Some((_, told)) = periods.get_mut(position) {
            told[0] |= asked.count(row).is_some();
            told[1] |= row.operations.is_some();
            told[2] |= row.endoscopic.is_some();
            told[3] |= row.cases.is_some();
        }
    }
    let worth = |told: &[bool; 4]| (told[0], told.iter().filter(|part| **part).count());
    periods.into_iter().max_by_key(|(period, told)| (worth(told), period.last, period.first)).map(|(period, _)| period)
}

fn is_a_figure(row: &Volume) -> bool {
    [row.cases, row.operations, row.endoscopic, row.other_operations, row.no_operation].iter().any(Option::is_some)
}
