//! The page of people to turn to: the pack that comes along, offline and dated, and those whom somebody noted. Offered without
//! being asked for only where there is a reason, and at most once a day.

use jiff::Timestamp;
use requite_engine::record::Edit;
use requite_words::{
    Label, LineKind, Sentence, SupportPack, SupportReason, may_offer_support, say,
};
use serde::Serialize;

use crate::{Day, Practice, PracticeError, SetAside, SupportItem, Zone, kinds};

/// The page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupportPage {
    /// Its plain heading.
    pub heading: String,
    /// When the lines were checked, or that nobody has.
    pub dated: String,
    /// The region of the pack; `ZZ` for nowhere in particular.
    pub region: String,
    /// The day on which every line was checked.
    pub verified_on: Option<String>,
    /// Its lines.
    pub lines: Vec<SupportPageLine>,
    /// What those are called whom somebody noted.
    pub people_heading: String,
    /// Those whom somebody noted.
    pub people: Vec<SupportItem>,
}

/// A line of the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SupportPageLine {
    /// `someone_close`, `helpline`, `advocate` or `emergency`.
    pub kind: &'static str,
    /// The line, in the language of the journal.
    pub text: String,
    /// Whether it is only a place to fill in.
    pub placeholder: bool,
}

/// Under this key is kept up to when the page is not offered.
const KEY: &str = "support";

impl Practice {
    /// The page of people to turn to.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn support_page(
        &mut self,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<SupportPage, PracticeError> {
        let (today, locale) = (Day::today(zone, now), self.locale()?);
        let pack = SupportPack::built_in();
        // A pack that does not hold is not shown, whoever let it in.
        pack.check(today.0)?;
        let lines = pack.lines.iter().map(|line| SupportPageLine {
            kind: kind(line.kind),
            text: line.say(locale).to_owned(),
            placeholder: line.placeholder,
        });
        Ok(SupportPage {
            heading: say(locale, &Sentence::SupportHeading),
            dated: say(locale, &pack.dated(today.0)),
            lines: lines.collect(),
            verified_on: pack.verified_on.map(|day| day.to_string()),
            region: pack.region,
            people_heading: Label::PeopleWhoHelp.say(locale),
            people: self.support()?,
        })
    }

    /// The offer to look at that page, if there is one to make now: for a reason, and once a day on all devices together.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn offer_support(
        &mut self,
        reason: SupportReason,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<Option<String>, PracticeError> {
        let today = Day::today(zone, now);
        let last = self.not_asked_until()?.get(KEY).copied();
        if !may_offer_support(Some(reason), last, today.0) {
            return Ok(None);
        }
        let noted = self.not_before(today);
        // Where that cannot be noted it is offered all the same.
        noted.or_else(PracticeError::where_reading_goes_on)?;
        Ok(Some(say(self.locale()?, &Sentence::SupportOffer)))
    }

    /// Does not offer the page any more, up to a day and with it, or never. It stays where it is.
    ///
    /// # Errors
    /// [`PracticeError::Date`].
    pub fn dismiss_support(
        &mut self,
        until: Option<&str>,
        zone: &Zone,
        now: Timestamp,
    ) -> Result<SetAside, PracticeError> {
        let until = until.map(|day| Day::parse_ahead(day, zone, now)).transpose()?;
        let put = Edit::put("dismissed", KEY, crate::insights::last_day(until).as_str());
        let vault = self.vault_record();
        self.revise("support dismiss", kinds::name::VAULT, vault, vec![put])?;
        Ok(SetAside { key: KEY.to_owned(), until: until.map(|day| day.to_string()) })
    }

    fn not_before(&mut self, day: Day) -> Result<(), PracticeError> {
        let put = Edit::put("dismissed", KEY, day.to_string().as_str());
        let vault = self.vault_record();
        // Not an act of its own: there is nothing to take back.
        self.revise("", kinds::name::VAULT, vault, vec![put])
    }
}

const fn kind(of: LineKind) -> &'static str {
    match of {
        LineKind::SomeoneClose => "someone_close",
        LineKind::Helpline => "helpline",
        LineKind::Advocate => "advocate",
        LineKind::Emergency => "emergency",
    }
}
