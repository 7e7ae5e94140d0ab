//! The page of people to turn to, and when it is offered.

use requite::{SupportPage as PageIn, SupportPageLine as LineIn, SupportReason as ReasonIn};

use crate::{
    EngineError,
    care::{SelfCare, Support},
    insights::SetAside,
    mirror::{Cross, choice, out},
};

choice! {
    /// Why the page is offered without being asked for.
    SupportReason is ReasonIn {
        /// After the questions before a goodbye.
        Gate,
        /// Somebody was marked unsafe.
        NotSafe,
    }
}

out! {
    /// A line of the page.
    SupportPageLine from LineIn {
        /// `someone_close`, `helpline`, `advocate` or `emergency`.
        kind: String,
        /// The line.
        text: String,
        /// Only a place to fill in.
        placeholder: bool,
    }

    /// The page.
    SupportPage from PageIn {
        /// Its plain heading.
        heading: String,
        /// When the lines were checked, or that nobody has.
        dated: String,
        /// The region.
        region: String,
        /// The day on which every line was checked.
        verified_on: Option<String>,
        /// Its lines.
        lines: Vec<SupportPageLine>,
        /// What those are called whom the person noted.
        people_heading: String,
        /// Those whom the person noted.
        people: Vec<Support>,
    }
}

#[uniffi::export]
impl SelfCare {
    /// The page of people to turn to.
    pub async fn support_page(&self) -> Result<SupportPage, EngineError> {
        self.desk.practice(move |it, at| it.support_page(&at.zone, at.now)).await
    }

    /// The offer to look at it, if it is to be made now: once a day at most.
    pub async fn offer_support(
        &self,
        reason: SupportReason,
    ) -> Result<Option<String>, EngineError> {
        self.desk.practice(move |it, at| it.offer_support(reason.cross(), &at.zone, at.now)).await
    }

    /// Does not offer it any more, up to a day or never.
    pub async fn dismiss_support(&self, until: Option<String>) -> Result<SetAside, EngineError> {
        self.desk
            .practice(move |it, at| it.dismiss_support(until.as_deref(), &at.zone, at.now))
            .await
    }
}
