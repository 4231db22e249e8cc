//! The functions of the subset: their names, how many arguments they take, and where each is done.
//!
//! A name that is not here is not supported, and that is known when the expression is read.

mod codec;
mod conversion;
mod existence;
mod fhir;
mod math;
mod moments;
mod regular;
mod selection;
mod subsets;
mod text;

use super::environment::EvaluationProblem as Problem;
use super::evaluate::{Items, Run, Scope};
use super::node::Item;
use super::operators::one_value;
use super::tree::Call;

macro_rules! functions {
    ($($name:literal $variant:ident $least:literal $most:literal $family:ident;)*) => {
        /// A function of the subset.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(in super::super) enum Function { $($variant),* }

        #[derive(Clone, Copy)]
        enum Family { Existence, Selection, Subsets, Text, Regular, Codec, Math, Conversion, Moments, Fhir }

        impl Function {
            /// The function of this name.
            pub fn named(name: &str) -> Option<Function> {
                match name { $($name => Some(Function::$variant),)* _ => None }
            }

            /// As it is written.
            pub fn name(self) -> &'static str {
                match self { $(Function::$variant => $name),* }
            }

            /// The fewest and the most arguments.
            pub fn arity(self) -> (usize, usize) {
                match self { $(Function::$variant => ($least, $most)),* }
            }

            fn family(self) -> Family {
                match self { $(Function::$variant => Family::$family),* }
            }
        }

        /// The names of all functions of the subset.
        pub const FUNCTIONS: &[&str] = &[$($name),*];
    };
}

functions! {
    "empty" Empty 0 0 Existence;
    "exists" Exists 0 1 Existence;
    "all" All 1 1 Existence;
    "allTrue" AllTrue 0 0 Existence;
    "anyTrue" AnyTrue 0 0 Existence;
    "allFalse" AllFalse 0 0 Existence;
    "anyFalse" AnyFalse 0 0 Existence;
    "subsetOf" SubsetOf 1 1 Existence;
    "supersetOf" SupersetOf 1 1 Existence;
    "count" Count 0 0 Existence;
    "distinct" Distinct 0 0 Existence;
    "isDistinct" IsDistinct 0 0 Existence;
    "not" Not 0 0 Existence;
    "hasValue" HasValue 0 0 Fhir;
    "getValue" GetValue 0 0 Fhir;
    "where" Where 1 1 Selection;
    "select" Select 1 1 Selection;
    "repeat" Repeat 1 1 Selection;
    "ofType" OfType 1 1 Selection;
    "is" Is 1 1 Selection;
    "as" As 1 1 Selection;
    "type" Type 0 0 Selection;
    "children" Children 0 0 Selection;
    "descendants" Descendants 0 0 Selection;
    "aggregate" Aggregate 1 2 Selection;
    "sort" Sort 0 8 Selection;
    "iif" Iif 2 3 Selection;
    "trace" Trace 1 2 Selection;
    "single" Single 0 0 Subsets;
    "first" First 0 0 Subsets;
    "last" Last 0 0 Subsets;
    "tail" Tail 0 0 Subsets;
    "skip" Skip 1 1 Subsets;
    "take" Take 1 1 Subsets;
    "intersect" Intersect 1 1 Subsets;
    "exclude" Exclude 1 1 Subsets;
    "union" Union 1 1 Subsets;
    "combine" Combine 1 1 Subsets;
    "indexOf" IndexOf 1 1 Text;
    "lastIndexOf" LastIndexOf 1 1 Text;
    "substring" Substring 1 2 Text;
    "startsWith" StartsWith 1 1 Text;
    "endsWith" EndsWith 1 1 Text;
    "contains" Contains 1 1 Text;
    "upper" Upper 0 0 Text;
    "lower" Lower 0 0 Text;
    "replace" Replace 2 2 Text;
    "length" Length 0 0 Text;
    "toChars" ToChars 0 0 Text;
    "trim" Trim 0 0 Text;
    "split" Split 1 1 Text;
    "join" Join 0 1 Text;
    "matches" Matches 1 1 Regular;
    "matchesFull" MatchesFull 1 1 Regular;
    "replaceMatches" ReplaceMatches 2 2 Regular;
    "encode" Encode 1 1 Codec;
    "decode" Decode 1 1 Codec;
    "escape" Escape 1 1 Codec;
    "unescape" Unescape 1 1 Codec;
    "abs" Abs 0 0 Math;
    "ceiling" Ceiling 0 0 Math;
    "floor" Floor 0 0 Math;
    "truncate" Truncate 0 0 Math;
    "round" Round 0 1 Math;
    "exp" Exp 0 0 Math;
    "ln" Ln 0 0 Math;
    "log" Log 1 1 Math;
    "power" Power 1 1 Math;
    "sqrt" Sqrt 0 0 Math;
    "sum" Sum 0 0 Math;
    "min" Min 0 0 Math;
    "max" Max 0 0 Math;
    "avg" Avg 0 0 Math;
    "comparable" Comparable 1 1 Math;
    "toBoolean" ToBoolean 0 0 Conversion;
    "toInteger" ToInteger 0 0 Conversion;
    "toDecimal" ToDecimal 0 0 Conversion;
    "toString" ToString 0 0 Conversion;
    "toDate" ToDate 0 0 Conversion;
    "toDateTime" ToDateTime 0 0 Conversion;
    "toTime" ToTime 0 0 Conversion;
    "toQuantity" ToQuantity 0 0 Conversion;
    "convertsToBoolean" ConvertsToBoolean 0 0 Conversion;
    "convertsToInteger" ConvertsToInteger 0 0 Conversion;
    "convertsToDecimal" ConvertsToDecimal 0 0 Conversion;
    "convertsToString" ConvertsToString 0 0 Conversion;
    "convertsToDate" ConvertsToDate 0 0 Conversion;
    "convertsToDateTime" ConvertsToDateTime 0 0 Conversion;
    "convertsToTime" ConvertsToTime 0 0 Conversion;
    "convertsToQuantity" ConvertsToQuantity 0 0 Conversion;
    "now" Now 0 0 Moments;
    "today" Today 0 0 Moments;
    "timeOfDay" TimeOfDay 0 0 Moments;
    "yearOf" YearOf 0 0 Moments;
    "monthOf" MonthOf 0 0 Moments;
    "dayOf" DayOf 0 0 Moments;
    "hourOf" HourOf 0 0 Moments;
    "minuteOf" MinuteOf 0 0 Moments;
    "secondOf" SecondOf 0 0 Moments;
    "millisecondOf" MillisecondOf 0 0 Moments;
    "timezoneOffsetOf" TimezoneOffsetOf 0 0 Moments;
    "dateOf" DateOf 0 0 Moments;
    "timeOf" TimeOf 0 0 Moments;
    "lowBoundary" LowBoundary 0 1 Moments;
    "highBoundary" HighBoundary 0 1 Moments;
    "precision" Precision 0 0 Moments;
    "extension" Extension 1 1 Fhir;
    "ordinal" Ordinal 0 0 Fhir;
    "weight" Weight 0 0 Fhir;
}

