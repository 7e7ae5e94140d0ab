//! Every vector of the design, to 1e-9. The file is a copy of `design/vectors/practice.json`.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod stage;

use requite_numbers::{
    AfterSays, Belief, CareAct, ChangeSays, Gate, HalfLife, KeptSays, Lean, PromiseOutcome,
    ShareSays, Started, TrendSays, Usual, after_contact, care, change, change_point, compare,
    contact_gap, follow_through, initiation, mann_whitney, percentile, trend,
};
use serde_json::Value;
use stage::*;

fn vectors(part: &str) -> Vec<Value> {
    let all: Value = serde_json::from_str(include_str!("vectors/practice.json")).unwrap();
    all[part].as_array().unwrap().clone()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| value.as_str().unwrap().parse().unwrap())
}

fn near(found: f64, wanted: &Value, what: &str) {
    let wanted = number(wanted);
    assert!((found - wanted).abs() < 1e-9, "{what}: {found}, not {wanted}");
}

fn list(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().map(number).collect()
}

fn small(value: &Value) -> Vec<i8> {
    let whole = |value: &Value| i8::try_from(value.as_i64().unwrap()).unwrap();
    value.as_array().unwrap().iter().map(whole).collect()
}

#[test]
fn what_is_believed_after_some_notes() {
    for vector in vectors("beta") {
        let name = vector["id"].as_str().unwrap();
        let belief = Belief { a: number(&vector["a"]), b: number(&vector["b"]) };
        near(belief.range().low, &vector["lo80"], name);
        near(belief.range().high, &vector["hi80"], name);
        near(belief.below_half(), &vector["p_below_half"], name);
        near(belief.a / (belief.a + belief.b), &vector["mean"], name);
        // Below their gates the vectors say so themselves; above, it is the lean that speaks.
        let lean = Lean::Unclear.after(belief);
        let said = if name.starts_with('F') {
            KeptSays::of(Some(lean)).word()
        } else {
            ShareSays::of(Some(lean)).word()
        };
        let wanted = vector["says"].as_str().unwrap();
        if wanted != "not_enough" {
            assert_eq!(said, wanted, "{name}");
        }
    }
}

/// The promises of the vectors, noted over so long that the gate is open, with hardly any fading.
fn promises(name: &str) -> Vec<PromiseOutcome> {
    use PromiseOutcome::{Excused, Kept, NotKept, Partly};
    let of = |kept, partly, not, excused| {
        [times(kept, Kept), times(partly, Partly), times(not, NotKept), times(excused, Excused)]
            .concat()
    };
    match name {
        "F0" => of(0, 0, 0, 0),
        "F1" => of(1, 0, 0, 0),
        "F2" => of(2, 0, 6, 0),
        "F3" => of(5, 0, 0, 0),
        "F4" => of(0, 0, 5, 0),
        "F5" => of(1, 0, 4, 0),
        "F6" => of(4, 2, 4, 3),
        "F7" => of(9, 0, 3, 0),
        "F8" => of(3, 0, 9, 0),
        "F9" => of(18, 0, 2, 0),
        "F10" => of(2, 0, 8, 0),
        other => panic!("{other} is not a vector of promises"),
    }
}

#[test]
fn what_is_said_about_promises_and_about_needs_in_the_same_words() {
    for vector in
        vectors("beta").iter().filter(|vector| vector["id"].as_str().unwrap().starts_with('F'))
    {
        let name = vector["id"].as_str().unwrap();
        // Three days, of which the last holds nearly all: 24 days fade little enough for every word but not for 1e-9.
        let noted: Vec<(i32, PromiseOutcome)> = promises(name)
            .into_iter()
            .enumerate()
            .map(|(place, outcome)| {
                (if place < 2 { 12 * i32::try_from(place).unwrap() } else { 24 }, outcome)
            })
            .collect();
        let found = follow_through(&notes(&noted), day(24), HalfLife::Year);
        assert_eq!(found.says.word(), vector["says"].as_str().unwrap(), "{name}");
        assert_eq!(found.range.is_none(), found.says == KeptSays::NotEnough, "{name}");
        assert_eq!(found.evidence.len() + found.set_aside.len(), noted.len(), "{name}");
    }
}

