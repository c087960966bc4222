//! The words that stand in files for what has only a few values.

use crate::catalogue::{Counts, Direction, Kind, RateUnit, Scope};
use crate::figures::{State, Verdict};
use crate::institution::{Country, Precision};
use crate::place::PlaceKind;
use crate::posteriors::Standing;
use crate::series::ExpectedFrom;

/// A type with a fixed word for each value.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// Every value with its word.
    const WORDS: &'static [(Self, &'static str)];

    /// The word of this value.
    fn as_word(self) -> &'static str {
        Self::WORDS.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    /// The value of a word.
    fn from_word(word: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }
}

macro_rules! words {
    ($kind:ty { $($value:ident = $word:literal),* $(,)? }) => {
        impl Word for $kind {
            const WORDS: &'static [(Self, &'static str)] = &[$((<$kind>::$value, $word)),*];
        }
    };
}

words!(Kind { Volume = "volume", Outcome = "outcome", Survival = "survival" });
words!(Counts { Admissions = "admissions", Operations = "operations" });
words!(RateUnit { Percent = "percent", PerThousand = "per thousand" });
words!(Direction { LowerIsBetter = "lower is better", HigherIsBetter = "higher is better", Neither = "neither" });
words!(Scope { Exact = "exact", Broader = "broader", Narrower = "narrower" });
words!(Country { Japan = "JP", UnitedStates = "US" });
words!(Precision { Building = "building", Town = "town", Municipality = "municipality", Unknown = "unknown" });
words!(State { Usable = "usable", Suppressed = "suppressed", Impossible = "impossible", Doubtful = "doubtful" });
words!(Verdict { Better = "better", NoDifferent = "no different", Worse = "worse" });
words!(PlaceKind { Region = "region", CityOfWards = "city of wards", Municipality = "municipality", Ward = "ward" });
words!(Standing {
    Fewer = "fewer than expected",
    Similar = "similar to average",
    TooFew = "too few cases to tell",
    More = "more than expected",
});
words!(ExpectedFrom { Published = "published", AdjustedRates = "adjusted rates", CasesAlone = "cases alone" });