impl Function {
    /// Whether it evaluates its arguments for each item, with `$this`.
    pub fn iterates(self) -> bool {
        use Function::*;
        matches!(
            self,
            Exists | All | Where | Select | Repeat | Aggregate | Sort | Trace
        )
    }

    /// Whether its argument is the name of a type.
    pub fn takes_type(self) -> bool {
        matches!(self, Function::OfType | Function::Is | Function::As)
    }

    /// Whether what it gives depends on the order of its input.
    pub fn needs_order(self) -> bool {
        use Function::*;
        matches!(self, First | Last | Tail | Skip | Take)
    }
}

impl<'a> Run<'_, 'a> {
    /// What a function gives.
    pub fn call(
        &self,
        items: Items<'a>,
        call: &Call,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        match call.function.family() {
            Family::Existence => self.existence(items, call, scope),
            Family::Selection => self.selection(items, call, scope),
            Family::Subsets => self.subset(items, call, scope),
            Family::Text => self.text(&items, call, scope),
            Family::Regular => self.regular(&items, call, scope),
            Family::Codec => self.codec(&items, call, scope),
            Family::Math => self.math(&items, call, scope),
            Family::Conversion => self.conversion(&items, call),
            Family::Moments => self.moments(&items, call, scope),
            Family::Fhir => self.fhir(&items, call, scope),
        }
    }

    /// The value of an argument; `None` if it is empty or not given.
    fn argument(
        &self,
        call: &Call,
        place: usize,
        scope: &Scope<'_, 'a>,
    ) -> Result<Option<super::node::System<'a>>, Problem> {
        match call.arguments.get(place) {
            None => Ok(None),
            Some(tree) => one_value(&self.tree(tree, scope)?, call.function.name()),
        }
    }

    /// The items of an argument.
    fn collection(
        &self,
        call: &Call,
        place: usize,
        scope: &Scope<'_, 'a>,
    ) -> Result<Items<'a>, Problem> {
        call.arguments
            .get(place)
            .map_or(Ok(Vec::new()), |tree| self.tree(tree, scope))
    }
}

fn one(item: Item) -> Vec<Item> {
    vec![item]
}
