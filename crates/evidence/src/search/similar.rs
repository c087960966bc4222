//! How alike two words are, for what was mistyped.

/// Pairs of neighbouring letters, sorted; a mark stands before the first so that beginnings weigh more.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pairs(Vec<u64>);

impl Pairs {
    pub(crate) fn new(word: &str) -> Pairs {
        let mut last = 0;
        let mut pairs: Vec<u64> = word
            .chars()
            .map(|letter| {
                let pair = (last << 32) | u64::from(u32::from(letter));
                last = u64::from(u32::from(letter));
                pair
            })
            .collect();
        pairs.sort_unstable();
        Pairs(pairs)
    }

    /// Twice the shared pairs over all pairs (Dice): 1 for equal words, 0 for those that share nothing.
    pub(crate) fn alike(&self, asked: &Pairs) -> f32 {
        self.compared(asked).0
    }

    /// How alike both are, and the share of the asked pairs that this word has too.
    pub(crate) fn compared(&self, asked: &Pairs) -> (f32, f32) {
        let shared = self.shared(asked);
        let share = |parts: f32, of: usize| if of == 0 { 0.0 } else { parts / of as f32 };
        (share(2.0 * shared, self.0.len() + asked.0.len()), share(shared, asked.0.len()))
    }

    fn shared(&self, other: &Pairs) -> f32 {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0_u16;
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(left.next()),
                std::cmp::Ordering::Greater => drop(right.next()),
                std::cmp::Ordering::Equal => {
                    shared = shared.saturating_add(1);
                    left.next();
                    right.next();
                }
            }
        }
        f32::from(shared)
    }
}

/// Whether one word becomes the other by one letter added, dropped or changed, or two neighbours swapped.
pub(crate) fn one_slip_apart(left: &str, right: &str) -> bool {
    // A letter has at most four bytes; most names are told apart here, without taking them to pieces.
    if left.len().abs_diff(right.len()) > 4 {
        return false;
    }
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    if left.len().abs_diff(right.len()) > 1 || left == right {
        return false;
    }
    let same_start = left.iter().zip(&right).take_while(|(a, b)| a == b).count();
    let rest = |word: &[char], skip: usize| word.get(same_start + skip..).map(<[char]>::to_vec).unwrap_or_default();
    let swapped = || {
        let pair = |word: &[char]| Some((*word.get(same_start)?, *word.get(same_start + 1)?));
        pair(&left).zip(pair(&right)).is_some_and(|((a, b), (c, d))| a == d && b == c)
            && rest(&left, 2) == rest(&right, 2)
    };
    match left.len().cmp(&right.len()) {
        std::cmp::Ordering::Equal => rest(&left, 1) == rest(&right, 1) || swapped(),
        std::cmp::Ordering::Greater => rest(&left, 1) == rest(&right, 0),
        std::cmp::Ordering::Less => rest(&left, 0) == rest(&right, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_one_letter_or_a_swap() {
        for (left, right) in
            [("stomch", "stomach"), ("stomahc", "stomach"), ("stomacch", "stomach"), ("stonach", "stomach")]
        {
            assert!(one_slip_apart(left, right), "{left}");
            assert!(one_slip_apart(right, left), "{left}");
        }
        assert!(!one_slip_apart("stomach", "stomach"));
        assert!(!one_slip_apart("hypothyroid", "hyperthyroid"));
    }

    #[test]
    fn alike_words_share_most_pairs() {
        let stomach = Pairs::new("stomach");
        assert!((stomach.alike(&stomach) - 1.0).abs() < f32::EPSILON);
        assert!(stomach.alike(&Pairs::new("stomch")) > 0.7);
        assert!(stomach.alike(&Pairs::new("kidney")) < 0.1);
    }
}
