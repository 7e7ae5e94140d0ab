//! The verbs of words and deeds, and what can be said of them.

use requite_ffi::{
    Direction, Engine, NewContact, NewMoment, NewNeed, NewPromise, PromiseQuery, TimelineQuery,
    When, Wrote,
};
use serde_json::{Value, json};

use super::{
    answers::{happening, items, need, picture, promise},
    diary::including,
    wait,
};
use crate::story::{Refusal, With};

/// Does a verb of words and deeds; nothing where it is none.
pub(crate) fn act(engine: &Engine, verb: &str, with: &With) -> Result<Option<Value>, Refusal> {
    let evidence = engine.evidence();
    let (text, needed) = (|key: &str| with.text(key), |key: &str| with.needed(key));
    Ok(Some(match verb {
        "promise" => wrote(&wait(evidence.add_promise(new_promise(with)))?),
        "resolve" => {
            promise(&wait(evidence.resolve_promise(needed("id"), needed("outcome"), text("on")))?)
        }
        "promises" => {
            let query = PromiseQuery { person: text("person"), outcome: text("outcome") };
            items(&wait(evidence.promises(query))?, promise, None)
        }
        "contact" => wrote(&wait(evidence.add_contact(new_contact(with)))?),
        "need" => wrote(&wait(evidence.add_need(new_need(with)))?),
        "ask_need" => need(&wait(evidence.ask_need(needed("id"), needed("how"), text("on")))?),
        "answer_need" => {
            need(&wait(evidence.answer_need(needed("id"), needed("response"), text("on")))?)
        }
        "needs" => items(&wait(evidence.needs(text("person")))?, need, None),
        "moment" => wrote(&wait(engine.looking().log(new_moment(with)))?),
        "timeline" => {
            let page = wait(engine.looking().timeline(whole_timeline(with)))?;
            items(&page.items, happening, page.next.as_deref())
        }
        "picture" => picture(&wait(engine.pictures().of(needed("person")))?),
        _ => return Ok(None),
    }))
}

fn wrote(wrote: &Wrote) -> Value {
    json!({"id": wrote.id, "date": wrote.date})
}

fn new_promise(with: &With) -> NewPromise {
    NewPromise {
        person: with.needed("person"),
        text: with.needed("text"),
        by: with.text("by"),
        made: with.text("made"),
        due: with.text("due"),
        due_kind: with.text("due_kind"),
        size: with.text("size"),
    }
}

fn new_contact(with: &With) -> NewContact {
    NewContact {
        people: with.texts("people"),
        started: with.needed("started"),
        channel: with.text("channel"),
        minutes: with.number("minutes"),
        line: None,
        when: on(with),
    }
}

fn new_need(with: &With) -> NewNeed {
    NewNeed {
        person: with.needed("person"),
        text: with.needed("text"),
        whose: with.text("whose"),
        date: with.text("date"),
    }
}

fn new_moment(with: &With) -> NewMoment {
    NewMoment {
        people: with.texts("people"),
        kind: with.needed("kind"),
        line: with.text("line"),
        direction: with.text("from").map(|from| match from.as_str() {
            "me" => Direction::Me,
            "both" => Direction::Both,
            _ => Direction::Them,
        }),
        when: on(with),
        effort: None,
        certainty: None,
        promise: None,
    }
}

fn whole_timeline(with: &With) -> TimelineQuery {
    TimelineQuery {
        person: with.text("person"),
        kinds: Vec::new(),
        from: None,
        to: None,
        limit: 100,
        cursor: None,
        including: including(with),
    }
}

fn on(with: &With) -> When {
    When { date: with.text("date"), time: None }
}