#[test]
fn who_gets_in_touch_and_who_gives_care() {
    use Started::{Me, Mutual, Them};
    let cases = [
        ("I1", [times(3, Them), times(11, Me)].concat(), 0.5),
        ("I2", [times(3, Them), times(11, Me)].concat(), 0.4),
        ("I3", times(6, Me), 0.5),
        ("I4", [times(6, Them), times(6, Me)].concat(), 0.5),
        ("I5", [times(3, Them), times(9, Me), times(4, Mutual)].concat(), 0.5),
    ];
    let all = vectors("beta");
    let vector = |name: &str| all.iter().find(|vector| vector["id"] == name).unwrap();
    for (name, started, theirs) in cases {
        let usual = Usual { theirs, noted: Some(theirs), people: 3 };
        let found = initiation(&weekly(&started), usual, day(200));
        assert_eq!(found.says.word(), vector(name)["says"].as_str().unwrap(), "{name}");
        if let Some(range) = found.range {
            near(range.low, &vector(name)["lo80"], name);
            near(range.high, &vector(name)["hi80"], name);
        }
        assert_eq!(found.range.is_none(), name == "I3");
    }
    let acts = [times(5, CareAct::Received), times(12, CareAct::Given)].concat();
    let found = care(&weekly(&acts), day(200));
    assert_eq!(found.says.word(), vector("E1")["says"].as_str().unwrap());
    near(found.range.unwrap().low, &vector("E1")["lo80"], "E1");
    near(found.range.unwrap().high, &vector("E1")["hi80"], "E1");
}

#[test]
fn older_notes_weigh_less() {
    let says = [("R1", KeptSays::Mixed), ("R2", KeptSays::NotEnough), ("R3", KeptSays::NotEnough)];
    for (vector, (name, says)) in vectors("recency").iter().zip(says) {
        assert_eq!(vector["id"], name);
        assert_eq!(HalfLife::default().days(), vector["half_life_days"]);
        let events: Vec<(i32, PromiseOutcome)> = vector["events"]
            .as_array()
            .unwrap()
            .iter()
            .map(|event| {
                let age = i32::try_from(event[0].as_i64().unwrap()).unwrap();
                let outcome = match event[1].as_f64().unwrap() {
                    1.0 => PromiseOutcome::Kept,
                    0.0 => PromiseOutcome::NotKept,
                    _ => PromiseOutcome::Partly,
                };
                (1000 - age, outcome)
            })
            .collect();
        let found = follow_through(&notes(&events), day(1000), HalfLife::default());
        assert_eq!(found.says, says, "{name}");
        // Below the gate no range is shown, but the belief behind it is the vector's all the same.
        let (k, m) = (number(&vector["k"]), number(&vector["m"]));
        let belief = Belief { a: 1.0 + k, b: 1.0 + m };
        near(belief.range().low, &vector["lo80"], name);
        near(belief.range().high, &vector["hi80"], name);
        near(belief.below_half(), &vector["p_below_half"], name);
        near(k + m, &vector["W"], name);
        if let Some(range) = found.range {
            near(range.low, &vector["lo80"], name);
            near(range.high, &vector["hi80"], name);
        }
        assert_eq!(found.range.is_some(), name == "R1");
    }
}

#[test]
fn where_something_changed() {
    for vector in vectors("changepoint") {
        let name = vector["id"].as_str().unwrap();
        let kept: Vec<bool> =
            vector["seq"].as_str().unwrap().chars().map(|note| note == 'K').collect();
        let worth: Vec<f64> = kept.iter().map(|kept| f64::from(u8::from(*kept))).collect();
        let point = change_point(&worth);
        assert_eq!(point.is_none(), vector["bf"].is_null());
        if let Some(point) = point {
            near(point.factor, &vector["bf"], name);
            near(point.certainty, &vector["p_tau"], name);
            assert_eq!(u64::try_from(point.place).unwrap(), vector["tau"], "{name}");
        }
        let outcomes: Vec<PromiseOutcome> = kept
            .iter()
            .map(|kept| if *kept { PromiseOutcome::Kept } else { PromiseOutcome::NotKept })
            .collect();
        let found = change(&weekly(&outcomes), day(400));
        assert_eq!(found.says.word(), vector["says"].as_str().unwrap(), "{name}");
        assert_eq!(found.evidence.len(), kept.len());
        if found.says == ChangeSays::Ask {
            let place = i32::try_from(point.unwrap().place).unwrap();
            assert_eq!(found.around, Some(day(7 * place)));
        }
    }
}

