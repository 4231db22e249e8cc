//! Text to tokens (grammar of FHIRPath 2.0, with the comments of the specification).

use super::expression::ParseProblem;

/// A token and where it begins (in bytes).
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub at: usize,
    pub what: What,
}

/// Kinds of token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// A name; `true` if it stood in backticks and so is no word of the language.
    Name(String, bool),
    Text(String),
    /// Digits, with a point or without.
    Number(String),
    /// What follows `@`: a day, a moment or (with a leading `T`) a time of day.
    Moment(String),
    /// `$this`, `$index`, `$total`, without the sign.
    Dollar(String),
    /// `%name`, without the sign.
    Variable(String),
    Sign(&'static str),
    End,
}

const SIGNS: [&str; 24] = [
    "<=", ">=", "!=", "!~", "(", ")", "[", "]", "{", "}", ".", ",", "+", "-", "*", "/", "|", "&",
    "<", ">", "=", "~", "!", ";",
];

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, ParseProblem> {
    let mut lexer = Lexer { text, at: 0 };
    let mut found = Vec::with_capacity(text.len() / 4 + 1);
    loop {
        lexer.skip_blanks()?;
        let at = lexer.at;
        let what = lexer.next()?;
        let end = what == What::End;
        found.push(Token { at, what });
        if end {
            return Ok(found);
        }
    }
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Lexer<'t> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn wrong<T>(&self, what: &str) -> Result<T, ParseProblem> {
        Err(ParseProblem::Syntax {
            at: self.at,
            what: what.to_owned(),
        })
    }

    fn skip_blanks(&mut self) -> Result<(), ParseProblem> {
        loop {
            let rest = self.rest();
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n', '\u{a0}']);
            self.at += rest.len() - trimmed.len();
            if trimmed.starts_with("//") {
                self.at += trimmed.find(['\n', '\r']).unwrap_or(trimmed.len());
            } else if let Some(comment) = trimmed.strip_prefix("/*") {
                match comment.find("*/") {
                    Some(end) => self.at += end + 4,
                    None => return self.wrong("a comment does not end"),
                }
            } else {
                return Ok(());
            }
        }
    }

    /// Takes the characters that fit.
    fn take(&mut self, fits: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !fits(c)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn next(&mut self) -> Result<What, ParseProblem> {
        let Some(first) = self.rest().chars().next() else {
            return Ok(What::End);
        };
        match first {
            '\'' => Ok(What::Text(self.quoted('\'')?)),
            '`' => Ok(What::Name(self.quoted('`')?, true)),
            // Not in the grammar, though seen: a delimited name of an older draft.
            '"' => Ok(What::Name(self.quoted('"')?, true)),
            '0'..='9' => self.number(),
            '@' => self.moment(),
            '$' => {
                self.at += 1;
                Ok(What::Dollar(self.take(word).to_owned()))
            }
            '%' => self.variable(),
            c if c.is_ascii_alphabetic() || c == '_' => {
                Ok(What::Name(self.take(word).to_owned(), false))
            }
            _ => match SIGNS.iter().find(|sign| self.rest().starts_with(**sign)) {
                Some(sign) => {
                    self.at += sign.len();
                    Ok(What::Sign(sign))
                }
                None => self.wrong("a character that has no meaning here"),
            },
        }
    }

    fn variable(&mut self) -> Result<What, ParseProblem> {
        self.at += 1;
        let name = match self.rest().chars().next() {
            Some(quote @ ('\'' | '`' | '"')) => self.quoted(quote)?,
            _ => self.take(word).to_owned(),
        };
        // `%vs-name` and `%ext-name` were written without quotes before.
        let older = ["vs", "ext"].contains(&name.as_str()) && self.rest().starts_with('-');
        if name.is_empty() {
            return self.wrong("a variable without a name");
        }
        if older {
            let more = self.take(|c| word(c) || c == '-');
            return Ok(What::Variable(format!("{name}{more}")));
        }
        Ok(What::Variable(name))
    }

    fn number(&mut self) -> Result<What, ParseProblem> {
        let start = self.at;
        self.take(|c| c.is_ascii_digit());
        let after = self.rest().strip_prefix('.').unwrap_or_default();
        if after.starts_with(|c: char| c.is_ascii_digit()) {
            self.at += 1;
            self.take(|c| c.is_ascii_digit());
        } else if self.rest().starts_with('L') && !self.rest()[1..].starts_with(word) {
            return Err(ParseProblem::Unsupported("numbers of the type Long".into()));
        }
        Ok(What::Number(self.text[start..self.at].to_owned()))
    }

    fn moment(&mut self) -> Result<What, ParseProblem> {
        self.at += 1;
        let start = self.at;
        self.take(|c| c.is_ascii_digit() || c == '-');
        if self.rest().starts_with('T') {
            self.at += 1;
            self.take(|c| c.is_ascii_digit() || c == ':');
            let more = self.rest().strip_prefix('.').unwrap_or_default();
            if more.starts_with(|c: char| c.is_ascii_digit()) {
                self.at += 1;
                self.take(|c| c.is_ascii_digit());
            }
            let zone = self.rest().as_bytes();
            let offset = matches!(zone, [b'+' | b'-', a, b, b':', c, d, ..]
                if [a, b, c, d].iter().all(|x| x.is_ascii_digit()));
            if zone.first() == Some(&b'Z') {
                self.at += 1;
            } else if offset {
                self.at += 6;
            }
        }
        match &self.text[start..self.at] {
            "" => self.wrong("a day without digits"),
            found => Ok(What::Moment(found.to_owned())),
        }
    }

    fn quoted(&mut self, quote: char) -> Result<String, ParseProblem> {
        let begin = self.at;
        self.at += quote.len_utf8();
        let mut text = String::new();
        let mut rest = self.rest().char_indices();
        while let Some((place, c)) = rest.next() {
            if c == quote {
                self.at += place + quote.len_utf8();
                return Ok(text);
            }
            if c != '\\' {
                text.push(c);
                continue;
            }
            match rest.next() {
                Some((_, 'f')) => text.push('\u{c}'),
                Some((_, 'n')) => text.push('\n'),
                Some((_, 'r')) => text.push('\r'),
                Some((_, 't')) => text.push('\t'),
                Some((place, 'u')) => {
                    let after = &self.rest()[place + 1..];
                    match code_point(after) {
                        Some(found) => {
                            text.push(found);
                            rest.nth(3);
                        }
                        None => return self.wrong("\\u without four hexadecimal digits"),
                    }
                }
                // Where nothing is to be escaped, the backslash is left out (specification, String).
                Some((_, other)) => text.push(other),
                None => break,
            }
        }
        self.at = begin;
        self.wrong("a text does not end")
    }
}

