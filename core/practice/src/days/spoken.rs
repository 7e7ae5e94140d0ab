//! Days as people say them. Pure: what "today" is, is an argument.

use jiff::{Span, ToSpan, civil::Date, civil::Weekday};
use requite_engine::record::Occurred;

use crate::PracticeError;

/// Which way a weekday is meant that is named without more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Looking {
    /// What happened: the last one.
    Back,
    /// What is due: the next one.
    Ahead,
}

/// The day that is meant.
pub(super) fn day(text: &str, today: Date, looking: Looking) -> Result<Date, PracticeError> {
    let text = text.trim().to_lowercase();
    let words: Vec<&str> = text.split_whitespace().filter(|word| *word != "on").collect();
    let moved = |span: Span| today.checked_add(span).map_err(|_| PracticeError::Date);
    match words.as_slice() {
        ["today"] => Ok(today),
        ["yesterday"] => moved(-1.day()),
        ["day", "before", "yesterday"] | ["the", "day", "before", "yesterday"] => moved(-2.day()),
        ["tomorrow"] => moved(1.day()),
        ["last", name] => before(today, weekday(name)?),
        ["next", name] => after(today, weekday(name)?),
        [name] if weekday(name).is_ok() => {
            let wanted = weekday(name)?;
            match looking {
                _ if today.weekday() == wanted => Ok(today),
                Looking::Back => before(today, wanted),
                Looking::Ahead => after(today, wanted),
            }
        }
        [number, unit, "ago"] => moved(-span(number, unit)?),
        ["in", number, unit] => moved(span(number, unit)?),
        _ => exactly(&text),
    }
}

/// `YYYY-MM-DD`, a day that exists, from year 1 on: the same check as for what is stored.
pub(super) fn exactly(text: &str) -> Result<Date, PracticeError> {
    let day: Occurred = format!("{text}|UTC|day").parse().map_err(|_| PracticeError::Date)?;
    if day.minute.is_some() { Err(PracticeError::Date) } else { Ok(day.date) }
}

fn before(today: Date, wanted: Weekday) -> Result<Date, PracticeError> {
    today.nth_weekday(-1, wanted).map_err(|_| PracticeError::Date)
}

fn after(today: Date, wanted: Weekday) -> Result<Date, PracticeError> {
    today.nth_weekday(1, wanted).map_err(|_| PracticeError::Date)
}

/// Full names, or their first three letters.
fn weekday(name: &str) -> Result<Weekday, PracticeError> {
    const NAMES: [(&str, Weekday); 7] = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    let named = NAMES.iter().find(|(full, _)| *full == name || full.get(..3) == Some(name));
    named.map(|(_, weekday)| *weekday).ok_or(PracticeError::Date)
}

/// `3 days`, `a week`; a century at most.
fn span(number: &str, unit: &str) -> Result<Span, PracticeError> {
    let number: i64 = match number {
        "a" | "an" | "one" => 1,
        "two" => 2,
        "three" => 3,
        "four" => 4,
        "five" => 5,
        "six" => 6,
        digits => digits.parse().map_err(|_| PracticeError::Date)?,
    };
    if !(0..=36_525).contains(&number) {
        return Err(PracticeError::Date);
    }
    match unit.trim_end_matches('s') {
        "day" => Ok(number.days()),
        "week" if number <= 5_218 => Ok(number.weeks()),
        "fortnight" if number <= 2_609 => Ok((number * 2).weeks()),
        "month" if number <= 1_200 => Ok(number.months()),
        "year" if number <= 100 => Ok(number.years()),
        _ => Err(PracticeError::Date),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(text: &str, looking: Looking, expected: &str) {
        let monday: Date = "2026-11-23".parse().unwrap();
        assert_eq!(day(text, monday, looking).unwrap().to_string(), expected, "{text}");
    }

    #[test]
    fn looking_back() {
        says("Last Tuesday", Looking::Back, "2026-11-17");
        says("tuesday", Looking::Back, "2026-11-17");
        says("on sun", Looking::Back, "2026-11-22");
        says("monday", Looking::Back, "2026-11-23");
        says("last monday", Looking::Back, "2026-11-16");
        says("3 days ago", Looking::Back, "2026-11-20");
        says("a week ago", Looking::Back, "2026-11-16");
        says("9 months ago", Looking::Back, "2026-02-23");
        says("a fortnight ago", Looking::Back, "2026-11-09");
        says("The day before  yesterday", Looking::Back, "2026-11-21");
    }

    #[test]
    fn looking_ahead() {
        says("friday", Looking::Ahead, "2026-11-27");
        says("next monday", Looking::Ahead, "2026-11-30");
        says("tomorrow", Looking::Ahead, "2026-11-24");
        says("in 2 weeks", Looking::Ahead, "2026-12-07");
    }

    #[test]
    fn a_year_before_a_leap_day() {
        let leap: Date = "2028-02-29".parse().unwrap();
        let day = |text| day(text, leap, Looking::Back).map(|day| day.to_string());
        assert_eq!(day("1 year ago").unwrap(), "2027-02-28");
        assert_eq!(day("4 years ago").unwrap(), "2024-02-29");
    }

    #[test]
    fn what_is_no_day() {
        let monday: Date = "2026-11-23".parse().unwrap();
        for text in [
            "",
            "someday",
            "last",
            "-1 days ago",
            "999999 days ago",
            "in in in",
            "last 2026-11-01",
            "99999999999999999999 days ago",
        ] {
            assert_eq!(day(text, monday, Looking::Back), Err(PracticeError::Date), "{text}");
        }
    }
}
