//! What an app's log may hear: codes and tickets, never words, names, ids or paths.

use std::sync::{Arc, Mutex};

use crate::{ListenerError, desk::held, tickets, tickets::Ticket};

/// A line for the log.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct LogLine {
    /// What happened: `locked`, `unlocked`, `mistake`, `listener_failed`, `sync_began`, `sync_ended`.
    pub code: String,
    /// The ticket of a mistake, else 0.
    pub ticket: u64,
    /// Where in the engine's sources a mistake was found, such as `desk.rs:12`; empty else.
    pub place: String,
}

/// Takes lines for an app's log. Called on a thread of the engine's; must not call back and wait.
#[uniffi::export(with_foreign)]
pub trait LogSink: Send + Sync {
    /// Takes lines, in order.
    fn log(&self, lines: Vec<LogLine>) -> Result<(), ListenerError>;
}

#[derive(Default)]
pub(crate) struct Log {
    sink: Mutex<Option<Arc<dyn LogSink>>>,
}

impl Log {
    pub(crate) fn set(&self, sink: Option<Arc<dyn LogSink>>) {
        *held(&self.sink) = sink;
    }

    pub(crate) fn note(&self, code: &str) {
        self.line(LogLine { code: code.to_owned(), ticket: 0, place: String::new() });
    }

    pub(crate) fn mistake(&self, ticket: &Ticket) {
        let place = ticket.place.clone().unwrap_or_default();
        self.line(LogLine { code: "mistake".to_owned(), ticket: ticket.number, place });
    }

    fn line(&self, line: LogLine) {
        let sink = held(&self.sink).clone();
        if let Some(sink) = sink {
            // A log that cannot be written is no reason to stop.
            let _logged = tickets::guarded(|| sink.log(vec![line]));
        }
    }
}
