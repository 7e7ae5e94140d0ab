//! The lint over all content, and the lint itself on content with one planted fault each.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeSet;

use requite_words::{
    Label, Locale, NotificationText, Sentence, SupportPack, guided_sets,
    lint::{self, Fault, banned_words, built_in, built_in_banned, built_in_slots, lint},
};

#[test]
fn nothing_is_wrong_with_the_content() {
    let banned = built_in_banned();
    for (one, other) in [(Locale::English, Locale::Spanish), (Locale::Spanish, Locale::English)] {
        assert_eq!(lint(&built_in(one), &banned, &built_in(other)), [], "{}", one.tag());
    }
    for line in SupportPack::built_in().lines {
        for text in line.text.values() {
            assert_eq!(banned_words(text, &banned), [""; 0]);
        }
    }
}

#[test]
fn every_word_of_the_design_is_banned() {
    let banned = built_in_banned();
    for judging in [
        "This is TOXIC.",
        "a narcissist",
        "the abuser",
        "gaslighting",
        "a victim",
        "codependent",
        "your attachment style",
        "a score of 7",
        "Rating: 5",
        "loser",
        "You deserve better than Mia.",
        "an attachment\n    style",
        "una relación tóxica",
        "Tóxico",
        "su víctima",
        "dependencia: codependiente",
        "tu estilo de apego",
        "puntuación",
        "mereces algo mejor que Mia",
        "hacer luz de gas",
        "eso es de maltratadores",
    ] {
        assert!(!banned_words(judging, &banned).is_empty(), "{judging}");
    }
    for kind in ["celebrating", "operating a kettle", "closer", "underscore", "Anotaste 9", ""] {
        assert_eq!(banned_words(kind, &banned), [""; 0], "{kind}");
    }
}

const GOOD: &str =
    "one = You noted { $kept } kept.\ntwo = { $days ->\n    [one] a day\n   *[other] days\n}\n";

/// What the lint finds in this text beside the good one.
fn found(text: &str) -> Vec<Fault> {
    lint(text, &["toxic"], GOOD)
}

#[test]
fn a_planted_fault_is_found() {
    assert_eq!(found(GOOD), []);
    let planted = GOOD.replace("a day", "a toxic\n     day");
    let banned = Fault::Banned { key: "two".to_owned(), word: "toxic".to_owned() };
    assert_eq!(found(&planted), [banned]);
    let in_a_comment = format!("# what is toxic is not said\n{GOOD}");
    assert_eq!(found(&in_a_comment), []);
    assert_eq!(found(&GOOD.replace("$kept", "$not")), [Fault::Slots("one".to_owned())]);
    assert_eq!(
        found(&GOOD.replace("two =", "three =")),
        [Fault::Alone("three".to_owned()), Fault::Alone("two".to_owned())]
    );
    assert_eq!(found(&GOOD.replace("*[other]", " [other]")), [Fault::Unreadable]);
    let twice = format!("{GOOD}one = Again {{ $kept }}.\n");
    assert_eq!(found(&twice), [Fault::Twice("one".to_owned())]);
}

#[test]
fn a_word_planted_in_any_text_of_ours_is_found() {
    let banned = built_in_banned();
    for locale in Locale::ALL {
        let content = built_in(locale);
        for key in lint::slots(&content).keys() {
            let planted = content.replacen(&format!("\n{key} ="), &format!("\n{key} = Toxic"), 1);
            let fault = Fault::Banned { key: key.clone(), word: "toxic".to_owned() };
            assert!(lint(&planted, &banned, &content).contains(&fault), "{key}");
        }
    }
}

#[test]
fn every_key_is_said_by_something() {
    let sentences = Sentence::samples(0).into_iter().map(|sentence| sentence.key().to_owned());
    let lines = NotificationText::ALL.into_iter().map(|line| line.key().to_owned());
    let sets = guided_sets().iter().flat_map(requite_words::GuidedSet::keys);
    let labels = Label::ALL.iter().map(|label| label.key().to_owned());
    let said: BTreeSet<String> = sentences.chain(lines).chain(sets).chain(labels).collect();
    for locale in Locale::ALL {
        let written: BTreeSet<String> = built_in_slots(locale).into_keys().collect();
        assert_eq!(written, said, "{}", locale.tag());
    }
}

#[test]
fn a_locked_screen_names_nobody_and_nothing() {
    for locale in Locale::ALL {
        let slots = built_in_slots(locale);
        for line in NotificationText::ALL {
            assert!(slots.get(line.key()).unwrap().is_empty());
            let said = line.say(locale).to_lowercase();
            assert!(said.len() < 60 && said.ends_with(['.', '?']), "{said}");
            for telling in
                ["requite", "journal", "diary", "promise", "diario", "promesa", "relaci", "mia"]
            {
                assert!(!said.contains(telling), "{said}");
            }
            assert_eq!(NotificationText::of_kind(line.kind()), Some(line));
        }
    }
    assert_eq!(NotificationText::of_kind("Mia"), None);
}
