//! Rust source as words, signs and comments: enough to tell a name in code from the same name in a sentence or a string,
//! and not a parser.

/// A word or a sign of code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// The line, from 1.
    pub(crate) line: usize,
    /// A whole word, or a single sign; `::` is one sign. Strings and characters are left out.
    pub(crate) text: String,
}

impl Token {
    /// Whether it is a word: a name, a keyword or a number.
    pub(crate) fn is_word(&self) -> bool {
        self.text.starts_with(|first: char| first == '_' || first.is_alphanumeric())
    }
}

/// A comment, without what opens and closes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comment {
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A source file taken apart.
#[derive(Debug, Default)]
pub(crate) struct Lexed {
    pub(crate) tokens: Vec<Token>,
    pub(crate) comments: Vec<Comment>,
}

/// Takes a source file apart. What is not Rust comes out as some words and signs; nothing fails.
pub(crate) fn lex(source: &str) -> Lexed {
    let mut lexer = Lexer { rest: source, line: 1, out: Lexed::default() };
    while let Some(next) = lexer.rest.chars().next() {
        lexer.step(next);
    }
    lexer.out
}

struct Lexer<'a> {
    rest: &'a str,
    line: usize,
    out: Lexed,
}

impl<'a> Lexer<'a> {
    fn step(&mut self, next: char) {
        if self.rest.starts_with("//") {
            self.line_comment();
        } else if self.rest.starts_with("/*") {
            self.block_comment();
        } else if let Some(length) = raw_string(self.rest) {
            self.take(length);
        } else if next == '"' {
            self.take(string(self.rest));
        } else if next == '\'' {
            self.take(character(self.rest));
        } else if next == '_' || next.is_alphanumeric() {
            self.word();
        } else if next.is_whitespace() {
            self.take(next.len_utf8());
        } else {
            let length = if self.rest.starts_with("::") { 2 } else { next.len_utf8() };
            self.push(length);
        }
    }

    /// Moves on by this many bytes, counting lines.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    fn push(&mut self, length: usize) {
        let line = self.line;
        let text = self.take(length).to_owned();
        self.out.tokens.push(Token { line, text });
    }

    fn word(&mut self) {
        // A raw name, `r#name`, is the name.
        if self.rest.starts_with("r#") {
            self.take(2);
        }
        let length =
            self.rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(self.rest.len());
        // `b"…"` and `c"…"`: the letter belongs to the string that follows.
        let opens_string = matches!(self.rest.get(..2), Some("b\"" | "c\"" | "b'"));
        if opens_string {
            self.take(1);
        } else {
            self.push(length.max(1));
        }
    }

    fn line_comment(&mut self) {
        let line = self.line;
        let length = self.rest.find('\n').unwrap_or(self.rest.len());
        let text = self.take(length).trim_start_matches(['/', '!']).to_owned();
        self.out.comments.push(Comment { line, text });
    }

    fn block_comment(&mut self) {
        let line = self.line;
        let mut depth = 0_usize;
        let mut length = 0;
        for (at, _) in self.rest.char_indices() {
            let here = self.rest.get(at..).unwrap_or_default();
            if at >= length && here.starts_with("/*") {
                depth += 1;
                length = at + 2;
            } else if at >= length && here.starts_with("*/") {
                depth -= 1;
                length = at + 2;
            }
            if depth == 0 {
                break;
            }
        }
        let length = if depth == 0 { length } else { self.rest.len() };
        let text = self.take(length).to_owned();
        self.out.comments.push(Comment { line, text });
    }
}

/// The length of the string that begins here with a quote.
fn string(source: &str) -> usize {
    let mut escaped = false;
    for (at, c) in source.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    source.len()
}

/// The length of the raw string that begins here, if one does.
fn raw_string(source: &str) -> Option<usize> {
    let after = ["r", "br", "cr"].iter().find_map(|prefix| source.strip_prefix(prefix))?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    let body = after.get(hashes..)?.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let end = body.find(&closing).map_or(body.len(), |at| at + closing.len());
    Some(source.len() - body.len() + end)
}

/// The length of the character that begins here with a quote; 1 when it is the quote of a lifetime or a label.
fn character(source: &str) -> usize {
    let mut inside = source.chars().skip(1);
    match inside.next() {
        Some('\\') => source
            .match_indices('\'')
            .skip(1)
            .map(|(at, _)| at)
            .find(|at| *at > 2)
            .map_or(1, |at| at + 1),
        Some(c) if inside.next() == Some('\'') => 2 + c.len_utf8(),
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        lex(source).tokens.into_iter().filter(Token::is_word).map(|token| token.text).collect()
    }

    #[test]
    fn names_in_sentences_and_strings_are_not_code() {
        let source = r##"// Instant
            /* HashMap /* nested */ HashSet */
            let a = "Sys\"tem"; let b = r#"raw "Time" "#; let c = b"bytes"; let d = br"x"; let e = c"y";"##;
        assert_eq!(words(source), ["let", "a", "let", "b", "let", "c", "let", "d", "let", "e"]);
    }

    #[test]
    fn characters_are_told_from_lifetimes() {
        assert_eq!(
            words(r"fn f<'a>(x: &'a str) { '\''; '\\'; '\u{1F600}'; 'é'; b'\n'; 'l: loop {} }")
                .join(" "),
            "fn f a x a str l loop"
        );
        assert_eq!(words(r#"let quote = '"'; HashMap"#), ["let", "quote", "HashMap"]);
    }

    #[test]
    fn raw_names_are_names_and_lines_are_counted() {
        let lexed = lex("/* a\n b */ r#type\n\"x\ny\" Instant::now");
        let lines: Vec<(usize, &str)> =
            lexed.tokens.iter().map(|token| (token.line, token.text.as_str())).collect();
        assert_eq!(lines, [(2, "type"), (4, "Instant"), (4, "::"), (4, "now")]);
        assert_eq!(lexed.comments.first().map(|comment| comment.line), Some(1));
    }

    #[test]
    fn what_is_cut_short_ends() {
        for source in ["\"open", "r#\"open", "/* open", "'", "'\\", "r#", "b'"] {
            lex(source);
        }
    }
}
