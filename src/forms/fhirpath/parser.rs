//! Tokens to a tree, by the precedences of the specification.

use super::early::{self, literal, moment};
use super::expression::ParseProblem;
use super::functions::Function;
use super::lexer::{Token, What, tokens};
use super::links;
use super::model::Type;
use super::node::{Quantity, System};
use super::quantities::number_of;
use super::tree::{Call, Operator, Step, TYPE_BINDS, Tree, TypeName};
use super::units::Calendar;

/// The longest expression, in bytes.
pub(super) const LONGEST: usize = 65_536;
/// How deep brackets and arguments may nest.
const DEEPEST: usize = 80;

/// Words that are no names unless they stand in backticks.
const RESERVED: [&str; 24] = [
    "and",
    "or",
    "xor",
    "implies",
    "div",
    "mod",
    "true",
    "false",
    "year",
    "years",
    "month",
    "months",
    "week",
    "weeks",
    "day",
    "days",
    "hour",
    "hours",
    "minute",
    "minutes",
    "second",
    "seconds",
    "millisecond",
    "milliseconds",
];

/// The tree of a text.
pub(super) fn parse(text: &str) -> Result<Tree, ParseProblem> {
    if text.len() > LONGEST {
        let what = format!("an expression longer than {LONGEST} bytes");
        return Err(ParseProblem::Unsupported(what));
    }
    let mut parser = Parser {
        tokens: tokens(text)?,
        next: 0,
        depth: 0,
    };
    let tree = parser.expression(0)?;
    match parser.peek() {
        What::End => Ok(tree),
        _ => parser.wrong("something follows that does not belong here"),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn peek(&self) -> &What {
        self.tokens
            .get(self.next)
            .map_or(&What::End, |token| &token.what)
    }

    fn wrong<T>(&self, what: &str) -> Result<T, ParseProblem> {
        let at = self.tokens.get(self.next).map_or(0, |token| token.at);
        let what = what.to_owned();
        Err(ParseProblem::Syntax { at, what })
    }

    fn fail<T>(&self, problem: early::Problem) -> Result<T, ParseProblem> {
        match problem {
            early::Problem::Wrong(what) => self.wrong(&what),
            early::Problem::Unsupported(what) => Err(ParseProblem::Unsupported(what.into())),
        }
    }

    fn sign(&mut self, sign: &str) -> bool {
        let there = matches!(self.peek(), What::Sign(found) if *found == sign);
        self.next += usize::from(there);
        there
    }

    fn expect(&mut self, sign: &str) -> Result<(), ParseProblem> {
        if self.sign(sign) {
            return Ok(());
        }
        self.wrong(&format!("{sign} is missing"))
    }

    fn operator(&self) -> Option<Operator> {
        let text = match self.peek() {
            What::Sign(sign) => *sign,
            What::Name(name, false) => name.as_str(),
            _ => return None,
        };
        Operator::named(text)
    }

    fn type_word(&self) -> Option<bool> {
        match self.peek() {
            What::Name(name, false) if name == "as" => Some(true),
            What::Name(name, false) if name == "is" => Some(false),
            _ => None,
        }
    }

    /// An expression of operators that bind more tightly than `above`.
    fn expression(&mut self, above: u8) -> Result<Tree, ParseProblem> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ParseProblem::Unsupported(
                "so many brackets within brackets".into(),
            ));
        }
        let mut left = self.signed()?;
        // How tightly the row binds that `left` is, if it is one of this expression.
        let mut row = None;
        loop {
            if let Some(cast) = self.type_word() {
                if TYPE_BINDS <= above {
                    break;
                }
                self.next += 1;
                let kind = self.type_name()?;
                left = Tree::Typed {
                    of: Box::new(left),
                    cast,
                    kind,
                };
                row = None;
                continue;
            }
            let Some(operator) = self.operator() else {
                break;
            };
            let binds = operator.binds();
            if binds <= above {
                break;
            }
            self.next += 1;
            let right = self.expression(binds)?;
            match &mut left {
                Tree::Row(_, rest) if row == Some(binds) => rest.push((operator, right)),
                _ => left = Tree::Row(Box::new(left), vec![(operator, right)]),
            }
            row = Some(binds);
        }
        self.depth -= 1;
        Ok(left)
    }

    fn signed(&mut self) -> Result<Tree, ParseProblem> {
        let minus = match self.peek() {
            What::Sign("-") => true,
            What::Sign("+") => false,
            _ => return self.chain(),
        };
        self.next += 1;
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(ParseProblem::Unsupported("so many signs".into()));
        }
        let of = Box::new(self.signed()?);
        self.depth -= 1;
        Ok(Tree::Signed { minus, of })
    }

    fn chain(&mut self) -> Result<Tree, ParseProblem> {
        let mut steps = Vec::new();
        let start = match self.peek() {
            What::Name(name, quoted) if *quoted || !["true", "false"].contains(&name.as_str()) => {
                steps.push(self.invocation()?);
                Tree::This
            }
            _ => self.term()?,
        };
        loop {
            if self.sign(".") {
                match self.peek() {
                    What::Name(..) => steps.push(self.invocation()?),
                    What::Dollar(_) => return self.wrong("$ cannot follow a point"),
                    _ => return self.wrong("a name is missing after the point"),
                }
            } else if self.sign("[") {
                steps.push(Step::At(self.expression(0)?));
                self.expect("]")?;
            } else {
                break;
            }
            if let Err(problem) = early::check(&start, &steps) {
                return self.fail(problem);
            }
        }
        if steps.is_empty() {
            return Ok(start);
        }
        Ok(Tree::Chain(Box::new(start), steps))
    }

    fn term(&mut self) -> Result<Tree, ParseProblem> {
        let what = self.peek().clone();
        self.next += 1;
        match what {
            What::Sign("(") => {
                let inner = self.expression(0)?;
                self.expect(")")?;
                Ok(inner)
            }
            What::Sign("{") => {
                self.expect("}")?;
                Ok(Tree::Nothing)
            }
            What::Variable(name) => Ok(Tree::Variable(name.into())),
            What::Dollar(name) => match name.as_str() {
                "this" => Ok(Tree::This),
                "index" => Ok(Tree::Index),
                "total" => Ok(Tree::Total),
                _ => self.wrong("a name after $ that has no meaning"),
            },
            What::Text(text) => Ok(literal(System::String(text.into()))),
            What::Number(text) => self.number(&text),
            What::Moment(text) => match moment(&text) {
                Some(value) => Ok(literal(value)),
                None => self.wrong("no day and no time"),
            },
            What::Name(name, false) => Ok(literal(System::Boolean(name == "true"))),
            _ => {
                self.next -= 1;
                self.wrong("an expression is missing")
            }
        }
    }

    fn number(&mut self, text: &str) -> Result<Tree, ParseProblem> {
        let huge = || ParseProblem::Unsupported("so great a number".into());
        let value = number_of(text).ok_or_else(huge)?;
        let unit = match self.peek() {
            What::Text(unit) => Some((unit.clone(), false)),
            What::Name(word, false) if Calendar::of_word(word).is_some() => {
                Some((word.clone(), true))
            }
            _ => None,
        };
        if let Some((unit, word)) = unit {
            self.next += 1;
            let unit = unit.into();
            return Ok(literal(System::Quantity(Box::new(Quantity {
                value,
                unit,
                word,
            }))));
        }
        if text.contains('.') {
            return Ok(literal(System::Decimal(value)));
        }
        let whole = text.parse().map_err(|_| huge())?;
        Ok(literal(System::Integer(whole)))
    }

    fn name(&mut self) -> Result<String, ParseProblem> {
        match self.peek().clone() {
            What::Name(name, quoted) if quoted || !RESERVED.contains(&name.as_str()) => {
                self.next += 1;
                Ok(name)
            }
            _ => self.wrong("a name is missing"),
        }
    }

    fn type_name(&mut self) -> Result<TypeName, ParseProblem> {
        let first = self.name()?;
        let (space, name) = if self.sign(".") {
            (Some(first), self.name()?)
        } else {
            (None, first)
        };
        const OF_SYSTEM: [&str; 8] = [
            "Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time", "Quantity",
        ];
        let system = OF_SYSTEM.into_iter().find(|known| *known == name);
        let fhir = Type::named(&name).filter(|_| !name.contains('.'));
        match space.as_deref() {
            None if system.is_some() || fhir.is_some() => Ok(TypeName { fhir, system }),
            Some("FHIR") if fhir.is_some() => Ok(TypeName { fhir, system: None }),
            Some("System") if system.is_some() || fhir.is_some() => {
                Ok(TypeName { fhir: None, system })
            }
            None | Some("FHIR" | "System") if name == "Any" => {
                Err(ParseProblem::Unsupported("the type Any".into()))
            }
            None | Some("FHIR" | "System") => self.wrong(&format!("there is no type {name}")),
            Some(space) => Err(ParseProblem::Unsupported(format!("types of {space}"))),
        }
    }

    fn invocation(&mut self) -> Result<Step, ParseProblem> {
        let at = self.next;
        let name = self.name()?;
        if !self.sign("(") {
            return Ok(Step::Member(name.into()));
        }
        let Some(function) = Function::named(&name) else {
            return Err(ParseProblem::Unsupported(format!("the function {name}()")));
        };
        let mut call = Call {
            function,
            arguments: Vec::new(),
            kind: None,
            link: None,
        };
        if function.takes_type() {
            call.kind = Some(self.type_name()?);
            self.expect(")")?;
            return Ok(Step::Call(call));
        }
        while !self.sign(")") {
            if !call.arguments.is_empty() {
                self.expect(",")?;
            }
            call.arguments.push(self.expression(0)?);
        }
        let (least, most) = function.arity();
        if !(least..=most).contains(&call.arguments.len()) {
            self.next = at;
            return self.wrong(&format!("{name}() with so many arguments"));
        }
        if function == Function::Where {
            call.link = call.arguments.first().and_then(links::filter);
        }
        Ok(Step::Call(call))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_read_is_said_to_be_wrong_or_unsupported() {
        for text in [
            "2 + 2 /",
            "1 2",
            "name.",
            "where(",
            "(1",
            "a.and",
            "@T14:34:28Z",
            "$that",
            "{1}",
            "x is",
            "first(1)",
            "a b",
        ] {
            assert!(
                matches!(parse(text), Err(ParseProblem::Syntax { .. })),
                "{text}"
            );
        }
        for text in [
            "resolve()",
            "3000000000",
            "1L",
            "x.children().first()",
            "a is CDA.II",
        ] {
            assert!(
                matches!(parse(text), Err(ParseProblem::Unsupported(_))),
                "{text}"
            );
        }
    }

    #[test]
    fn depth_is_bounded_and_length_is_not_depth() {
        let deep = "(".repeat(10_000) + "1" + &")".repeat(10_000);
        assert!(parse(&deep).is_err());
        assert!(parse(&"-".repeat(10_000)).is_err());
        let long = vec!["1"; 10_000].join(" + ");
        assert!(parse(&long).is_ok());
        let chain = "a".to_owned() + &".a".repeat(10_000);
        assert!(parse(&chain).is_ok());
    }
}
