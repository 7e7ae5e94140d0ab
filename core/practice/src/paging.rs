//! Pages of lists: how much of one is shown, and where the next begins. What is in a list is for the list itself.

use requite_engine::{ListQuery, Row};
use serde::Serialize;

use crate::{
    Practice, PracticeError,
    entries::{LIMIT_MAX, parse_cursor},
};

/// How much of a list is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Paging {
    /// Items of a page, 1 to 1000; everything where none is said.
    pub limit: Option<usize>,
    /// Where the page before ended.
    pub cursor: Option<String>,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paged<T> {
    /// In the order of the list.
    pub items: Vec<T>,
    /// Where the next page begins; none behind the last.
    pub next: Option<String>,
}

impl Paging {
    /// The whole list at once.
    pub const fn everything() -> Self {
        Self { limit: None, cursor: None }
    }

    /// The first so many.
    pub const fn first(limit: usize) -> Self {
        Self { limit: Some(limit), cursor: None }
    }
}

impl Practice {
    /// A page of what a query chooses, each row as the list shows it. Rows only: no record is opened.
    pub(crate) fn paged<T>(
        &mut self,
        query: ListQuery,
        paging: &Paging,
        item: impl FnMut(&Row) -> T,
    ) -> Result<Paged<T>, PracticeError> {
        let cursor = parse_cursor(paging.cursor.as_deref())?;
        let Some(limit) = paging.limit else {
            let rows = self.all(ListQuery { limit: LIMIT_MAX, cursor, ..query })?;
            return Ok(Paged { items: rows.iter().map(item).collect(), next: None });
        };
        let limit = limit.clamp(1, LIMIT_MAX);
        let page = self.engine.list(&ListQuery { limit, cursor, ..query })?;
        let next = page.next.map(|cursor| cursor.to_string());
        Ok(Paged { items: page.items.iter().map(item).collect(), next })
    }
}
