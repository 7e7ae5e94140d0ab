//! What changed, told to whoever watches: one thread that gathers notices for the length of a frame and then calls. A
//! listener is never called again once its subscription's `cancel` has returned, and never by two threads at once.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, Condvar, Mutex, PoisonError, Weak,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, ThreadId},
    time::{Duration, Instant},
};

use requite_engine::Notice;

use crate::{
    EngineError,
    desk::{Desk, held, spawn},
    tickets,
};

/// How long notices are gathered: a frame.
const FRAME: Duration = Duration::from_millis(16);
/// Notices that are not waited with.
const MANY: usize = 64;
/// How long a cancel waits for a call that is under way. Longer than any sane listener; not for ever, since a listener that
/// waits for the very thread that cancels would never return.
const CALL_WAIT: Duration = Duration::from_secs(2);

/// Why a listener could not take what it was told. It is told the next thing all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, uniffi::Error)]
pub enum ListenerError {
    /// It threw.
    #[error("failed")]
    Failed,
}

impl From<uniffi::UnexpectedUniFFICallbackError> for ListenerError {
    /// What a shell throws by mistake carries its whole stack; none of it is taken over.
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Failed
    }
}

/// Records of a kind that changed.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Change {
    /// Their kind.
    pub kind: String,
    /// Their ids, sorted.
    pub ids: Vec<String>,
}

/// Told when records change, here or on another device: ask again for what is on the screen.
#[uniffi::export(with_foreign)]
pub trait ChangeListener: Send + Sync {
    /// What changed since the last call; at most once a frame. `generation` counts the calls from 1.
    fn changed(&self, generation: u64, changes: Vec<Change>) -> Result<(), ListenerError>;
}

/// What is told to a watcher: the desk, to ask again, and what changed.
pub(crate) type Tell = Box<dyn FnMut(&Desk, &[Change]) -> Result<(), ListenerError> + Send>;

pub(crate) struct Hub {
    pending: Mutex<Pending>,
    wake: Condvar,
    watchers: Mutex<BTreeMap<u64, Arc<Watcher>>>,
}

#[derive(Default)]
struct Pending {
    changes: BTreeMap<String, BTreeSet<String>>,
    count: usize,
    nudged: bool,
    ended: bool,
    next: u64,
}

struct Watcher {
    alive: AtomicBool,
    tell: Mutex<Tell>,
    /// Which thread is calling it now.
    calling: Mutex<Option<ThreadId>>,
    called: Condvar,
}

/// Watching. Ends when it is cancelled or dropped.
#[derive(uniffi::Object)]
pub struct Subscription {
    hub: Arc<Hub>,
    number: u64,
}

impl Hub {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            pending: Mutex::default(),
            wake: Condvar::new(),
            watchers: Mutex::default(),
        })
    }

    pub(crate) fn start(hub: &Arc<Self>, desk: &Arc<Desk>) -> Result<(), EngineError> {
        let (hub, desk) = (Arc::clone(hub), Arc::downgrade(desk));
        spawn("hub", move || hub.run(&desk)).map(drop)
    }

    pub(crate) fn tell(&self, notices: Vec<Notice>) {
        if notices.is_empty() {
            return;
        }
        let mut pending = held(&self.pending);
        pending.count += notices.len();
        for notice in notices {
            pending.changes.entry(notice.kind).or_default().insert(notice.id.to_string());
        }
        self.wake.notify_all();
    }

    /// Everybody asks again.
    pub(crate) fn nudge(&self) {
        held(&self.pending).nudged = true;
        self.wake.notify_all();
    }

    pub(crate) fn end(&self) {
        held(&self.pending).ended = true;
        self.wake.notify_all();
        let watchers = core::mem::take(&mut *held(&self.watchers));
        for watcher in watchers.values() {
            watcher.alive.store(false, Ordering::SeqCst);
        }
    }

    pub(crate) fn watch(self: &Arc<Self>, tell: Tell) -> Arc<Subscription> {
        let number = {
            let mut pending = held(&self.pending);
            pending.next += 1;
            pending.next
        };
        let watcher = Watcher {
            alive: AtomicBool::new(true),
            tell: Mutex::new(tell),
            calling: Mutex::new(None),
            called: Condvar::new(),
        };
        held(&self.watchers).insert(number, Arc::new(watcher));
        Arc::new(Subscription { hub: Arc::clone(self), number })
    }

    fn run(&self, desk: &Weak<Desk>) {
        while let Some(changes) = self.gathered() {
            let Some(desk) = desk.upgrade() else { return };
            let watchers: Vec<_> = held(&self.watchers).values().cloned().collect();
            for watcher in watchers {
                watcher.call(&desk, &changes);
            }
        }
    }

    /// Waits for something, then for the rest of a frame. None at the end.
    fn gathered(&self) -> Option<Vec<Change>> {
        let mut pending = held(&self.pending);
        while !pending.ended && pending.count == 0 && !pending.nudged {
            pending = self.wake.wait(pending).unwrap_or_else(PoisonError::into_inner);
        }
        let until = Instant::now() + FRAME;
        while !pending.ended && pending.count < MANY {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            let woken = self.wake.wait_timeout(pending, left);
            pending = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
        if pending.ended {
            return None;
        }
        pending.count = 0;
        pending.nudged = false;
        let changes = core::mem::take(&mut pending.changes);
        Some(
            changes
                .into_iter()
                .map(|(kind, ids)| Change { kind, ids: ids.into_iter().collect() })
                .collect(),
        )
    }
}

impl Watcher {
    fn call(&self, desk: &Desk, changes: &[Change]) {
        *held(&self.calling) = Some(thread::current().id());
        if self.alive.load(Ordering::SeqCst) {
            let told = tickets::guarded(|| (held(&self.tell))(desk, changes));
            match told {
                Ok(Ok(())) => {}
                Ok(Err(_)) => desk.shared.log.note("listener_failed"),
                Err(ticket) => desk.shared.log.mistake(&ticket),
            }
        }
        *held(&self.calling) = None;
        self.called.notify_all();
    }
}

#[uniffi::export]
impl Subscription {
    /// Ends it. Once this has returned the listener is not called again, unless it is this very listener that cancels, or a
    /// call that is under way takes longer than two seconds.
    pub fn cancel(&self) {
        let Some(watcher) = held(&self.hub.watchers).remove(&self.number) else { return };
        watcher.alive.store(false, Ordering::SeqCst);
        let until = Instant::now() + CALL_WAIT;
        let mut calling = held(&watcher.calling);
        while calling.is_some_and(|caller| caller != thread::current().id()) {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return;
            }
            let woken = watcher.called.wait_timeout(calling, left);
            calling = woken.unwrap_or_else(PoisonError::into_inner).0;
        }
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.cancel();
    }
}
