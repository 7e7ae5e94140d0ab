//! Fractional keys: between any two there is a third. Strings of the digits `0`–`9`, `a`–`z`, compared byte by byte; none ends in `0`.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";

/// A key behind `low` and before `high`; open ends where none is given. Keys that are not in order are treated as if `high` were open.
pub(crate) fn between(low: Option<&str>, high: Option<&str>) -> String {
    let low: Vec<usize> = low.map(digits).unwrap_or_default();
    let high: Option<Vec<usize>> = high.map(digits).filter(|high| *high > low);
    let mut key = Vec::new();
    let mut bound = high;
    for place in 0.. {
        let below = low.get(place).copied().unwrap_or(0);
        let above = match &bound {
            None => DIGITS.len(),
            Some(high) => high.get(place).copied().unwrap_or(DIGITS.len()),
        };
        if above > below + 1 {
            key.push(below + (above - below) / 2);
            break;
        }
        key.push(below);
        if above > below {
            // Smaller than the upper bound already: only the lower one counts from here on.
            bound = None;
        }
    }
    key.iter().filter_map(|digit| DIGITS.get(*digit)).map(|digit| char::from(*digit)).collect()
}

fn digits(key: &str) -> Vec<usize> {
    let digit = |byte: u8| DIGITS.iter().position(|digit| *digit == byte).unwrap_or(0);
    key.bytes().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::between;

    #[test]
    fn there_is_always_room() {
        let mut keys = vec![between(None, None)];
        for _ in 0..200 {
            keys.insert(0, between(None, keys.first().map(String::as_str)));
            keys.push(between(keys.last().map(String::as_str), None));
            let middle = between(Some(&keys[0]), Some(&keys[1]));
            keys.insert(1, middle);
        }
        assert!(keys.is_sorted());
        assert!(keys.windows(2).all(|pair| pair[0] != pair[1]));
    }

    proptest! {
        #[test]
        fn between_any_two(places in proptest::collection::vec(0_usize..1_000, 1..60)) {
            let mut keys: Vec<String> = Vec::new();
            for place in places {
                let at = place % (keys.len() + 1);
                let low = at.checked_sub(1).map(|i| keys[i].as_str());
                let key = between(low, keys.get(at).map(String::as_str));
                keys.insert(at, key);
            }
            prop_assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
        }
    }
}
