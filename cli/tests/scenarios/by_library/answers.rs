//! Records of the bindings, as the suite calls their fields.

use requite_ffi::{
    Entry, EntryItem, Happening, Mark, Measure, Mirror, Need, Person, Picture, Promise,
};
use serde_json::{Value, json};

pub(crate) fn items<T>(items: &[T], of: fn(&T) -> Value, next: Option<&str>) -> Value {
    json!({"items": items.iter().map(of).collect::<Vec<_>>(), "next": next})
}

pub(crate) fn item(it: &EntryItem) -> Value {
    json!({
        "id": it.id, "date": it.date, "time": it.time, "title": it.title, "excerpt": it.excerpt,
        "people": it.people, "tags": it.tags, "starred": it.starred,
    })
}

pub(crate) fn entry(it: &Entry) -> Value {
    json!({
        "id": it.id, "date": it.date, "time": it.time, "title": it.title, "body": it.body,
        "people": it.people, "tags": it.tags, "starred": it.starred, "mood": it.mood,
        "mood_said": it.mood_said, "place": it.place, "trashed": it.trashed, "heads": it.heads,
        "marks": marks(&it.marks),
    })
}

pub(crate) fn marks(marks: &[Mark]) -> Value {
    let mark = |it: &Mark| {
        json!({
            "id": it.id, "field": it.field, "start": it.start, "end": it.end,
            "variants": it.variants,
        })
    };
    marks.iter().map(mark).collect()
}

pub(crate) fn person(it: &Person) -> Value {
    json!({
        "id": it.id, "name": it.name, "alias": it.alias, "quiet": it.quiet,
        "quiet_until": it.quiet_until, "unsafe": it.is_unsafe, "stage": it.stage,
        "merged": it.merged,
    })
}

pub(crate) fn promise(it: &Promise) -> Value {
    let due = it.due.as_ref().map(|due| json!({"date": due.date, "kind": due.kind}));
    json!({
        "id": it.id, "person": it.person, "by": it.by, "text": it.text, "made": it.made,
        "due": due, "size": it.size, "outcome": it.outcome, "marked": it.marked,
        "resolved_on": it.resolved_on, "evidence": it.evidence,
    })
}

pub(crate) fn need(it: &Need) -> Value {
    json!({
        "id": it.id, "person": it.person, "whose": it.whose, "text": it.text, "noted": it.noted,
        "asked": it.asked, "asked_on": it.asked_on, "response": it.response, "marked": it.marked,
    })
}

pub(crate) fn happening(it: &Happening) -> Value {
    json!({
        "id": it.id, "kind": it.kind, "date": it.date, "text": it.text, "people": it.people,
    })
}

pub(crate) fn picture(it: &Picture) -> Value {
    json!({
        "id": it.id, "person": it.person, "unpromised": it.unpromised,
        "follow_through": mirror(&it.follow_through), "initiation": mirror(&it.initiation),
        "needs": mirror(&it.needs), "care": mirror(&it.care),
    })
}

fn mirror(it: &Mirror) -> Value {
    json!({"them": measure(&it.them), "me": measure(&it.me)})
}

fn measure(it: &Measure) -> Value {
    json!({
        "counts": it.counts, "range": it.range.map(|range| [range.low, range.high]),
        "says": it.says, "sentences": it.sentences, "evidence": it.evidence,
        "set_aside": it.set_aside,
    })
}
