//! Codes that stand as words in a town file.

use crate::desk::codes::words;

words! {
    /// What an office can be asked about, or what an aid is for.
    Matter {
        /// The way there and back.
        Travel = "travel",
        /// Nights away.
        Lodging = "lodging",
        /// The fee for a doctor's certificate.
        CertificateFee = "certificate-fee",
        /// The fee of a second opinion.
        SecondOpinionFee = "second-opinion-fee",
        /// Talking with someone who knows about cancer.
        CancerSupport = "cancer-support",
        /// Health.
        Health = "health",
        /// Welfare.
        Welfare = "welfare",
        /// High medical expense.
        MedicalExpense = "medical-expense",
        /// Tax.
        Tax = "tax",
        /// Pay while ill.
        SickPay = "sick-pay",
        /// Care at home.
        Care = "care",
        /// An interpreter.
        Interpreter = "interpreter",
        /// Something else; its name says what.
        Other = "other",
    }
}

words! {
    /// What the most that is given is for.
    Per {
        /// One way.
        OneWay = "one-way",
        /// There and back.
        RoundTrip = "round-trip",
        /// A night.
        Night = "night",
        /// A journey with everything.
        Journey = "journey",
        /// A paper.
        Paper = "paper",
        /// A month.
        Month = "month",
        /// A (fiscal) year.
        Year = "year",
    }
}

words! {
    /// Whether a journey for a second opinion alone counts.
    SecondOpinion {
        /// Not known: ask. Most want a certificate that treatment elsewhere is needed, so it may not.
        Ask = "ask",
        /// The town itself says that it does.
        Yes = "yes",
        /// The town itself says that it does not.
        No = "no",
    }
}

words! {
    /// A day of the week.
    Day {
        /// Monday.
        Monday = "mon",
        /// Tuesday.
        Tuesday = "tue",
        /// Wednesday.
        Wednesday = "wed",
        /// Thursday.
        Thursday = "thu",
        /// Friday.
        Friday = "fri",
        /// Saturday.
        Saturday = "sat",
        /// Sunday.
        Sunday = "sun",
    }
}
