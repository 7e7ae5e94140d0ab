//! The golden cases of merging, as far as records alone can show them: each with every device in every role, and heard
//! of in every order.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use requite_record::{Edit, Projection};
use serde_json::{Value as Json, json};

const ORDERS: [[usize; 3]; 6] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];

/// What one device does, having seen its own copy.
type Act<'a> = &'a dyn Fn(&mut Device);

/// Three devices share a record; up to three act on it offline; then all hear of all. `check` sees the result of every
/// assignment of the acts to devices; the order of hearing makes no difference at all.
fn offline(first: &[Edit], acts: &[Act<'_>], check: impl Fn(&Projection)) {
    then(first, acts, &|_| {}, check);
}

/// As [`offline`], and then one device, having seen it all, acts once more.
fn then(first: &[Edit], acts: &[Act<'_>], last: Act<'_>, check: impl Fn(&Projection)) {
    for roles in ORDERS {
        let mut results = Vec::new();
        for order in ORDERS {
            results.push(play(first, acts, last, roles, order));
        }
        assert!(results.windows(2).all(|pair| pair[0] == pair[1]), "the order made a difference");
        check(&results[0]);
    }
}

fn play(
    first: &[Edit],
    acts: &[Act<'_>],
    last: Act<'_>,
    roles: [usize; 3],
    order: [usize; 3],
) -> Projection {
    let mut devices = [Device::new(1), Device::new(2), Device::new(3)];
    let made = Device::new(9).act(first);
    for device in &mut devices {
        assert!(device.hear(&made));
    }
    for (act, role) in acts.iter().zip(roles) {
        act(&mut devices[role]);
    }
    let told: Vec<_> = devices.iter_mut().map(Device::tell).collect();
    for device in &mut devices {
        for from in order {
            device.hear(&told[from]);
        }
    }
    last(&mut devices[roles[0]]);
    let told = devices[roles[0]].tell();
    let shown: Vec<Projection> = devices
        .iter_mut()
        .map(|device| {
            device.hear(&told);
            device.reopen();
            device.shown()
        })
        .collect();
    assert!(shown.windows(2).all(|pair| pair[0] == pair[1]), "the devices differ");
    shown[0].clone()
}

fn does(edits: Vec<Edit>) -> impl Fn(&mut Device) {
    move |device| drop(device.act(&edits))
}

fn text(shown: &Projection) -> &str {
    shown.fields["body"].as_str().unwrap()
}

#[test]
fn case_1_two_devices_write_in_one_paragraph() {
    let first = [first_body("We met at noon. It was cold.")];
    let spliced = |device: &mut Device| drop(device.insert("noon", " by the river"));
    let whole = |device: &mut Device| {
        drop(device.write("We met at noon, briefly. It was cold."));
    };
    let other = |device: &mut Device| drop(device.write("We met at noon. It was really cold."));
    offline(&first, &[&spliced, &whole, &other], |shown| {
        for words in ["We met at noon", " by the river", ", briefly", "really", " cold."] {
            assert!(text(shown).contains(words), "{words}: {}", text(shown));
        }
        assert!(shown.marks.is_empty(), "nobody replaced what another replaced");
    });
}

#[test]
fn case_2_a_sentence_deleted_while_written_in() {
    let first = [first_body("Hello. She called me names. Bye.")];
    let deletes = |device: &mut Device| drop(device.write("Hello. Bye."));
    let writes = |device: &mut Device| drop(device.insert("called me", " cruel"));
    offline(&first, &[&deletes, &writes], |shown| {
        assert!(text(shown).contains("cruel"), "what was new stays: {}", text(shown));
        assert!(!text(shown).contains("names"), "what both knew goes: {}", text(shown));
        assert!(text(shown).starts_with("Hello.") && text(shown).ends_with("Bye."));
    });
}

#[test]
fn cases_3_and_4_outcomes() {
    let first = [choose("partly")];
    let (kept, not_kept) = (does(vec![choose("kept")]), does(vec![choose("not_kept")]));
    offline(&first, &[&kept, &not_kept], |shown| {
        assert_eq!(shown.fields["outcome"], json!(["kept", "not_kept"]), "a conflict, both shown");
    });
    for value in ["kept", "not_kept"] {
        then(&first, &[&kept, &not_kept], &does(vec![choose(value)]), |shown| {
            assert_eq!(shown.fields["outcome"], json!([value]), "choosing clears it");
        });
    }
    offline(&first, &[&kept, &does(vec![choose("kept")]), &kept], |shown| {
        assert_eq!(shown.fields["outcome"], json!(["kept"]), "agreed without knowing");
    });
}

#[test]
fn cases_5_to_7_flags() {
    let quiets = does(vec![on("quiet")]);
    let unquiets = does(vec![back("quiet")]);
    for first in [vec![], vec![on("quiet")]] {
        offline(&first, &[&quiets, &unquiets], |shown| {
            assert_eq!(shown.fields["quiet"], true, "the safe side wins");
        });
        then(&first, &[&quiets, &unquiets], &unquiets, |shown| {
            assert_eq!(shown.fields["quiet"], false, "taken back on purpose, after seeing it");
        });
    }
    let off = does(vec![on("reminder")]);
    let on_again = does(vec![back("reminder")]);
    let window = does(vec![set("title", "evenings")]);
    offline(&[set("title", "mornings")], &[&off, &window, &on_again], |shown| {
        assert_eq!(shown.fields["reminder"], false, "off stays off");
        assert_eq!(shown.fields["title"], "evenings", "with the new window");
    });
}

#[test]
fn case_8_a_tag_removed_and_added_again() {
    let first = [add("family"), add("work")];
    let removes = does(vec![remove("family"), remove("work")]);
    let adds = does(vec![add("family")]);
    offline(&first, &[&removes, &adds, &removes], |shown| {
        assert_eq!(shown.fields["tags"], json!(["family"]));
    });
    then(&first, &[&removes, &adds], &removes, |shown| {
        assert_eq!(shown.fields["tags"], json!([]));
    });
}

#[test]
fn case_9_trash_against_edit() {
    let first = [set("title", "Sunday")];
    let trashes = does(vec![Edit::Trash]);
    let edits = does(vec![set("title", "Monday")]);
    offline(&first, &[&trashes, &edits, &trashes], |shown| assert!(shown.present));
    offline(&first, &[&trashes, &trashes], |shown| assert!(!shown.present));
    then(&first, &[&trashes, &edits], &trashes, |shown| assert!(!shown.present));
    then(&first, &[&trashes], &does(vec![Edit::Restore]), |shown| assert!(shown.present));
    // Looking at a mark is no edit: it brings nothing back.
    let looks = does(vec![Edit::Look { mark: "0".repeat(32) }]);
    offline(&first, &[&trashes, &looks], |shown| assert!(!shown.present));
}

#[test]
fn case_11_one_night_noted_twice() {
    let noted = does(vec![put("2026-11-23", Some("calm"))]);
    offline(&[], &[&noted, &noted, &noted], |shown| {
        assert_eq!(shown.fields["nights"], json!({"2026-11-23": "calm"}));
    });
    let other = does(vec![put("2026-11-23", Some("tired")), put("2026-11-24", Some("fine"))]);
    offline(&[], &[&noted, &other], |shown| {
        let nights = shown.fields["nights"].as_object().unwrap();
        assert_eq!(nights.len(), 2);
        assert!(["calm", "tired"].map(Json::from).contains(&nights["2026-11-23"]));
    });
}

#[test]
fn case_12_standards_moved() {
    let first = [
        place("honest", None),
        place("on time", Some("honest")),
        place("kind", Some("on time")),
        place("asks", Some("kind")),
    ];
    let acts: [Act<'_>; 3] = [
        &does(vec![place("asks", None)]),
        &does(vec![place("asks", Some("honest")), place("honest", Some("kind"))]),
        &does(vec![place("kind", None), place("listens", None)]),
    ];
    offline(&first, &acts, |shown| {
        let standards = shown.fields["standards"].as_array().unwrap();
        for standard in ["honest", "on time", "kind", "asks", "listens"] {
            let found = standards.iter().filter(|found| *found == standard).count();
            assert_eq!(found, 1, "{standard} in {standards:?}");
        }
    });
}

#[test]
fn case_13_done_while_its_body_is_written() {
    let first = [advance(1), first_body("Say goodbye.")];
    let done = does(vec![advance(7)]);
    let earlier = does(vec![advance(3)]);
    let writes = |device: &mut Device| drop(device.write("Say goodbye. Walk away."));
    offline(&first, &[&done, &writes, &earlier], |shown| {
        assert_eq!(shown.fields["state"], json!({"epoch": 0, "rank": 7}));
        assert_eq!(text(shown), "Say goodbye. Walk away.");
    });
}

#[test]
fn case_14_phase_up_against_down() {
    let (up, down) = (does(vec![advance(4)]), does(vec![restart(1)]));
    offline(&[advance(2)], &[&up, &down], |shown| {
        assert_eq!(shown.fields["state"], json!({"epoch": 1, "rank": 1}), "back on purpose wins");
    });
    offline(&[advance(2)], &[&does(vec![restart(0)]), &down, &up], |shown| {
        assert_eq!(shown.fields["state"], json!({"epoch": 1, "rank": 1}));
    });
}

#[test]
fn case_15_the_longest_rest() {
    let acts: [Act<'_>; 3] = [
        &does(vec![set("rest_until", 20_000)]),
        &does(vec![set("rest_until", 20_300)]),
        &does(vec![set("rest_until", 19_000)]),
    ];
    offline(&[set("rest_until", 18_000)], &acts, |shown| {
        assert_eq!(shown.fields["rest_until"], 20_300);
    });
}

#[test]
fn case_16_a_clock_ten_years_ahead() {
    let result = |ahead_ms: i64| {
        let (mut phone, mut tablet) = phone_and_tablet(&[set("title", "a"), first_body("It was.")]);
        tablet.clock_ms += ahead_ms;
        phone.act(&[set("title", "b"), choose("kept"), put("k", Some("1")), place("x", None)]);
        tablet.act(&[set("title", "c"), choose("partly"), put("k", Some("2")), place("y", None)]);
        phone.insert("It was", " late");
        tablet.insert("It was", " early");
        agree(&mut phone, &mut tablet).fields
    };
    let ten_years = 10 * 366 * 86_400_000;
    assert_eq!(result(0), result(ten_years));
    assert_eq!(result(0), result(-ten_years));
}

#[test]
fn case_17_a_tablet_from_the_drawer() {
    let lives = |device: &mut Device| {
        for day in 0..60 {
            device.clock_ms += 86_400_000;
            let base = device.heads();
            let at = device.body().encode_utf16().count();
            let key = format!("2026-{:02}-{:02}", 9 + day / 30, 1 + day % 30);
            device.act(&[splice(&base, at, 0, &format!(" Day {day}.")), put(&key, Some("noted"))]);
        }
    };
    let wakes = |device: &mut Device| drop(device.write("Begun in bed. Found again."));
    offline(&[first_body("Begun.")], &[&lives, &wakes], |shown| {
        assert_eq!(shown.fields["nights"].as_object().unwrap().len(), 60);
        for words in ["in bed", "Found again."] {
            assert!(text(shown).contains(words), "{words}");
        }
        assert!((0..60).all(|day| text(shown).contains(&format!(" Day {day}."))));
    });
}

#[test]
fn case_20_one_export_imported_twice() {
    let file = [first_body("From the old app."), add("imported"), set("begun", "2020-02-29")];
    let mut once = Vec::new();
    for order in ORDERS {
        let mut devices = [Device::new(1), Device::new(2), Device::new(3)];
        let told: Vec<_> = devices.iter_mut().map(|device| device.import(&file)).collect();
        assert!(told.windows(2).all(|pair| pair[0] == pair[1]), "bit for bit");
        devices[0].insert("old", " diary");
        let told: Vec<_> = devices.iter_mut().map(Device::tell).collect();
        for device in &mut devices {
            for from in order {
                device.hear(&told[from]);
            }
            assert!(device.import(&file).is_empty(), "imported again after the edit: nothing new");
            once.push(device.shown());
        }
    }
    assert!(once.windows(2).all(|pair| pair[0] == pair[1]));
    assert_eq!(text(&once[0]), "From the old diary app.");
}
