//! Days as they are lived: in the zone where something was written, over the hours that clocks skip or show twice, on the 29th of
//! February, and in weeks that begin where the person begins them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use home::Device;
use serde_json::{Value, json};

fn phone() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    (folder, phone)
}

#[track_caller]
fn id_of(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn dates(answer: &Value) -> Vec<String> {
    let items = answer["items"].as_array().unwrap().iter();
    items.map(|item| item["date"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn what_was_written_on_a_journey_stays_on_its_day_and_at_its_hour() {
    let (_folder, phone) = phone();
    let args =
        ["--tz", "Pacific/Auckland", "write", "Landed.", "-d", "2026-03-02", "--time", "00:30"];
    let id = id_of(&phone.ok(&args));
    // In Lisbon it was still the first of March; the entry is that of the day on which it was lived.
    for zone in ["Europe/Lisbon", "America/Los_Angeles", "Pacific/Auckland"] {
        let shown = phone.ok(&["--tz", zone, "show", &id]);
        assert_eq!(
            (&shown["date"], &shown["time"], &shown["tz"]),
            (&json!("2026-03-02"), &json!("00:30"), &json!("Pacific/Auckland"))
        );
        let day = ["--tz", zone, "list", "--from", "2026-03-02", "--to", "2026-03-02"];
        assert_eq!(dates(&phone.ok(&day)), ["2026-03-02"]);
        let other = ["--tz", zone, "list", "--from", "2026-03-01", "--to", "2026-03-01"];
        assert_eq!(dates(&phone.ok(&other)), [""; 0]);
        let month = phone.ok(&["--tz", zone, "calendar", "2026-03"]);
        assert_eq!(month["days"], json!([{"date": "2026-03-02", "entries": 1, "notes": 0}]));
        let memory = phone.ok(&["--tz", zone, "on-this-day", "--date", "2027-03-02"]);
        assert_eq!(dates(&memory), ["2026-03-02"]);
    }
    // Today is that of where one is.
    let [east, west] = ["Pacific/Kiritimati", "Pacific/Pago_Pago"]
        .map(|zone| phone.ok(&["--tz", zone, "today"])["date"].as_str().unwrap().to_owned());
    assert!(east > west, "{east} {west}: a day is 25 hours ahead of another");
}

#[test]
fn an_hour_that_was_skipped_is_told_an_hour_later_and_one_that_came_twice_is_there_once() {
    let (_folder, phone) = phone();
    let at = |date: &str, time: &str| {
        let args = ["--tz", "Europe/Berlin", "write", "At night.", "-d", date, "--time", time];
        let id = id_of(&phone.ok(&args));
        phone.ok(&["show", &id])["time"].as_str().unwrap().to_owned()
    };
    assert_eq!(at("2026-03-29", "02:30"), "03:30");
    assert_eq!(at("2026-03-29", "01:59"), "01:59");
    assert_eq!(at("2026-03-29", "03:00"), "03:00");
    assert_eq!(at("2026-10-25", "02:30"), "02:30");
    // A day that was skipped altogether.
    let apia = [
        "--tz",
        "Pacific/Apia",
        "write",
        "No such day here.",
        "-d",
        "2011-12-30",
        "--time",
        "12:00",
    ];
    let id = id_of(&phone.ok(&apia));
    assert_eq!(phone.ok(&["show", &id])["date"], "2011-12-31");
    let list = phone.ok(&["list", "--from", "2026-03-29", "--to", "2026-03-29"]);
    let times: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|i| i["time"].as_str().unwrap()).collect();
    assert_eq!(times, ["03:30", "03:00", "01:59"], "as the clock showed them");
}

#[test]
fn the_twenty_ninth_of_february_comes_up_in_other_years_and_hurts_then_too() {
    let (_folder, phone) = phone();
    phone.ok(&["write", "A day too many.", "-d", "2024-02-29"]);
    phone.ok(&["write", "The day before.", "-d", "2024-02-28"]);
    phone.ok(&["settings", "set", "leap-day", "28"]);
    let memories = |date: &str| dates(&phone.ok(&["on-this-day", "--date", date]));
    assert_eq!(memories("2027-02-28"), ["2024-02-28", "2024-02-29"]);
    assert_eq!(memories("2028-02-28"), ["2024-02-28"], "this year has a 29th of its own");
    assert_eq!(memories("2028-02-29"), ["2024-02-29"]);
    assert_eq!(memories("2027-03-01"), [""; 0]);
    phone.ok(&["settings", "set", "leap-day", "29"]);
    assert_eq!(memories("2027-02-28"), ["2024-02-28"]);
    phone.ok(&["settings", "set", "leap-day", "28"]);
    phone.ok(&["grief", "date", "add", "02-29", "the last one", "--rest"]);
    for (date, rests) in [("2028-02-29", true), ("2027-02-28", true), ("2028-02-28", false)] {
        assert_eq!(phone.ok(&["on-this-day", "--date", date])["resting"], rests, "{date}");
    }
    phone.ok(&["people", "add", "Noa"]);
    for (said, kept) in [("02-29", "02-29"), ("2004-02-29", "2004-02-29")] {
        assert_eq!(phone.ok(&["people", "edit", "Noa", "--birthday", said])["birthday"], kept);
    }
    phone.run(&["people", "edit", "Noa", "--birthday", "2003-02-29"]).refused(8, "invalid_date");
    phone.run(&["people", "edit", "Noa", "--birthday", "02-30"]).refused(8, "invalid_date");
    phone.run(&["grief", "date", "add", "02-30", "no"]).refused(8, "invalid_date");
    phone.run(&["calendar", "2027-13"]).refused(8, "invalid_month");
    assert_eq!(phone.ok(&["calendar", "2028-02"])["length"], 29);
}

#[test]
fn a_week_begins_where_the_person_begins_it() {
    let (_folder, phone) = phone();
    phone.ok(&["people", "add", "Noa"]);
    phone.ok(&[
        "boundary",
        "add",
        "we meet",
        "twice is enough",
        "--person",
        "Noa",
        "--per-week",
        "2",
    ]);
    let begins = |day: &str| {
        phone.ok(&["settings", "set", "week-start", day]);
        assert_eq!(
            phone.ok(&["calendar", "2026-11"])["first_weekday"],
            7,
            "a Sunday, however weeks begin"
        );
        let from = phone.ok(&["boundary", "week"])["items"][0]["from"].as_str().unwrap().to_owned();
        let today = phone.ok(&["today"])["date"].as_str().unwrap().to_owned();
        (from.parse::<jiff::civil::Date>().unwrap(), today.parse::<jiff::civil::Date>().unwrap())
    };
    for (name, weekday) in [("monday", 1), ("sunday", 7), ("saturday", 6)] {
        let (from, today) = begins(name);
        assert_eq!(from.weekday().to_monday_one_offset(), weekday);
        assert!((0..7).contains(&(today - from).get_days()), "{from} {today}");
    }
}

#[test]
fn days_that_are_not_days_are_refused_and_nothing_is_written() {
    let (_folder, phone) = phone();
    for date in [
        "last feb 30",
        "2023-02-29",
        "yesterday 25:00",
        "32 days",
        "the day after",
        "",
        "last last tuesday",
        "0 weeks from now",
        "-3 days ago",
        "2026-13-01",
        "1e3 days ago",
        "next",
        "10000-01-01",
        "mardi",
    ] {
        phone.run(&["write", "x", &format!("--date={date}")]).refused(8, "invalid_date");
        phone.run(&["list", &format!("--from={date}")]).refused(8, "invalid_date");
    }
    for time in ["25:00", "24:00", "7:5", "07:60", "", "noon", "07:00:00", "-1:00"] {
        let time = format!("--time={time}");
        phone.run(&["write", "x", "-d", "yesterday", &time]).refused(8, "invalid_time");
    }
    phone.run(&["yesterday 25:00: late"]).refused(8, "invalid_time");
    assert_eq!(phone.ok(&["list"])["items"], json!([]));
    // What people say, in any case and with more spaces than one.
    for date in [
        "  Last   TUESDAY ",
        "on sunday",
        "a fortnight ago",
        "day before yesterday",
        "one year ago",
    ] {
        phone.ok(&["write", "x", "-d", date]);
    }
}
