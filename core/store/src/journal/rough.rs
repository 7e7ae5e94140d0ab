//! What records are ordered by, roughly, as a number of six bytes: twelve letters, four bits each. Of two orders the greater never
//! has the smaller number, so an index of numbers is walked in order, and only those that share one are looked at more closely.

/// Letters that count.
const LETTERS: usize = 12;

/// The number of an order.
pub(super) fn rough(order: &str) -> i64 {
    let mut letters = order.bytes();
    let mut is_exact = true;
    let digits = core::iter::repeat_with(|| match letters.next() {
        // Behind a letter that shares its lot, nothing tells which comes first.
        Some(letter) if is_exact => {
            let (lot, letters) = lot(letter);
            is_exact = letters == Letters::One;
            lot
        }
        Some(_) | None => 0,
    });
    digits.take(LETTERS).fold(0, |number, digit| number << 4 | digit)
}

/// How many letters share a lot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Letters {
    One,
    Several,
}

/// What days and times are made of has lots of its own, since most orders are such; the rest of the alphabet shares some.
const fn lot(letter: u8) -> (i64, Letters) {
    match letter {
        0..b'-' => (0, Letters::Several),
        b'-' => (1, Letters::One),
        b'.' | b'/' => (2, Letters::Several),
        b'0'..=b'9' => ((letter - b'0') as i64 + 3, Letters::One),
        b':'..b'T' => (13, Letters::Several),
        b'T' => (14, Letters::One),
        b'U'.. => (15, Letters::Several),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_hours_have_numbers_of_their_own() {
        let orders =
            ["", "2025-12-31", "2026-01-01|Europe/London|day", "2026-01-02T09", "2026-01-02T11"];
        assert!(orders.windows(2).all(|pair| rough(pair[0]) < rough(pair[1])));
    }

    #[test]
    fn no_order_is_out_of_order() {
        let letters = [
            "",
            " ",
            "-",
            "/",
            "0",
            "5",
            "9",
            ":",
            "A",
            "T",
            "U",
            "a",
            "z",
            "|",
            "é",
            "\u{10ffff}",
        ];
        let mut orders: Vec<String> = Vec::new();
        for a in letters {
            for b in letters {
                for c in letters {
                    orders.extend(["", "2026-11-23"].map(|day| format!("{day}{a}{b}{c}")));
                }
            }
        }
        orders.sort();
        assert!(orders.windows(2).all(|pair| rough(&pair[0]) <= rough(&pair[1])));
    }
}
