use casework::dates::parse_date;
use casework::refusal::Wrong;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const TODAY: Date = date(2026, 11, 23);

#[test]
fn a_date_is_read_in_every_way_people_write_one() {
    let last = date(2026, 11, 30);
    let ways = [
        "2026-11-30",
        "2026/11/30",
        "2026.11.30",
        "2026-11-30 ",
        "２０２６－１１－３０",
        "２０２６／１１／３０",
        "2026年11月30日",
        "２０２６年１１月３０日",
        "2026 年 11 月 30 日",
        "西暦2026年11月30日",
        "2026年11月30日(月)",
        "2026年11月30日（月曜日）",
        "2026年11月30日月曜日",
        "2026年11月30日（月・祝）",
        "20261130",
        "令和8年11月30日",
        "令和８年１１月３０日",
        "令和 8年 11月 30日",
        "R8.11.30",
        "r8.11.30",
        "Ｒ８．１１．３０",
        "R8/11/30",
        "R08-11-30",
        "㋿8年11月30日",
        "11月30日",
        "１１月３０日",
        "11月30日（月）",
        "11/30",
        "30 November 2026",
        "30th November 2026",
        "30th of November 2026",
        "30 Nov 2026",
        "Nov 30 2026",
        "Nov. 30, 2026",
        "November 30, 2026",
        "Monday, 30 November 2026",
        "Mon 30 Nov 2026",
        "november 30",
        "30 Nov",
        "\u{200e}2026-11-30\u{feff}",
    ];
    for way in ways {
        assert_eq!(parse_date(way, TODAY), Ok(last), "{way:?}");
    }
}

#[test]
fn eras_begin_and_end_on_their_days() {
    let held = [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("令和1年5月1日", date(2019, 5, 1)),
        ("R元.5.1", date(2019, 5, 1)),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("H31.4.30", date(2019, 4, 30)),
        ("平成元年1月8日", date(1989, 1, 8)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("S64.1.7", date(1989, 1, 7)),
        ("昭和元年12月25日", date(1926, 12, 25)),
        ("昭和26年3月3日", date(1951, 3, 3)),
        ("大正15年12月25日", date(1926, 12, 25)),
        ("大正元年7月30日", date(1912, 7, 30)),
    ];
    for (written, day) in held {
        assert_eq!(parse_date(written, TODAY), Ok(day), "{written}");
    }
    let outside = [
        "令和元年4月30日",
        "平成31年5月1日",
        "平成元年1月7日",
        "昭和64年1月8日",
        "昭和元年12月24日",
        "大正15年12月26日",
        "大正元年7月29日",
        "昭和99年1月1日",
        "平成38年11月30日",
        "令和0年5月1日",
    ];
    for written in outside {
        assert_eq!(parse_date(written, TODAY), Err(Wrong::NotADate), "{written}");
    }
}

#[test]
fn a_day_that_does_not_exist_is_not_a_date() {
    let impossible = [
        "2026-02-29",
        "2026-11-31",
        "2026-13-01",
        "2026-00-10",
        "2026-11-00",
        "令和8年2月30日",
        "11月31日",
        "13月1日",
        "31 November 2026",
        "2100-02-29",
    ];
    for written in impossible {
        let found = parse_date(written, TODAY);
        assert!(matches!(found, Err(Wrong::NotADate | Wrong::TooFar)), "{written}: {found:?}");
    }
    assert_eq!(parse_date("2028-02-29", TODAY), Ok(date(2028, 2, 29)));
}

#[test]
fn what_is_no_date_or_could_be_two_is_not_a_date() {
    let not = [
        "",
        " ",
        "soon",
        "来週",
        "11",
        "2026",
        "2026-11",
        "2026年11月",
        "令和8年",
        "November 2026",
        "Nov",
        "11/12/2026",
        "30.11.2026",
        "26-11-30",
        "8.11.30",
        "8年11月30日",
        "2026-11-30-01",
        "2026-11/30",
        "2026--11-30",
        "-2026-11-30",
        "2026-11-30T10:00",
        "2026年11月30日頃",
        "30 Novembre 2026",
        "No 30 2026",
        "令和八年十一月三十日",
        "99999-01-01",
        "🙂",
    ];
    for written in not {
        assert_eq!(parse_date(written, TODAY), Err(Wrong::NotADate), "{written:?}");
    }
    assert_eq!(parse_date(&"1".repeat(100_000), TODAY), Err(Wrong::NotADate));
}

#[test]
fn a_year_out_of_reach_is_too_far() {
    for written in ["1899-12-31", "2047-01-01", "令和50年1月1日", "9999-12-31", "1000-01-01", "1 January 2100"] {
        assert_eq!(parse_date(written, TODAY), Err(Wrong::TooFar), "{written}");
    }
    assert_eq!(parse_date("1900-01-01", TODAY), Ok(date(1900, 1, 1)));
    assert_eq!(parse_date("2046-12-31", TODAY), Ok(date(2046, 12, 31)));
}

#[test]
fn a_day_without_a_year_is_the_next_such_day() {
    assert_eq!(parse_date("11月23日", TODAY), Ok(TODAY));
    assert_eq!(parse_date("1月5日", TODAY), Ok(date(2027, 1, 5)));
    assert_eq!(parse_date("5 January", TODAY), Ok(date(2027, 1, 5)));
    assert_eq!(parse_date("2月29日", TODAY), Ok(date(2028, 2, 29)));
    assert_eq!(parse_date("Jul 30", TODAY), Ok(date(2027, 7, 30)));
    assert_eq!(parse_date("Sept 30", date(2026, 9, 1)), Ok(date(2026, 9, 30)));
}

#[test]
fn a_day_that_has_just_passed_is_not_taken_for_next_years() {
    for written in ["11月22日", "11/20", "20 November", "Sep 30", "Sept 30", "8月23日"] {
        assert_eq!(parse_date(written, TODAY), Err(Wrong::NotADate), "{written}");
    }
    assert_eq!(parse_date("8月22日", TODAY), Ok(date(2027, 8, 22)));
    assert_eq!(parse_date("12月30日", date(2027, 1, 2)), Err(Wrong::NotADate));
    assert_eq!(parse_date("2027年11月22日", TODAY), Ok(date(2027, 11, 22)));
}

proptest! {
    #[test]
    fn no_text_makes_it_stop(text in "\\PC{0,40}") {
        let _ = parse_date(&text, TODAY);
    }

    #[test]
    fn every_day_is_read_back_from_every_way_of_writing_it(ahead in 0_i32..7300) {
        let day = date(2019, 5, 1).checked_add(jiff::Span::new().days(ahead)).unwrap();
        let (year, month, of_month) = (day.year(), day.month(), day.day());
        for text in [
            format!("{day}"),
            format!("{year}年{month}月{of_month}日"),
            format!("令和{}年{month}月{of_month}日", year - 2018),
            format!("R{}.{month}.{of_month}", year - 2018),
            day.strftime("%d %B %Y").to_string(),
            day.strftime("%b %d, %Y").to_string(),
        ] {
            prop_assert_eq!(parse_date(&text, TODAY), Ok(day), "{}", text);
        }
    }
}
