//! A shopping list that two devices share. Uses the engine and nothing else of the house; `docs/your-own-app.md` tells it
//! step by step.

use std::{error::Error, future::pending, path::Path};

use requite_engine::{
    DocumentId, Edit, Engine, EngineError, Field, Heads, Kind, Merge, RelayUrl, Scalar, Schema,
    SchemaError, Until, Write, block_on,
};

/// What a list is, and how each field of it merges. Everything else follows from this.
fn schema() -> Result<Schema, SchemaError> {
    let words = Scalar::Text { max_bytes: 200 };
    let list = vec![
        Field::new("title", Merge::Text { max_bytes: 1_000 }).searched(1),
        Field::new("items", Merge::Order(words)),
        Field::new("bought", Merge::Set(words)),
        Field::new("urgent", Merge::EnableWins),
    ];
    Schema::new(vec![Kind::new("list", list)])
}

/// Two devices of one vault: both change one list without hearing of each other, then meet at the relay. What each shows
/// in the end.
///
/// # Errors
/// Whatever the engine says.
pub fn run(relay: &str, folder: &Path) -> Result<[String; 2], Box<dyn Error>> {
    let relay: RelayUrl = relay.parse()?;

    // The phone begins. Nothing here needs a network.
    let home = folder.join("phone");
    let (mut phone, words) = Engine::create(&home, schema()?, "phone", "a passphrase")?;
    let list = phone.new_id();
    let edits = vec![
        Edit::text("title", &Heads::default(), "For Friday"),
        Edit::place("items", "milk", None),
        Edit::place("items", "bread", Some("milk")),
    ];
    phone.commit("new list", &[Write::by_person(list, "list", edits)])?;
    meet(&mut phone, &relay)?;

    // The tablet comes to the same vault by the recovery words.
    let home = folder.join("tablet");
    let (words, key) = (words.reveal(), "another passphrase");
    let restore = Engine::restore(&home, schema()?, words, &relay, "tablet", key);
    let mut tablet = block_on(restore)??;
    meet(&mut tablet, &relay)?;

    // Both are offline. A change of a text says which text was before the person.
    let seen = phone.open_record(list)?.heads;
    let edits = vec![
        Edit::text("title", &seen, "For Friday evening"),
        Edit::add("bought", "milk"),
        Edit::place("items", "apples", Some("milk")),
    ];
    phone.commit("change", &[Write::by_person(list, "list", edits)])?;

    let seen = tablet.open_record(list)?.heads;
    let edits = vec![
        Edit::text("title", &seen, "Shopping for Friday"),
        Edit::remove("items", "bread"),
        Edit::place("items", "soap", None),
        Edit::assert("urgent"),
    ];
    tablet.commit("change", &[Write::by_person(list, "list", edits)])?;

    // They meet. Nobody is asked anything, and nothing is lost.
    meet(&mut phone, &relay)?;
    meet(&mut tablet, &relay)?;
    meet(&mut phone, &relay)?;
    Ok([shown(&mut phone, list)?, shown(&mut tablet, list)?])
}

/// Sends what is new here and receives what is new elsewhere.
fn meet(device: &mut Engine, relay: &RelayUrl) -> Result<(), EngineError> {
    let relays = core::slice::from_ref(relay);
    block_on(device.sync(relays, Until::Quiet, pending(), &mut |_| {}))??;
    Ok(())
}

/// The list as a person sees it.
fn shown(device: &mut Engine, list: DocumentId) -> Result<String, EngineError> {
    let fields = device.open_record(list)?.fields;
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let (title, items, bought) = (field("title"), field("items"), field("bought"));
    let urgent = if field("urgent") == true { " (urgent)" } else { "" };
    let mut lines = vec![format!("{}{urgent}", title.as_str().unwrap_or_default())];
    for item in items.as_array().into_iter().flatten() {
        let is_bought = bought.as_array().is_some_and(|bought| bought.contains(item));
        let sign = if is_bought { "x" } else { " " };
        lines.push(format!("[{sign}] {}", item.as_str().unwrap_or_default()));
    }
    Ok(lines.join("\n"))
}
