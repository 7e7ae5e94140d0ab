//! Where a person would rather be asked, they are: on a terminal with the question before them, else line by line.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use std::io::Write;

use home::Device;
use serde_json::{Value, json};

fn phone() -> (tempfile::TempDir, Device) {
    let folder = tempfile::tempdir().unwrap();
    let phone = Device::new(folder.path(), "phone");
    phone.ok(&["init", "--device", "phone"]);
    phone.ok(&["people", "add", "Noa"]);
    (folder, phone)
}

#[test]
fn what_is_left_out_is_asked_for_line_by_line() {
    let (_folder, phone) = phone();
    let asked = |args: &[&str], answers: &str| phone.tell(args, answers.as_bytes());
    asked(&["log", "Noa", "--from", "them"], "care_act\nbrought soup\n").ok();
    asked(&["log", "Noa"], "kind word\n\n").ok();
    asked(&["contact", "add", "Noa"], "them\n").ok();
    asked(&["promise", "add", "Noa"], "call on Sunday\n").ok();
    asked(&["need", "add", "Noa"], "an evening without phones\n").ok();
    asked(&["standards", "add"], "asks how I am\n").ok();
    asked(&["boundary", "add"], "she shouts\nI leave\n").ok();
    asked(&["boundary", "add", "it is late"], "I go to bed\n").ok();
    asked(&["lesson", "add", "strength"], "I asked twice.\n").ok();
    asked(&["cost", "add", "gain"], "she knows my family\n").ok();
    asked(&["belief", "add", "I am too much."], "I am enough.\n").ok();
    let of = |args: &[&str], field: &str| -> Vec<Value> {
        let answer = phone.ok(args);
        answer["items"].as_array().unwrap().iter().map(|item| item[field].clone()).collect()
    };
    let moments = phone.ok(&["moments"])["items"].clone();
    let mut said: Vec<_> =
        moments.as_array().unwrap().iter().map(|m| (&m["kind"], &m["line"])).collect();
    said.sort_by_key(|(kind, _)| kind.to_string());
    assert_eq!(
        said,
        [(&json!("care_act"), &json!("brought soup")), (&json!("kind_word"), &json!(""))]
    );
    assert_eq!(of(&["contact", "list"], "started"), [json!("them")]);
    assert_eq!(of(&["standards", "list"], "text"), [json!("asks how I am")]);
    let mut wills = of(&["boundary", "list"], "i_will");
    wills.sort_by_key(Value::to_string);
    assert_eq!(wills, [json!("I go to bed"), json!("I leave")]);
    assert_eq!(of(&["lesson", "list"], "text"), [json!("I asked twice.")]);
    assert_eq!(of(&["belief", "list"], "kinder"), [json!("I am enough.")]);
}

#[test]
fn who_answers_nothing_has_noted_nothing() {
    let (_folder, phone) = phone();
    phone.run(&["log", "Noa"]).refused(8, "invalid_kind");
    phone.run(&["contact", "add", "Noa"]).refused(8, "invalid_choice");
    for args in [
        &["promise", "add", "Noa"][..],
        &["standards", "add"],
        &["boundary", "add"],
        &["lesson", "add", "sign"],
    ] {
        phone.run(args).refused(8, "empty_text");
    }
    phone.run(&["boundary", "add", "a", "b", "--days", "funday"]).refused(8, "invalid_choice");
    assert_eq!(phone.ok(&["timeline"])["items"], json!([]));
}

/// A terminal of its own, by the `script` program: what is asked stands before the answer.
#[test]
#[cfg(target_os = "linux")]
fn on_a_terminal_the_question_is_there() {
    let (_folder, phone) = phone();
    let line = format!("'{}' --home '{}' log Noa --from them", home::PROGRAM, phone.home.display());
    let mut command = std::process::Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).env("REQUITE_PASSPHRASE", "between us");
    command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(b"care_act\nbrought soup\n").unwrap();
    let output = child.wait_with_output().unwrap();
    let answer = String::from_utf8(output.stdout).unwrap();
    assert!(answer.contains("What happened? (time_together"), "{answer}");
    assert!(answer.contains("In a line") && answer.contains("Noted"), "{answer}");
    assert_eq!(phone.ok(&["moments"])["items"][0]["line"], "brought soup");
}

/// The whole of a goodbye, with a relay set that would hear of anything that is sent: it hears nothing.
#[test]
fn a_goodbye_reaches_nobody() {
    let (_folder, phone) = phone();
    let relay = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    relay.set_nonblocking(true).unwrap();
    let url = format!("http://{}", relay.local_addr().unwrap());
    phone.ok(&["relays", "add", &url]);
    let plan = phone.ok(&["goodbye", "new", "Noa"])["id"].as_str().unwrap().to_owned();
    let plan = plan.as_str();
    let verbs: [&[&str]; 12] = [
        &["gate", plan, "--answers", "no,no,no,no,no,no", "--save"],
        &["path", plan, "short_message"],
        &["draft", plan, "Dear Noa, this is goodbye.", "--part", "valued"],
        &["step", "add", plan, "tell Ana"],
        &["rest", plan],
        &["read", plan],
        &["decide", plan, "sent", "--not-waiting", "I said it myself"],
        &["after", plan, "1", "-1"],
        &["show", plan],
        &["list"],
        &["again", plan],
        &["path", plan, "letter"],
    ];
    for verb in verbs {
        phone.ok(&[&["goodbye"], verb].concat());
    }
    let heard = relay.accept().map(|_| ()).map_err(|error| error.kind());
    assert_eq!(heard, Err(std::io::ErrorKind::WouldBlock), "somebody was called");
}
