//! A small edition for tests. Everything in it is made up: no hospital and no figure here is to be believed.

use compare::{Comparison, Order, Origin, Purpose, Question, Treatment, compare};
use evidence::{
    Affiliation, Bilingual, Condition, ConditionIndex, Country, Counts, Direction, Edition, Institution,
    InstitutionIndex, Kind, Link, Measure, MeasureIndex, Outcome, Period, Point, Precision, Publisher, RateUnit, Scope,
    Separable, State, Volume,
};

/// A made-up edition that tests fill.
pub struct MadeUp {
    pub edition: Edition,
}

pub fn both(text: &str) -> Bilingual {
    Bilingual { en: text.to_owned(), ja: text.to_owned() }
}

impl MadeUp {
    /// One condition, one publisher, nothing published yet.
    pub fn new() -> MadeUp {
        let condition = Condition {
            id: "made-up-cancer".to_owned(),
            name: both("made-up cancer"),
            kana: String::new(),
            synonyms_en: Vec::new(),
            synonyms_ja: Vec::new(),
            icd10: String::new(),
            kind: "cancer".to_owned(),
            plain: true,
            rare: false,
        };
        let publisher = Publisher {
            id: "made-up".to_owned(),
            name: both("Made-up Publisher"),
            homepage: "https://publisher.example".to_owned(),
            terms: both(""),
        };
        let edition = Edition {
            version: "made-up-1".to_owned(),
            created: "2026-11-22".to_owned(),
            conditions: vec![condition],
            publishers: vec![publisher],
            ..Edition::default()
        };
        MadeUp { edition }
    }

    /// Links a measure to the condition.
    pub fn measure(&mut self, id: &str, kind: Kind, scope: Scope, change: impl Fn(&mut Measure)) -> MeasureIndex {
        let index = MeasureIndex(self.edition.measures.len() as u32);
        let mut measure = Measure {
            id: id.to_owned(),
            publisher: 0,
            kind,
            name: both(id),
            numerator: both(""),
            denominator: both(""),
            adjustment: both(""),
            ages: both(""),
            not_said: both(""),
            direction: Direction::Neither,
            rate_unit: RateUnit::Percent,
            counts: Counts::Admissions,
            at_least: true,
            shrunken: false,
            separable: Separable { resections: true, endoscopic: true, reason: both("") },
            remarks: both(""),
        };
        change(&mut measure);
        self.edition.measures.push(measure);
        self.edition.links.push(Link {
            condition: ConditionIndex(0),
            measure: index,
            scope,
            note: both("counts more"),
        });
        index
    }

    /// Japanese admissions as floors.
    pub fn admissions(&mut self) -> MeasureIndex {
        self.measure("dpc.made-up", Kind::Volume, Scope::Exact, |_| {})
    }

    /// Exact counts of operations.
    pub fn operations(&mut self) -> MeasureIndex {
        self.measure("hcai.made-up", Kind::Volume, Scope::Exact, |measure| {
            measure.counts = Counts::Operations;
            measure.at_least = false;
            measure.separable.endoscopic = false;
        })
    }

    /// A hospital this many kilometres to the north of the origin (negative: south).
    pub fn hospital(&mut self, country: Country, km_north: f64) -> InstitutionIndex {
        let index = InstitutionIndex(self.edition.institutions.len() as u32);
        let latitude = 36.0 + km_north / 111.195;
        self.edition.institutions.push(Institution {
            id: format!("made-up-{:04}", index.0),
            country,
            region: "Region".to_owned(),
            city: "City".to_owned(),
            name: format!("Hospital {}", index.0),
            also_known_as: Vec::new(),
            point: Some(Point { latitude, longitude: 140.0 }),
            precision: Precision::Building,
            affiliation: None,
            beds: None,
            ended: false,
            keys: Vec::new(),
        });
        index
    }

    /// A Japanese hospital with a published floor of admissions.
    pub fn with_cases(&mut self, measure: MeasureIndex, km_north: f64, cases: u32) -> InstitutionIndex {
        let hospital = self.hospital(Country::Japan, km_north);
        self.volume(measure, hospital, |volume| volume.cases = Some(cases));
        hospital
    }

    pub fn volume(&mut self, measure: MeasureIndex, institution: InstitutionIndex, change: impl Fn(&mut Volume)) {
        let mut volume = Volume {
            measure,
            institution,
            period: Period::fiscal_year(2021),
            months: None,
            cases: None,
            operations: None,
            endoscopic: None,
            other_operations: None,
            no_operation: None,
            masked: 0,
            masked_operations: 0,
            masked_endoscopic: 0,
            series: 0,
        };
        change(&mut volume);
        self.edition.volumes.push(volume);
    }

    pub fn outcome(
        &mut self,
        measure: MeasureIndex,
        institution: InstitutionIndex,
        year: u16,
        change: impl Fn(&mut Outcome),
    ) {
        let mut outcome = Outcome {
            measure,
            institution,
            period: Period::year(year),
            cases: Some(100),
            events: Some(3),
            expected: None,
            rate: None,
            low: None,
            high: None,
            verdict: None,
            verdict_word: String::new(),
            state: State::Usable,
            series: 0,
        };
        change(&mut outcome);
        self.edition.results.push(outcome);
    }

    pub fn in_group(&mut self, institution: InstitutionIndex, id: &str) {
        self.edition.institutions[institution.position()].affiliation =
            Some(Affiliation { id: id.to_owned(), name: both(id) });
    }

    /// Asks from the origin in Japan.
    pub fn ask(&self, change: impl Fn(&mut Question)) -> Comparison {
        let mut question = Question {
            condition: ConditionIndex(0),
            treatment: Treatment::Any,
            from: Origin {
                name: "Here".to_owned(),
                country: Country::Japan,
                point: Point { latitude: 36.0, longitude: 140.0 },
            },
            within_km: None,
            current: None,
            age: None,
            order: Order::Distance,
            limit: None,
            purpose: Purpose::AdviceOnly,
        };
        change(&mut question);
        let mut edition = self.edition.clone();
        edition.volumes.sort_by_key(|volume| (volume.measure, volume.institution, volume.period));
        edition.results.sort_by_key(|result| (result.measure, result.institution, result.period));
        compare(&edition, &question)
    }
}

/// The positions of the institutions listed.
pub fn listed(comparison: &Comparison) -> Vec<u32> {
    comparison.rows.iter().map(|row| row.institution.0).collect()
}
