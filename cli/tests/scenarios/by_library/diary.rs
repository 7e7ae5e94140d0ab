//! The verbs of the diary and of people.

use requite_ffi::{
    Engine, Entry, EntryFacts, EntryQuery, Including, NewEntry, Person, SearchQuery, When,
};
use serde_json::{Value, json};

use super::{
    answers::{entry, item, items, marks, person},
    wait,
};
use crate::story::{Refusal, With};

/// Does a verb of the diary or of people; nothing where it is none.
pub(crate) fn act(engine: &Engine, verb: &str, with: &With) -> Result<Option<Value>, Refusal> {
    let journal = engine.journal();
    let id = || with.needed("id");
    Ok(Some(match verb {
        "write" => {
            let wrote = wait(journal.write(new_entry(with)))?;
            json!({"id": wrote.id, "date": wrote.date})
        }
        "list" => {
            let page = wait(journal.entries(query(with)))?;
            items(&page.items, item, page.next.as_deref())
        }
        "show" => entry(&wait(journal.show(id()))?),
        "edit" => heads(&wait(journal.edit(id(), with.text("base"), with.needed("text")))?),
        "set_facts" => heads(&wait(journal.edit_facts(id(), facts(with)))?),
        "trash" => json!({"id": wait(journal.trash(id()))?}),
        "untrash" => json!({"id": wait(journal.untrash(id()))?}),
        "history" => {
            let versions = wait(journal.history(id()))?.versions;
            let told = versions
                .iter()
                .map(|it| json!({"id": it.id, "device": it.device, "excerpt": it.excerpt}));
            json!({"versions": told.collect::<Vec<_>>()})
        }
        "restore_version" => heads(&wait(journal.restore_version(id(), with.needed("version")))?),
        "clear_mark" => {
            let looked = wait(journal.clear_mark(id(), with.needed("mark")))?;
            json!({"id": looked.id, "mark": looked.mark, "marks": marks(&looked.marks)})
        }
        "undo" => json!({"ids": wait(journal.undo())?.ids}),
        "search" => search(engine, with)?,
        _ => return of_people(engine, verb, with),
    }))
}

fn of_people(engine: &Engine, verb: &str, with: &With) -> Result<Option<Value>, Refusal> {
    let people = engine.people();
    let who = || with.needed("person");
    let told: Person = match verb {
        "people" => {
            let listed = wait(people.list(including(with)))?;
            return Ok(Some(items(&listed, person, None)));
        }
        "add_person" => wait(people.add(with.needed("name")))?,
        "alias" => wait(people.alias(who(), with.needed("alias")))?,
        "quiet" => wait(people.quiet(who(), with.text("until")))?,
        "unquiet" => wait(people.unquiet(who()))?,
        "mark_unsafe" => wait(people.mark_unsafe(who()))?,
        "unmark_unsafe" => wait(people.unmark_unsafe(who()))?,
        "merge" => wait(people.merge(who(), with.needed("into")))?,
        _ => return Ok(None),
    };
    Ok(Some(person(&told)))
}

fn new_entry(with: &With) -> NewEntry {
    NewEntry {
        text: with.needed("text"),
        title: with.text("title"),
        when: When { date: with.text("date"), time: with.text("time") },
        people: with.texts("people"),
        tags: with.texts("tags"),
        starred: with.is("starred"),
        facts: facts(with),
    }
}

fn facts(with: &With) -> EntryFacts {
    EntryFacts {
        mood: with.text("mood"),
        words: Vec::new(),
        dropped: Vec::new(),
        place: with.text("place"),
    }
}

fn query(with: &With) -> EntryQuery {
    EntryQuery {
        limit: limit(with),
        cursor: with.text("cursor"),
        person: with.text("person"),
        tag: with.text("tag"),
        from: with.text("from"),
        to: with.text("to"),
    }
}

fn search(engine: &Engine, with: &With) -> Result<Value, Refusal> {
    let query = SearchQuery {
        words: with.needed("words"),
        limit: limit(with),
        cursor: None,
        person: with.text("person"),
        tag: None,
        from: None,
        to: None,
        including: including(with),
        letters: false,
    };
    let page = wait(engine.looking().search(query))?;
    let found = page.items.iter().map(|found| {
        let mut told = item(&found.item);
        told["kind"] = found.kind.as_str().into();
        told
    });
    Ok(json!({"items": found.collect::<Vec<_>>(), "next": page.next}))
}

fn limit(with: &With) -> u32 {
    with.number("limit").map_or(100, |limit| u32::try_from(limit).unwrap())
}

pub(crate) fn including(with: &With) -> Including {
    match with.text("including").as_deref() {
        Some("quiet") => Including::Quiet,
        Some("everybody") => Including::Everybody,
        _ => Including::Usual,
    }
}

fn heads(it: &Entry) -> Value {
    json!({"id": it.id, "heads": it.heads})
}
