//! Finding words again: in entries, and in letters where somebody asks for them.

use jiff::Timestamp;
use requite_engine::{SearchQuery, record::Facet};
use serde::Serialize;

use crate::{
    Day, EntryItem, Including, Practice, PracticeError, Surface, Zone,
    entries::{self, LIMIT_MAX, parse_cursor, parse_tag},
    kinds,
};

/// What is searched for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words, beginnings of words, phrases.
    pub words: String,
    /// Hits of a page.
    pub limit: usize,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// Somebody by name or id: what is about them, quieted or not.
    pub person: Option<String>,
    /// A tag.
    pub tag: Option<String>,
    /// The first day.
    pub from: Option<String>,
    /// The last day.
    pub to: Option<String>,
    /// Whom to find besides.
    pub including: Including,
    /// Whether letters are searched too.
    pub letters: bool,
}

/// A hit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// `entry` or `letter`.
    pub kind: &'static str,
    /// What was found.
    #[serde(flatten)]
    pub item: EntryItem,
}

/// A page of hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundPage {
    /// Best first; letters behind entries.
    pub items: Vec<Found>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl Practice {
    /// A page of what is found, best first. Whoever is quieted does not come up unless asked for.
    ///
    /// # Errors
    /// [`PracticeError`] says what does not fit.
    pub fn search(
        &mut self,
        search: &Search,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<FoundPage, PracticeError> {
        let day = |text: &Option<String>| {
            let day = text.as_deref().map(|text| Day::parse(text, zone, now)).transpose();
            day.map(|day| day.map(|day| day.to_string()))
        };
        let folk = self.folk(Day::today(zone, now))?;
        let person = search.person.as_deref().map(|who| folk.find(who)).transpose()?;
        // Somebody who is named is asked for.
        let including = if person.is_some() { Including::Everybody } else { search.including };
        let tag = search.tag.as_deref().map(parse_tag).transpose()?;
        let query = |kind: &str, field: &str| -> Result<SearchQuery, PracticeError> {
            Ok(SearchQuery {
                any_of: person.map(|person| person.facets(field)).unwrap_or_default(),
                without: folk.left_out(Surface::Search, including, field),
                from: day(&search.from)?,
                to: day(&search.to)?,
                limit: search.limit.clamp(1, LIMIT_MAX),
                ..SearchQuery::of(kind, &search.words)
            })
        };
        let mut entries = query(kinds::name::ENTRY, "people")?;
        entries.cursor = parse_cursor(search.cursor.as_deref())?;
        entries.facets.extend(tag.map(|value| Facet { field: "tags".into(), value }));
        let page = self.engine.search(&entries)?;
        let found = |kind: &'static str, hit: requite_engine::Hit| Found {
            kind,
            item: entries::item(&folk, &hit.row, Some(hit.snippet)),
        };
        let mut items: Vec<Found> =
            page.items.into_iter().map(|hit| found(kinds::name::ENTRY, hit)).collect();
        if search.letters && search.cursor.is_none() && search.tag.is_none() {
            let letters = self.engine.search(&query(kinds::name::LETTER, "person")?)?;
            items.extend(letters.items.into_iter().map(|hit| found(kinds::name::LETTER, hit)));
        }
        Ok(FoundPage { items, next: page.next.map(|cursor| cursor.to_string()) })
    }
}
