//! The languages that the words come in.

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Locale {
    /// English: what everything falls back to.
    #[default]
    English,
    /// Spanish.
    Spanish,
}

impl Locale {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Spanish];

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
        }
    }

    /// The language of a tag or of the system's name for one (`es-MX`, `es_ES.UTF-8`), English if there is none for it.
    pub fn of_tag(tag: &str) -> Self {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default().to_lowercase();
        Self::ALL.into_iter().find(|locale| locale.tag() == language).unwrap_or_default()
    }
}