fn code_point(text: &str) -> Option<char> {
    let digits = text.get(..4)?;
    let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
    hexadecimal.then(|| {
        u32::from_str_radix(digits, 16)
            .ok()
            .and_then(char::from_u32)
    })?
}

fn word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whats(text: &str) -> Vec<What> {
        let found = tokens(text).map(|all| all.into_iter().map(|t| t.what).collect());
        found.unwrap_or_default()
    }

    #[test]
    fn texts_are_unescaped_and_comments_left_out() {
        assert_eq!(
            whats("'P\\u0065ter' // and\n/* x */ `div`"),
            [
                What::Text("Peter".into()),
                What::Name("div".into(), true),
                What::End
            ]
        );
        assert!(tokens("2 /* not finished").is_err());
        assert!(tokens("'never").is_err());
    }

    #[test]
    fn a_day_ends_where_its_function_begins() {
        assert_eq!(
            whats("@2014-01-05T10:30:00.000.precision"),
            [
                What::Moment("2014-01-05T10:30:00.000".into()),
                What::Sign("."),
                What::Name("precision".into(), false),
                What::End
            ]
        );
        assert_eq!(whats("@2014 - 1")[0], What::Moment("2014".into()));
        assert_eq!(whats("1.round")[0], What::Number("1".into()));
    }
}
