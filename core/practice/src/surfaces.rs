//! What a surface may show of somebody: the one place where quiet, unsafe and discreet are decided (`practice.md` §5.5). A
//! surface that is built later has its row here already, so that it cannot be forgotten.

/// How somebody stands, as far as showing goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// Like anybody.
    Open,
    /// Quieted: comes up nowhere by itself.
    Quiet,
    /// Marked unsafe: as quiet, and not by asking for quiet people either.
    Unsafe,
}

/// Whom the person asks to see besides those that are shown as a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Including {
    /// Nobody.
    #[default]
    Usual,
    /// Those who are quieted.
    Quiet,
    /// Those who are marked unsafe too. Naming somebody in full asks for them in this way.
    Everybody,
}

/// Everywhere that somebody could come up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Surface {
    /// Earlier years of this day.
    OnThisDay,
    /// What today offers.
    Today,
    /// Widgets of a phone.
    Widgets,
    /// Notifications.
    Notifications,
    /// The list to choose somebody from. Who types a full name finds anybody.
    PersonPicker,
    /// Search.
    Search,
    /// Questions about how things go.
    Insights,
    /// The year in one page.
    YearReview,
    /// What is shared or taken out.
    Export,
    /// The stream of everything.
    Timeline,
    /// Pictures.
    PhotoGrid,
    /// The title that a phone shows of what was last open.
    RecentTitle,
    /// Completions of a command line.
    Completions,
    /// The dots of a calendar.
    CalendarDots,
    /// Being reminded of good company.
    InvestNudges,
}

/// Whether a surface is there yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// There, and tested.
    Built,
    /// Comes later; its rule stands already.
    Later,
}

/// What a surface may be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asking {
    /// Shows quieted people to somebody who asks.
    Possible,
    /// Never shows them, whatever is asked.
    Never,
}

impl Surface {
    /// All of them, in the order of `practice.md` §5.5.
    pub const ALL: [Self; 15] = [
        Self::OnThisDay,
        Self::Today,
        Self::Widgets,
        Self::Notifications,
        Self::PersonPicker,
        Self::Search,
        Self::Insights,
        Self::YearReview,
        Self::Export,
        Self::Timeline,
        Self::PhotoGrid,
        Self::RecentTitle,
        Self::Completions,
        Self::CalendarDots,
        Self::InvestNudges,
    ];

    /// Whether it is there yet.
    pub const fn stage(self) -> Stage {
        match self {
            Self::OnThisDay
            | Self::Today
            | Self::PersonPicker
            | Self::Search
            | Self::Insights
            | Self::YearReview
            | Self::Timeline
            | Self::Completions
            | Self::CalendarDots => Stage::Built,
            Self::Widgets
            | Self::Notifications
            | Self::Export
            | Self::PhotoGrid
            | Self::RecentTitle
            | Self::InvestNudges => Stage::Later,
        }
    }

    /// Whether somebody who stands so comes up on it.
    pub const fn shows(self, standing: Standing, including: Including) -> bool {
        match (standing, self.asking()) {
            (Standing::Open, _) => true,
            (Standing::Quiet | Standing::Unsafe, Asking::Never) => false,
            (Standing::Quiet, Asking::Possible) => !matches!(including, Including::Usual),
            (Standing::Unsafe, Asking::Possible) => matches!(including, Including::Everybody),
        }
    }

    const fn asking(self) -> Asking {
        match self {
            Self::PersonPicker | Self::Search | Self::Export | Self::Timeline => Asking::Possible,
            Self::OnThisDay
            | Self::Today
            | Self::Widgets
            | Self::Notifications
            | Self::Insights
            | Self::YearReview
            | Self::PhotoGrid
            | Self::RecentTitle
            | Self::Completions
            | Self::CalendarDots
            | Self::InvestNudges => Asking::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_who_is_quieted_comes_up_unasked_anywhere() {
        for surface in Surface::ALL {
            assert!(surface.shows(Standing::Open, Including::Usual));
            assert!(!surface.shows(Standing::Quiet, Including::Usual), "{surface:?}");
            assert!(!surface.shows(Standing::Unsafe, Including::Usual), "{surface:?}");
            assert!(!surface.shows(Standing::Unsafe, Including::Quiet), "{surface:?}");
        }
    }

    #[test]
    fn every_surface_is_listed_once() {
        let mut all = Surface::ALL.to_vec();
        all.sort();
        all.dedup();
        assert_eq!(all.len(), Surface::ALL.len());
    }
}
