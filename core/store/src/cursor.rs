//! Where a page ended, as an opaque word that a caller hands back.

use core::{fmt, str::FromStr};

use requite_record::DocumentId;

use crate::{Row, StoreError};

/// Behind which record the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor(pub(crate) Place);

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// In a list: behind this order and id.
    Listed { order: String, id: DocumentId },
    /// In a ranking: behind so many.
    Ranked(usize),
}

impl Cursor {
    /// Behind this row, in any list that is ordered alike.
    pub fn behind(row: &Row) -> Self {
        Self(Place::Listed { order: row.order.clone(), id: row.id })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Place::Listed { order, id } => {
                write!(f, "l1{id}")?;
                order.bytes().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
            Place::Ranked(n) => write!(f, "r1{n}"),
        }
    }
}

impl FromStr for Cursor {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, StoreError> {
        let place = match text.split_at_checked(2) {
            Some(("r1", n)) => n.parse().ok().map(Place::Ranked),
            Some(("l1", rest)) => listed(rest),
            _ => None,
        };
        place.map(Self).ok_or(StoreError::Cursor)
    }
}

fn listed(rest: &str) -> Option<Place> {
    let (id, order) = rest.split_at_checked(32)?;
    let pairs = order.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs
        .map(|pair| {
            let pair = core::str::from_utf8(pair).ok().filter(|pair| pair.len() == 2)?;
            u8::from_str_radix(pair, 16).ok()
        })
        .collect();
    Some(Place::Listed { order: String::from_utf8(bytes?).ok()?, id: id.parse().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_and_anything_else_is_refused() {
        for place in [
            Place::Ranked(40),
            Place::Listed {
                order: "2026-11-23|Europe/London|day".into(),
                id: DocumentId::new([7; 16]),
            },
        ] {
            let cursor = Cursor(place);
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        for bad in
            ["", "l", "l1", "l1zz", "r1", "r1-1", "r1x", "é1", &format!("l1{}f", "0".repeat(32))]
        {
            assert_eq!(bad.parse::<Cursor>(), Err(StoreError::Cursor), "{bad}");
        }
    }
}