#[test]
fn silences() {
    for vector in vectors("gaps") {
        let name = vector["id"].as_str().unwrap();
        let gaps = list(&vector["gaps"]);
        near(percentile(&gaps, 0.5).unwrap(), &vector["median"], name);
        near(percentile(&gaps, 0.9).unwrap(), &vector["p90"], name);
        let mut days = vec![day(0)];
        let mut at = 0;
        for gap in vector["gaps"].as_array().unwrap() {
            at += i32::try_from(gap.as_i64().unwrap()).unwrap();
            days.push(day(at));
        }
        let now = i32::try_from(vector["current"].as_i64().unwrap()).unwrap();
        let found = contact_gap(&days, day(at + now));
        assert_eq!(found.says.word(), vector["says"].as_str().unwrap(), "{name}");
        assert_eq!(found.current, u32::try_from(now).ok());
    }
}

#[test]
fn felt_trends() {
    for vector in vectors("trend") {
        let name = vector["id"].as_str().unwrap();
        let points: Vec<(i32, f64)> = (0..).zip(list(&vector["y"])).collect();
        let found = trend(&points).unwrap();
        near(found.slope, &vector["theil_sen"], name);
        near(found.test.s, &vector["S"], name);
        near(found.test.variance, &vector["var"], name);
        near(found.test.z, &vector["z"], name);
        near(found.test.p, &vector["p"], name);
        assert_eq!(found.says.word(), vector["says"].as_str().unwrap(), "{name}");
        assert_eq!(found.says == TrendSays::Falling, found.test.s < -20.0);
    }
}

#[test]
fn after_seeing_them() {
    for vector in vectors("after_contact") {
        let name = vector["id"].as_str().unwrap();
        let (after, usual) = (list(&vector["after"]), list(&vector["usual"]));
        let test = mann_whitney(&after, &usual);
        near(test.a, &vector["A_lower"], name);
        near(test.u, &vector["U"], name);
        near(test.deviation, &vector["sd"], name);
        near(test.z, &vector["z"], name);
        near(test.p, &vector["p"], name);
        let (after, usual) = (small(&vector["after"]), small(&vector["usual"]));
        assert_eq!(compare(&after, &usual).word(), vector["says"].as_str().unwrap(), "{name}");
        // The same from dated notes: seeing them on even days, other days in between.
        let after: Vec<(i32, i8)> = (0..).step_by(2).zip(after).collect();
        let usual: Vec<(i32, i8)> = (1..).step_by(2).zip(usual).collect();
        let all = [after.clone(), usual].concat();
        let found = after_contact(&notes(&after), &notes(&all), day(100));
        assert_eq!(found.says.word(), vector["says"].as_str().unwrap(), "{name}");
        assert_eq!(found.test.is_none(), found.says == AfterSays::NotEnough);
    }
}

#[test]
fn the_gates_are_those_of_the_vectors() {
    let all: Value = serde_json::from_str(include_str!("vectors/practice.json")).unwrap();
    let gates = &all["gates"];
    let promises = &gates["promise"];
    assert_eq!(Gate::PROMISES.notes, promises["min_n"]);
    near(Gate::PROMISES.weight, &promises["min_W"], "min_W");
    assert_eq!(Gate::PROMISES.span_days, promises["min_span_days"]);
    assert_eq!(Gate::PROMISES.days, promises["min_distinct_days"]);
    assert_eq!(Gate::NEEDS.notes, gates["needs"]["min_n"]);
    assert_eq!(Gate::INITIATION.notes, gates["initiation"]["min_n"]);
    assert_eq!(Gate::CARE.notes, gates["care_acts"]["min_n"]);
}
