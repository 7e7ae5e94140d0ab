//! Undoing an act puts back what it changed, and leaves alone what another device wrote since.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod common;

use common::*;
use requite_record::{Edit, Heads, Refusal, reverse};
use serde_json::{Value as Json, json};

fn undo(device: &mut Device, before: Option<&Heads>, after: &Heads) -> Vec<Edit> {
    let kind = device.kind.clone();
    reverse(&kind, device.document.as_mut().unwrap(), before, after).unwrap()
}

/// The phone acts, the tablet writes elsewhere after having seen it, and the phone undoes: `field` is again as before.
fn undone(first: &[Edit], act: &[Edit], field: &str, expected: &Json) {
    let (mut phone, mut tablet) = phone_and_tablet(first);
    let before = phone.heads();
    phone.act(act);
    let after = phone.heads();
    tablet.meet(&mut phone);
    tablet.act(&[put("later", Some("stays"))]);
    phone.meet(&mut tablet);
    let edits = undo(&mut phone, Some(&before), &after);
    phone.act(&edits);
    let shown = agree(&mut phone, &mut tablet);
    assert_eq!(&shown.fields[field], expected, "{field}");
    assert_eq!(shown.fields["nights"]["later"], "stays", "{field}");
}

#[test]
fn every_merge_kind() {
    undone(&[set("title", "a")], &[set("title", "b")], "title", &json!("a"));
    undone(&[], &[set("title", "b")], "title", &json!(null));
    undone(&[set("title", "a")], &[Edit::Clear { field: "title".into() }], "title", &json!("a"));
    undone(&[], &[on("quiet")], "quiet", &json!(false));
    undone(&[on("quiet")], &[back("quiet")], "quiet", &json!(true));
    undone(&[], &[on("reminder")], "reminder", &json!(true));
    undone(&[on("reminder")], &[back("reminder")], "reminder", &json!(false));
    undone(&[add("a"), add("b")], &[remove("a"), add("c")], "tags", &json!(["a", "b"]));
    undone(&[choose("kept")], &[choose("partly")], "outcome", &json!(["kept"]));
    undone(&[], &[choose("kept")], "outcome", &json!([]));
    undone(&[advance(1)], &[advance(5)], "state", &json!({"epoch": 1, "rank": 1}));
    let list = [place("a", None), place("b", Some("a")), place("c", Some("b"))];
    undone(&list, &[place("c", None), place("d", None)], "standards", &json!(["a", "b", "c"]));
    let gone = Edit::Remove { field: "standards".into(), element: "b".into() };
    undone(&list, &[gone], "standards", &json!(["a", "b", "c"]));
    undone(&[count(2)], &[count(5)], "shown", &json!(2));
    let nights = json!({"a": "1", "later": "stays"});
    undone(&[put("a", Some("1"))], &[put("a", None), put("b", Some("2"))], "nights", &nights);
}

#[test]
fn undoing_the_choice_between_two_chooses_neither() {
    let (mut phone, mut tablet) = phone_and_tablet(&[choose("kept")]);
    phone.act(&[choose("partly")]);
    tablet.act(&[choose("not_kept")]);
    agree(&mut phone, &mut tablet);
    let before = phone.heads();
    phone.act(&[choose("partly")]);
    let after = phone.heads();
    let edits = undo(&mut phone, Some(&before), &after);
    phone.act(&edits);
    assert_eq!(agree(&mut phone, &mut tablet).fields["outcome"], json!([]));
}

#[test]
fn a_text_keeps_what_the_other_wrote_since() {
    let (mut phone, mut tablet) = phone_and_tablet(&[first_body("She was late. I waited.")]);
    let before = phone.heads();
    phone.write("She was cruel. I waited.");
    let after = phone.heads();
    tablet.meet(&mut phone);
    tablet.insert("waited", " an hour");
    phone.meet(&mut tablet);
    let edits = undo(&mut phone, Some(&before), &after);
    phone.act(&edits);
    agree(&mut phone, &mut tablet);
    assert_eq!(phone.body(), "She was late. I waited an hour.");
}

#[test]
fn answers_the_trash_and_a_new_record() {
    let (mut phone, mut tablet) = phone_and_tablet(&[]);
    let before = phone.heads();
    phone.act(&[answer("why", None, &before, "because")]);
    let after = phone.heads();
    let edits = undo(&mut phone, Some(&before), &after);
    phone.act(&edits);
    assert_eq!(phone.field("answers")["why"][0]["text"], "");

    let before = phone.heads();
    phone.act(&[Edit::Trash]);
    let after = phone.heads();
    assert_eq!(undo(&mut phone, Some(&before), &after), [Edit::Restore]);
    phone.act(&[Edit::Restore]);
    assert!(agree(&mut phone, &mut tablet).present);
    let back = phone.heads();
    assert_eq!(undo(&mut phone, Some(&after), &back), [Edit::Trash]);
    assert_eq!(undo(&mut phone, None, &back), [Edit::Trash]);
    assert_eq!(undo(&mut phone, Some(&back), &back), []);
    let unknown = Heads::new(vec![[1; 32]]);
    let kind = phone.kind.clone();
    let document = phone.document.as_mut().unwrap();
    assert_eq!(reverse(&kind, document, Some(&unknown), &back), Err(Refusal::UnknownBase));
}
