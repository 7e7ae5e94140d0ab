//! The declaration of a record kind: its fields, how each merges, what is shown in lists and searched.

use std::collections::BTreeMap;

use crate::Scalar;

/// How a field merges. The encodings and their reasons are in `docs/adr/` and the modules of `encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Merge {
    /// LWW: the last write wins, where "last" is automerge's order, never a wall clock.
    Register(Scalar),
    /// ONCE: set in the record's own first content; later writes are refused.
    Once(Scalar),
    /// EW: on as long as any assertion is left; withdrawing takes back the assertions seen.
    EnableWins,
    /// DW: off as long as any assertion of "off" is left.
    DisableWins,
    /// ORS: an add survives a concurrent remove.
    Set(Scalar),
    /// MV: concurrent choices all stay until somebody chooses again.
    Choices(Scalar),
    /// RANK: only forward within an epoch, 0 to 15; going back begins the next epoch. The highest wins.
    Rank,
    /// The greatest of concurrent whole numbers wins (a rest until).
    Latest,
    /// ORD: an ordered list of elements by fractional key, ties by element.
    Order(Scalar),
    /// KEY and MAP: one scalar for each key; concurrent keys all live.
    Map(Scalar),
    /// TXT: text, merged by what was inserted and deleted.
    Text {
        /// The most bytes (UTF-8).
        max_bytes: usize,
    },
    /// A text for each key (answers to prompts), concurrent ones shown one after the other.
    Texts {
        /// The most bytes of each (UTF-8).
        max_bytes: usize,
    },
    /// A sum of increments.
    Counter,
}

/// One field of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name in automerge, rows and JSON.
    pub name: &'static str,
    /// How it merges.
    pub merge: Merge,
    /// The version of the kind that brought it. Containers of version 1 are in the genesis, frozen for ever.
    pub since: u32,
    /// Whether lists can be filtered by its values.
    pub indexed: bool,
    /// Whether search finds its text, and how heavily a hit counts (0 = not searched).
    pub search_weight: u8,
    /// Whether only a record that is opened shows it: rows and search never hold it.
    pub kept_back: bool,
}

impl Field {
    /// A field of the first version, neither indexed nor searched.
    pub const fn new(name: &'static str, merge: Merge) -> Self {
        Self { name, merge, since: 1, indexed: false, search_weight: 0, kept_back: false }
    }

    /// Lists can be filtered by it.
    #[must_use]
    pub const fn indexed(mut self) -> Self {
        self.indexed = true;
        self
    }

    /// Search finds it.
    #[must_use]
    pub const fn searched(mut self, weight: u8) -> Self {
        self.search_weight = weight;
        self
    }

    /// Rows, filters and search never hold it: it is shown only where the record itself is opened.
    #[must_use]
    pub const fn kept_back(mut self) -> Self {
        self.kept_back = true;
        self
    }

    /// It came with a later version of the kind.
    #[must_use]
    pub const fn since(mut self, version: u32) -> Self {
        self.since = version;
        self
    }
}

/// A kind of record. Every kind also has, undeclared, `alive` (the trash) and `looked` (marks that were looked at).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kind {
    /// Its name on the wire: lower-case ASCII, digits and underscores.
    pub name: &'static str,
    /// The fields, in the order in which JSON shows them.
    pub fields: Vec<Field>,
    /// The register by which lists are ordered, newest first, ties by id.
    pub ordered_by: Option<&'static str>,
}

impl Kind {
    /// A kind of these fields.
    pub const fn new(name: &'static str, fields: Vec<Field>) -> Self {
        Self { name, fields, ordered_by: None }
    }

    /// Lists are ordered by this register.
    #[must_use]
    pub const fn ordered_by(mut self, field: &'static str) -> Self {
        self.ordered_by = Some(field);
        self
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }
}

/// All kinds that an app knows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Schema {
    kinds: BTreeMap<&'static str, Kind>,
}

/// A declaration that cannot work. A programmer's error, found when the app starts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SchemaError {
    /// Two kinds, or two fields of a kind, of one name.
    #[error("declared twice: {0}")]
    Twice(&'static str),
    /// Lower-case ASCII, digits and underscores only, 1 to 64 of them; `alive` and `looked` are taken.
    #[error("not a name for a kind or field: {0}")]
    Name(&'static str),
    /// The field that orders lists is no register.
    #[error("lists cannot be ordered by {0}")]
    Order(&'static str),
}

impl Schema {
    /// Checks the declarations.
    ///
    /// # Errors
    /// [`SchemaError`] for names that are taken or malformed.
    pub fn new(kinds: Vec<Kind>) -> Result<Self, SchemaError> {
        let mut schema = Self::default();
        for kind in kinds {
            check(&kind)?;
            let name = kind.name;
            if schema.kinds.insert(name, kind).is_some() {
                return Err(SchemaError::Twice(name));
            }
        }
        Ok(schema)
    }

    /// The kind of this name, if it is known here.
    pub fn kind(&self, name: &str) -> Option<&Kind> {
        self.kinds.get(name)
    }

    /// All kinds by name.
    pub fn kinds(&self) -> impl Iterator<Item = &Kind> {
        self.kinds.values()
    }
}

fn check(kind: &Kind) -> Result<(), SchemaError> {
    check_name(kind.name)?;
    for (i, field) in kind.fields.iter().enumerate() {
        check_name(field.name)?;
        if matches!(field.name, "alive" | "looked") {
            return Err(SchemaError::Name(field.name));
        }
        if kind.fields.iter().skip(i + 1).any(|other| other.name == field.name) {
            return Err(SchemaError::Twice(field.name));
        }
    }
    match kind.ordered_by {
        Some(name)
            if !matches!(
                kind.field(name),
                Some(Field { merge: Merge::Register(_) | Merge::Once(_), .. })
            ) =>
        {
            Err(SchemaError::Order(name))
        }
        Some(_) | None => Ok(()),
    }
}

fn check_name(name: &'static str) -> Result<(), SchemaError> {
    let is_part = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'_';
    let fits = (1..=64).contains(&name.len()) && name.bytes().all(is_part);
    if fits { Ok(()) } else { Err(SchemaError::Name(name)) }
}
