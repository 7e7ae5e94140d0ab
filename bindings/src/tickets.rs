//! Mistakes of ours: a panic is caught, counted and told as a ticket. What it says is never told: it could hold a person's
//! words. Neither is it printed, where a program's output is somebody's log.

use std::{
    any::Any,
    cell::Cell,
    panic::{self, AssertUnwindSafe},
    sync::{
        Once,
        atomic::{AtomicU64, Ordering},
    },
    thread,
};

/// Threads of ours are named so; a panic on one of them is not printed.
pub(crate) const THREADS: &str = "requite-";

static LAST: AtomicU64 = AtomicU64::new(0);
static HOOK: Once = Once::new();

thread_local! {
    static PLACE: Cell<Option<String>> = const { Cell::new(None) };
}

/// A mistake, as the log may hear of it.
#[derive(Debug)]
pub(crate) struct Ticket {
    pub(crate) number: u64,
    /// Where in our sources, such as `desk.rs:12`.
    pub(crate) place: Option<String>,
}

/// Runs something that must not take the process, or a lock, with it.
pub(crate) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, Ticket> {
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        drop_quietly(payload);
        Ticket { number: LAST.fetch_add(1, Ordering::Relaxed) + 1, place: PLACE.take() }
    })
}

/// Whether this thread is one of the engine's.
pub(crate) fn is_ours() -> bool {
    thread::current().name().is_some_and(|name| name.starts_with(THREADS))
}

/// Has panics of our own threads leave a place instead of a text. Other threads' hooks stay as they are.
pub(crate) fn keep_panics_quiet() {
    HOOK.call_once(|| {
        let before = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if is_ours() {
                let place =
                    info.location().map(|at| format!("{}:{}", basename(at.file()), at.line()));
                PLACE.set(place);
            } else {
                before(info);
            }
        }));
    });
}

/// The file's name alone: whole paths name the machine that built this.
fn basename(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or_default()
}

/// A payload whose own drop panics must not undo the catch.
fn drop_quietly(payload: Box<dyn Any + Send>) {
    let _again = panic::catch_unwind(AssertUnwindSafe(|| drop(payload)));
}
