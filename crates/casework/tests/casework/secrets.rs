use std::str::FromStr;

use casework::{CaseId, Secret};
use proptest::prelude::*;

use crate::story::Counted;

#[test]
fn a_code_is_understood_however_it_is_typed() {
    let printed = "0123-ABCD-1110";
    let expected = Secret::from_typed(printed).unwrap();
    let typed = [
        "0123abcd1110",
        " 0123 ABCD 1110 ",
        "０１２３－ＡＢＣＤ－１１１０",
        "０１２３ー ａｂｃｄ　１１１０",
        "O123-ABCD-ILl0",
        "o123–abcd—iLI0",
    ];
    for text in typed {
        assert_eq!(Secret::from_typed(text), Some(expected.clone()), "{text}");
    }
    assert_eq!(expected.printed(), printed);
}

#[test]
fn what_cannot_be_a_code_is_none() {
    for text in ["", "0123", "0123-ABCD-111U", "0123-ABCD-11100", "あいうえおかきくけこさし", "0123-ABCD-111🙂"]
    {
        assert_eq!(Secret::from_typed(text), None, "{text}");
    }
    assert_eq!(Secret::from_typed(&"0".repeat(10_000_000)), None);
}

#[test]
fn a_printed_recovery_code_is_five_groups_of_five() {
    let code = Secret::for_recovery(&Counted::default());
    let printed = code.printed();
    assert_eq!(printed.split('-').map(str::len).collect::<Vec<_>>(), [5; 5]);
    assert_eq!(Secret::from_typed(&printed), Some(code));
    assert_eq!(
        Secret::for_invitation(&Counted::default()).printed().split('-').map(str::len).collect::<Vec<_>>(),
        [4; 3]
    );
}

proptest! {
    #[test]
    fn base32_comes_back(bytes in prop::array::uniform16(any::<u8>())) {
        let id = CaseId(bytes);
        prop_assert_eq!(CaseId::from_str(&id.to_string()), Ok(id));
    }

    #[test]
    fn one_text_names_one_case(text in "[0-9a-z]{26}") {
        if let Ok(id) = CaseId::from_str(&text) {
            prop_assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn no_text_is_too_odd_to_be_looked_at(text in any::<String>()) {
        let _ = (Secret::from_typed(&text), Secret::from_cookie(&text), CaseId::from_str(&text));
    }
}

#[test]
fn a_cookie_comes_back() {
    let secret = Secret::for_cookie(&Counted::default());
    assert_eq!(Secret::from_cookie(&secret.cookie()), Some(secret.clone()));
    assert_eq!(Secret::from_cookie(&secret.cookie()[1..]), None);
}
