//! Which small thing a day offers: pure, and the same on every device.

use std::collections::BTreeMap;

use crate::Day;

/// What was chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Choice<'a> {
    pub(super) id: &'a str,
    /// Whether it was chosen because it helped.
    pub(super) helped: bool,
}

/// One thing for a day, from how much each helped whenever that was said: of what helped on the whole; else of what was not
/// found to make things worse; else of all. Day by day they take turns.
pub(super) fn choice(marks: &BTreeMap<String, Vec<i64>>, day: Day) -> Option<Choice<'_>> {
    let on_the_whole = |at_least: i64| -> Vec<&String> {
        let fits = |marks: &Vec<i64>| marks.iter().sum::<i64>() >= at_least;
        marks.iter().filter(|(_, marks)| fits(marks)).map(|(id, _)| id).collect()
    };
    let (good, not_bad) = (on_the_whole(1), on_the_whole(0));
    let helped = !good.is_empty();
    let pool = match (helped, not_bad.is_empty()) {
        (true, _) => good,
        (false, false) => not_bad,
        (false, true) => marks.keys().collect(),
    };
    let count = i64::try_from(pool.len()).ok().filter(|count| *count > 0)?;
    let turn = day.days_since(Day::FIRST).rem_euclid(count);
    let id = pool.get(usize::try_from(turn).ok()?)?;
    Some(Choice { id, helped })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marks(of: &[(&str, &[i64])]) -> BTreeMap<String, Vec<i64>> {
        of.iter().map(|(id, marks)| ((*id).to_owned(), marks.to_vec())).collect()
    }

    fn week(marks: &BTreeMap<String, Vec<i64>>) -> Vec<&str> {
        let monday = Day::stored("2026-11-23").unwrap();
        (0..7).filter_map(|day| choice(marks, monday.plus(day))).map(|choice| choice.id).collect()
    }

    #[test]
    fn an_empty_menu_offers_nothing() {
        assert!(week(&marks(&[])).is_empty());
    }

    #[test]
    fn what_helped_takes_turns_and_the_rest_waits() {
        let marks = marks(&[
            ("bath", &[2, -1]),
            ("call", &[]),
            ("run", &[-2]),
            ("tea", &[1]),
            ("tv", &[0]),
        ]);
        let week = week(&marks);
        assert_eq!(week.len(), 7);
        assert!(week.iter().all(|id| ["bath", "tea"].contains(id)), "{week:?}");
        assert!(week.windows(2).all(|two| two[0] != two[1]), "{week:?}");
        let monday = Day::stored("2026-11-23").unwrap();
        assert_eq!(choice(&marks, monday), choice(&marks, monday));
        assert!(choice(&marks, monday).unwrap().helped);
    }

    #[test]
    fn before_anything_helped_all_but_what_made_it_worse() {
        let some = marks(&[("call", &[]), ("run", &[-2]), ("tv", &[1, -1])]);
        assert!(week(&some).iter().all(|id| ["call", "tv"].contains(id)));
        let bad = marks(&[("run", &[-2])]);
        assert_eq!(week(&bad), ["run"; 7]);
        assert!(!choice(&bad, Day::FIRST).unwrap().helped);
    }
}
