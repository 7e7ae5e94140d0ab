//! A sheet of lines of at most 60 columns: headings, sentences, paired bars, ranges. Without bars and columns with `--plain`.

use requite::{Label, Locale, Sentence, say};

use crate::output::Output;

/// Columns that are used at most.
const WIDTH: usize = 60;
/// Signs of the longest bar.
const BAR: u32 = 20;
/// Signs of a range from 0 to 100.
const SCALE: u32 = 40;

/// Lines that come to be, in one language.
pub(crate) struct Sheet<'a> {
    out: &'a Output,
    locale: Locale,
    lines: Vec<String>,
}

impl<'a> Sheet<'a> {
    pub(crate) const fn new(out: &'a Output, locale: Locale) -> Self {
        Self { out, locale, lines: Vec::new() }
    }

    pub(crate) fn text(self) -> String {
        self.lines.join("\n")
    }

    pub(crate) fn label(&self, label: Label) -> String {
        label.say(self.locale)
    }

    pub(crate) fn say(&self, sentence: &Sentence) -> String {
        say(self.locale, sentence)
    }

    /// A heading, with an empty line before it unless it is the first.
    pub(crate) fn heading(&mut self, text: &str) {
        self.gap();
        self.lines.push(self.out.bold(text));
    }

    pub(crate) fn gap(&mut self) {
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
    }

    /// Words in lines of at most [`WIDTH`] columns; lines after the first stand as far in as the first.
    pub(crate) fn words(&mut self, text: &str, indent: usize) {
        self.hanging(text, indent, indent);
    }

    /// The same behind a mark, such as the name of a side.
    pub(crate) fn marked(&mut self, mark: &str, text: &str) {
        self.hanging(&format!("{mark}: {text}"), 2, 4);
    }

    /// A thing of a list.
    pub(crate) fn item(&mut self, text: &str) {
        self.hanging(&format!("- {text}"), 2, 4);
    }

    pub(crate) fn dimmed(&mut self, text: &str, indent: usize) {
        self.lines.push(format!("{}{}", " ".repeat(indent), self.out.dim(text)));
    }

    fn hanging(&mut self, text: &str, first: usize, others: usize) {
        let mut line = String::new();
        let mut indent = first;
        for word in text.split_whitespace() {
            if line.is_empty() {
                line = format!("{}{word}", " ".repeat(indent));
            } else if line.chars().count() + 1 + word.chars().count() <= WIDTH {
                line.push(' ');
                line.push_str(word);
            } else {
                self.lines.push(std::mem::take(&mut line));
                indent = others;
                line = format!("{}{word}", " ".repeat(indent));
            }
        }
        if !line.is_empty() {
            self.lines.push(line);
        }
    }

    /// Counts of both sides in the same size, one under the other: what, then each side and its number.
    pub(crate) fn pairs(&mut self, rows: &[(Label, [u32; 2])]) {
        let most = rows.iter().flat_map(|(_, both)| both).max().copied().unwrap_or(0);
        let sides = [Label::Them, Label::Me].map(|side| self.label(side));
        let what = self.widest(rows.iter().map(|(what, _)| *what));
        let side_width = sides.iter().map(|side| side.chars().count()).max().unwrap_or(0);
        for (label, both) in rows {
            let name = self.label(*label);
            if self.out.is_plain() {
                let [them, me] = &sides;
                self.lines.push(format!("  {name}: {them} {}, {me} {}", both[0], both[1]));
                continue;
            }
            for (place, (side, count)) in sides.iter().zip(both).enumerate() {
                let name = if place == 0 { name.as_str() } else { "" };
                let bar = bar(*count, most);
                self.lines.push(format!("  {name:<what$} {side:<side_width$} {bar}{count}"));
            }
        }
    }

    /// Counts that are one share between two.
    pub(crate) fn counts(&mut self, rows: &[(Label, u32)]) {
        let most = rows.iter().map(|(_, count)| *count).max().unwrap_or(0);
        let what = self.widest(rows.iter().map(|(what, _)| *what));
        for (label, count) in rows {
            let name = self.label(*label);
            self.lines.push(if self.out.is_plain() {
                format!("  {name}: {count}")
            } else {
                format!("  {name:<what$} {}{count}", bar(*count, most))
            });
        }
    }

    /// A range, drawn between 0 and 100 and said in words.
    pub(crate) fn range(&mut self, name: &str, range: Option<[f64; 2]>) {
        let Some([low, high]) = range.map(|ends| ends.map(hundredths)) else { return };
        self.marked(name, &self.say(&Sentence::Range { low, high }));
        if !self.out.is_plain() {
            let at = |end: u32| (end * SCALE + 50) / 100;
            let sign = |place: u32| match place {
                place if place == at(low) => '├',
                place if place == at(high) => '┤',
                place if (at(low)..at(high)).contains(&place) => '─',
                _ => '·',
            };
            let drawn: String = (0..=SCALE).map(sign).collect();
            self.lines.push(format!("    0 {drawn} 100"));
        }
    }

    fn widest(&self, labels: impl Iterator<Item = Label>) -> usize {
        labels.map(|label| self.label(label).chars().count()).max().unwrap_or(0)
    }
}

/// A bar with a space behind it; nothing for none. A sign for each as long as there is room, so that one stays small.
fn bar(count: u32, most: u32) -> String {
    let length = if most <= BAR { count } else { count.saturating_mul(BAR).div_ceil(most) };
    let drawn = "▒".repeat(usize::try_from(length).unwrap_or(0));
    if drawn.is_empty() { drawn } else { format!("{drawn} ") }
}

/// The nearest whole hundredth from 0 to 100.
fn hundredths(share: f64) -> u32 {
    (0..100).find(|whole| f64::from(*whole) + 0.5 > share * 100.0).unwrap_or(100)
}
