//! The words and numbers of a question.

use compare::question::{LIMITS, parse_age, parse_limit, parse_within};
use compare::{Order, Purpose, Treatment};

#[test]
fn words_are_read_in_capitals_or_not_and_others_are_refused() {
    assert_eq!(Treatment::parse("Resection"), Some(Treatment::Resection));
    assert_eq!(Treatment::parse(" NONE "), Some(Treatment::NoOperation));
    assert_eq!(Order::parse("EXPERIENCE"), Some(Order::Experience));
    assert_eq!(Purpose::parse("Treatment"), Some(Purpose::TreatedThere));
    for text in ["", "stars", "resection, any"] {
        assert_eq!((Treatment::parse(text), Order::parse(text), Purpose::parse(text)), (None, None, None), "{text}");
    }
}

#[test]
fn numbers_are_read_only_within_their_bounds() {
    assert_eq!(LIMITS.limit, 1..=5_000);
    assert_eq!(["0", "1", "5000", "5001", "-1", "x"].map(parse_limit), [None, Some(1), Some(5_000), None, None, None]);
    assert_eq!(["0", "130", "131", "7.5"].map(parse_age), [Some(0), Some(130), None, None]);
    assert_eq!(["0.5", "20000", " 50 "].map(parse_within), [Some(0.5), Some(20_000.0), Some(50.0)]);
    for text in ["0", "-5", "20000.1", "nan", "inf", ""] {
        assert_eq!(parse_within(text), None, "{text}");
    }
}
