//! The books: all content of one language, read once. Nothing here is written on screen by itself.

use std::sync::LazyLock;

use fluent_bundle::{FluentArgs, FluentResource, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

use crate::Locale;

/// The content of a language, file by file, and the words that it must not hold.
pub(crate) struct Content {
    pub(crate) files: &'static [(&'static str, &'static str)],
    pub(crate) banned: &'static str,
}

/// The content that is built in.
pub(crate) const fn content(locale: Locale) -> Content {
    match locale {
        Locale::English => Content {
            files: &[
                ("en/sentences.ftl", include_str!("../content/en/sentences.ftl")),
                ("en/notifications.ftl", include_str!("../content/en/notifications.ftl")),
                ("en/sets.ftl", include_str!("../content/en/sets.ftl")),
                ("en/support.ftl", include_str!("../content/en/support.ftl")),
                ("en/pages.ftl", include_str!("../content/en/pages.ftl")),
            ],
            banned: include_str!("../content/en/banned.txt"),
        },
        Locale::Spanish => Content {
            files: &[
                ("es/sentences.ftl", include_str!("../content/es/sentences.ftl")),
                ("es/notifications.ftl", include_str!("../content/es/notifications.ftl")),
                ("es/sets.ftl", include_str!("../content/es/sets.ftl")),
                ("es/support.ftl", include_str!("../content/es/support.ftl")),
                ("es/pages.ftl", include_str!("../content/es/pages.ftl")),
            ],
            banned: include_str!("../content/es/banned.txt"),
        },
    }
}

/// The text of a key without slots.
pub(crate) fn text(locale: Locale, key: &str) -> String {
    render(locale, key, &FluentArgs::new())
}

/// The text of a key. A key that a language lacks is said in English, and one that English lacks as the key itself: the
/// tests let neither happen.
pub(crate) fn render(locale: Locale, key: &str, slots: &FluentArgs<'_>) -> String {
    faultless(locale, key, slots)
        .or_else(|fallback| fallback.map_or_else(|| faultless(Locale::English, key, slots), Ok))
        .unwrap_or_else(|fallback| fallback.unwrap_or_else(|| key.to_owned()))
}

/// The text of a key, if nothing is missing in it; else what can be said of it, if anything can.
pub(crate) fn faultless(
    locale: Locale,
    key: &str,
    slots: &FluentArgs<'_>,
) -> Result<String, Option<String>> {
    let book = match locale {
        Locale::English => &ENGLISH,
        Locale::Spanish => &SPANISH,
    };
    let pattern = book.get_message(key).and_then(|message| message.value()).ok_or(None)?;
    let mut faults = Vec::new();
    let said = book.format_pattern(pattern, Some(slots), &mut faults).into_owned();
    if faults.is_empty() { Ok(said) } else { Err(Some(said)) }
}

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| read(Locale::English));
static SPANISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| read(Locale::Spanish));

fn read(locale: Locale) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = locale.tag().parse().unwrap_or_default();
    let mut book = FluentBundle::new_concurrent(vec![tag]);
    // Marks for mixed writing directions would be seen as boxes in a terminal; slots hold numbers and days only.
    book.set_use_isolating(false);
    for (_, text) in content(locale).files {
        // What can be read is kept; the tests find what cannot.
        let resource = FluentResource::try_new((*text).to_owned())
            .unwrap_or_else(|(resource, _faults)| resource);
        book.add_resource_overriding(resource);
    }
    book
}
