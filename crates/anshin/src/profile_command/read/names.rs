//! Names as numbers.

use std::collections::HashMap;

/// Names in the order in which they were first seen.
#[derive(Default)]
pub(super) struct Names {
    numbers: HashMap<String, u32>,
}

impl Names {
    /// The number of a name; there are fewer names than rows, and the rows are limited.
    pub fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.numbers.get(name) {
            return *number;
        }
        let number = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        self.numbers.insert(name.to_owned(), number);
        number
    }

    /// The names in the order of the alphabet, and for each old number the new one.
    ///
    /// So the order of rows changes nothing but the order of the answers.
    pub fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut names: Vec<(String, u32)> = self.numbers.into_iter().collect();
        names.sort_unstable();
        let mut renumbered = vec![0; names.len()];
        for (new, (_, old)) in (0..).zip(&names) {
            if let Some(place) = usize::try_from(*old).ok().and_then(|old| renumbered.get_mut(old)) {
                *place = new;
            }
        }
        (names.into_iter().map(|(name, _)| name).collect(), renumbered)
    }
}
