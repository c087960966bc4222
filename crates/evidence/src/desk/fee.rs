//! What a desk charges, in whole yen or dollars.

use serde::Serialize;

use super::Words;
use super::codes::words;

words! {
    /// In which money.
    Currency {
        /// Japanese yen.
        Yen = "JPY",
        /// United States dollars.
        Dollar = "USD",
    }
}

words! {
    /// What a fee is for.
    FeeFor {
        /// The consultation.
        Consultation = "consultation",
        /// The consultation with the slides read again, as one price.
        ConsultationWithPathology = "consultation-with-pathology",
        /// More time, by the block.
        ExtraTime = "extra-time",
        /// Reading slides again.
        Pathology = "pathology",
        /// Cutting new slides.
        NewSlides = "new-slides",
        /// Reading images again.
        ImagingRead = "imaging-read",
        /// Sending papers back.
        Post = "post",
        /// An interpreter.
        Interpreter = "interpreter",
        /// Something else; the note says what.
        Other = "other",
    }
}

/// So much, or from so much to so much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Amount {
    /// The least.
    pub from: u32,
    /// The most.
    pub to: u32,
}

/// One line of a desk's prices. Several lines for the consultation are alternatives: by length, or by who is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fee {
    /// What for.
    #[serde(rename = "for")]
    pub what: FeeFor,
    /// In which money.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// For how many minutes, at most; none when the price does not go by time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<u16>,
    /// Whether tax is included; none when the source does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tax_included: Option<bool>,
    /// A short note, as published ("with a professor").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
}
