//! What is known of each measure, as data.
//!
//! Every number here comes from `domain/measures.json`, which says for each where it was read. Facts
//! that were found in a stored document are [`Certainty::Verified`]; those from general knowledge say so.
//! Codes that could not be verified are left out, never guessed: WHO-5 and WSAS have none, and LOINC
//! `71969-0`, which some projects give to WHO-5, is a PROMIS score. SNOMED ids are texts, because a
//! number loses their last digits in a spreadsheet; a test holds each to its check digit.

use super::{Direction, Measure, PartName};

/// How sure a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// Found in a document that can be shown.
    Verified,
    /// What people in the field know; to be checked before anything rests on it.
    GeneralKnowledge,
}

/// One stretch of a scale that has a name. Names are for workers; no screen shows them unasked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Band {
    /// The lowest total in it.
    pub from: f64,
    /// Its name, in English, for machines: `moderately-severe`.
    pub id: &'static str,
}

/// The total from which (or up to which) a measure counts as showing the problem.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CutOff {
    /// The total.
    pub value: f64,
    /// The same for answers given in British Sign Language, where it is another (BMC Psychiatry 2016).
    pub signed: Option<f64>,
    /// How sure it is.
    pub certainty: Certainty,
}

/// What a change is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// The total that the person is told.
    Total,
    /// The plain sum, before it is converted.
    Raw,
    /// One item by itself: totals and means say nothing about it.
    Item,
}

/// The least change that is more than chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    /// How much.
    pub value: f64,
    /// Of what.
    pub unit: Unit,
    /// How sure it is.
    pub certainty: Certainty,
}

/// What becomes of the answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::forms) enum Reckoning {
    /// They are added up.
    Sum,
    /// They are added up, and the sum is multiplied.
    Times(f64),
    /// They are added up, and the sum is looked up: the value of the lowest sum first.
    Table(&'static [f64]),
    /// Means of some of them, by their place; never a sum.
    Means(&'static [(PartName, usize, usize)]),
    /// Each stands for itself.
    Each,
}

/// What is known of a measure.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Facts {
    /// The measure.
    pub measure: Measure,
    /// Its id, as in `domain/measures.json`.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The least and the most that it can come to.
    pub range: (f64, f64),
    /// Which way is better.
    pub direction: Direction,
    /// Its bands, the lowest first; empty where it has none.
    pub bands: &'static [Band],
    /// Its cut-off, on the bad side of the scale. The total that equals it counts.
    pub cut_off: Option<CutOff>,
    /// The least change that is more than chance; none where none was found.
    pub reliable_change: Option<Threshold>,
    /// LOINC code and name of the total.
    pub loinc_total: Option<(&'static str, &'static str)>,
    /// SNOMED CT code of the total, and the older UK code that is understood and never sent.
    pub snomed_total: Option<(&'static str, Option<&'static str>)>,
    /// LOINC code of the form as a whole.
    pub(in crate::forms) panel: Option<&'static str>,
    /// Code system and codes of the items, in the order of the measure.
    pub(in crate::forms) item_codes: Option<(&'static str, &'static [&'static str])>,
    /// What the last part of a form's address may be, without marks and capitals.
    pub(in crate::forms) endings: &'static [&'static str],
    /// How many items are scored; 0: as many as there are.
    pub(in crate::forms) items: usize,
    /// The least and the most that one item counts.
    pub(in crate::forms) weights: (i32, i32),
    /// Items whose answers count the other way round, by their number.
    pub(in crate::forms) reversed: &'static [usize],
    /// What becomes of the answers.
    pub(in crate::forms) reckoning: Reckoning,
}

const LOINC: &str = "http://loinc.org";
const SNOMED: &str = "http://snomed.info/sct";

const PHQ9_ITEMS: [&str; 9] = [
    "44250-9", "44255-8", "44259-0", "44254-1", "44251-7", "44258-2", "44252-5", "44253-3",
    "44260-8",
];

/// Item 6 is `69689-8`. `69689-6`, which some forms have, is no code at all: its check digit is wrong.
const GAD7_ITEMS: [&str; 7] = [
    "69725-0", "68509-9", "69733-4", "69734-2", "69735-9", "69689-8", "69736-7",
];

/// NHS England, `04_mhsds_ref_tables.py`. Another file has them rounded to `…100`: not these.
const DIALOG_ITEMS: [&str; 11] = [
    "1037651000000100",
    "1037661000000102",
    "1037671000000109",
    "1037681000000106",
    "1037691000000108",
    "1037701000000108",
    "1037711000000105",
    "1037721000000104",
    "1037731000000102",
    "1037741000000106",
    "1037751000000109",
];

/// SNOMED CT codes of the ratings of goals 1 to 3 (NHS England's reference table; verified).
pub const GOAL_CODES: [&str; 3] = ["1638531000000102", "1638541000000106", "1638551000000109"];

/// SWEMWBS: the metric score of each sum from 7 to 35. Two independent sources agree on all 29 values.
const SWEMWBS_METRIC: [f64; 29] = [
    7.0, 9.51, 11.25, 12.4, 13.33, 14.08, 14.75, 15.32, 15.84, 16.36, 16.88, 17.43, 17.98, 18.59,
    19.25, 19.98, 20.73, 21.54, 22.35, 23.21, 24.11, 25.03, 26.02, 27.03, 28.13, 29.31, 30.7,
    32.55, 35.0,
];

const fn band(from: f64, id: &'static str) -> Band {
    Band { from, id }
}

const fn cut(value: f64, signed: Option<f64>) -> Option<CutOff> {
    let certainty = Certainty::Verified;
    Some(CutOff {
        value,
        signed,
        certainty,
    })
}

const fn least(value: f64, unit: Unit, certainty: Certainty) -> Option<Threshold> {
    Some(Threshold {
        value,
        unit,
        certainty,
    })
}

/// What a measure has that nothing is known of beyond its name.
const BARE: Facts = Facts {
    measure: Measure::Phq9,
    id: "",
    name: "",
    range: (0.0, 0.0),
    direction: Direction::HigherIsBetter,
    bands: &[],
    cut_off: None,
    reliable_change: None,
    loinc_total: None,
    snomed_total: None,
    panel: None,
    item_codes: None,
    endings: &[],
    items: 0,
    weights: (0, 0),
    reversed: &[],
    reckoning: Reckoning::Sum,
};

use Certainty::{GeneralKnowledge, Verified};

/// PHQ-9 (Kroenke 2001): nine items, the difficulty question outside. Cut-off and reliable change: NHS
/// Talking Therapies; bands from general knowledge.
const PHQ9: Facts = Facts {
    measure: Measure::Phq9,
    id: "phq-9",
    name: "PHQ-9",
    range: (0.0, 27.0),
    direction: Direction::LowerIsBetter,
    bands: &[
        band(0.0, "minimal"),
        band(5.0, "mild"),
        band(10.0, "moderate"),
        band(15.0, "moderately-severe"),
        band(20.0, "severe"),
    ],
    cut_off: cut(10.0, Some(8.0)),
    reliable_change: least(6.0, Unit::Total, Verified),
    loinc_total: Some((
        "44261-6",
        "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
    )),
    snomed_total: Some(("720433000", Some("506701000000100"))),
    panel: Some("44249-1"),
    item_codes: Some((LOINC, &PHQ9_ITEMS)),
    endings: &["phq9"],
    items: 9,
    weights: (0, 3),
    ..BARE
};

/// GAD-7 (Spitzer 2006). The cut-off is that of NHS Talking Therapies; the paper's own is 10. Bands from
/// general knowledge.
const GAD7: Facts = Facts {
    measure: Measure::Gad7,
    id: "gad-7",
    name: "GAD-7",
    range: (0.0, 21.0),
    direction: Direction::LowerIsBetter,
    bands: &[
        band(0.0, "minimal"),
        band(5.0, "mild"),
        band(10.0, "moderate"),
        band(15.0, "severe"),
    ],
    cut_off: cut(8.0, Some(6.0)),
    reliable_change: least(4.0, Unit::Total, Verified),
    loinc_total: Some((
        "70274-6",
        "Generalized anxiety disorder 7 item (GAD-7) total score [Reported.PHQ]",
    )),
    snomed_total: Some(("445455005", None)),
    panel: Some("69737-5"),
    item_codes: Some((LOINC, &GAD7_ITEMS)),
    endings: &["gad7"],
    items: 7,
    weights: (0, 3),
    ..BARE
};

/// WHO-5: the sum times four, 0 to 100. Reliable change: Topp 2015, from general knowledge. No code of it
/// could be verified.
const WHO5: Facts = Facts {
    measure: Measure::Who5,
    id: "who-5",
    name: "WHO-5",
    range: (0.0, 100.0),
    bands: &[band(0.0, "low"), band(51.0, "no-flag")],
    cut_off: cut(50.0, None),
    reliable_change: least(10.0, Unit::Total, GeneralKnowledge),
    endings: &["who5"],
    items: 5,
    weights: (0, 5),
    reckoning: Reckoning::Times(4.0),
    ..BARE
};

/// SWEMWBS: the sum of seven is converted (`scoring_test_vectors.json`). Projects do not agree on its
/// bands (from general knowledge: below 19.6, below 27.5), and there is no cut-off. Reliable change in
/// plain sums: Shah 2018, in NHS England's table.
const SWEMWBS: Facts = Facts {
    measure: Measure::Swemwbs,
    id: "swemwbs",
    name: "SWEMWBS",
    range: (7.0, 35.0),
    bands: &[band(7.0, "low"), band(19.6, "middle"), band(27.5, "high")],
    reliable_change: least(3.0, Unit::Raw, Verified),
    snomed_total: Some(("718466001", Some("960481000000107"))),
    endings: &["swemwbs"],
    items: 7,
    weights: (1, 5),
    reckoning: Reckoning::Table(&SWEMWBS_METRIC),
    ..BARE
};

/// CORE-10: items 2 and 3 count the other way round. Cut-off and reliable change: Barkham 2013; bands
/// from general knowledge. Its users extrapolate over missing items; the app gives no total then.
const CORE10: Facts = Facts {
    measure: Measure::Core10,
    id: "core-10",
    name: "CORE-10",
    range: (0.0, 40.0),
    direction: Direction::LowerIsBetter,
    bands: &[
        band(0.0, "healthy"),
        band(6.0, "low-level"),
        band(11.0, "mild"),
        band(15.0, "moderate"),
        band(20.0, "moderate-to-severe"),
        band(25.0, "severe"),
    ],
    cut_off: cut(11.0, None),
    reliable_change: least(6.0, Unit::Total, Verified),
    snomed_total: Some(("718583008", Some("958051000000104"))),
    endings: &["core10"],
    items: 10,
    weights: (0, 4),
    reversed: &[2, 3],
    ..BARE
};

/// DIALOG: two means and never a sum; 4 is neutral. 8 stands in a national table and is no rating.
/// Reliable change is per item (NHS England's dashboard code). A national table has it as "high is bad":
/// it is the reverse.
const DIALOG: Facts = Facts {
    measure: Measure::Dialog,
    id: "dialog",
    name: "DIALOG",
    range: (1.0, 7.0),
    reliable_change: least(1.0, Unit::Item, Verified),
    item_codes: Some((SNOMED, &DIALOG_ITEMS)),
    endings: &["dialog"],
    items: 11,
    weights: (1, 7),
    reckoning: Reckoning::Means(&[
        (PartName::QualityOfLife, 0, 8),
        (PartName::TreatmentSatisfaction, 8, 11),
    ]),
    ..BARE
};

/// ReQoL-10: ten items; the one about physical health is outside. Below 25 is the clinical range, and 5 is
/// a reliable change (NHS England's dashboard code). A national table has it as "high is bad": it is the
/// reverse.
const REQOL10: Facts = Facts {
    measure: Measure::Reqol10,
    id: "reqol-10",
    name: "ReQoL-10",
    range: (0.0, 40.0),
    bands: &[band(0.0, "clinical"), band(25.0, "general-population")],
    cut_off: cut(24.0, None),
    reliable_change: least(5.0, Unit::Total, Verified),
    snomed_total: Some(("1091071000000100", None)),
    endings: &["reqol10", "reqol"],
    items: 10,
    weights: (0, 4),
    ..BARE
};

/// QPR, 15 items. No bands, and no reliable change was found. A national table has it as "high is bad": it
/// is the reverse.
const QPR15: Facts = Facts {
    measure: Measure::Qpr15,
    id: "qpr-15",
    name: "QPR",
    range: (0.0, 60.0),
    snomed_total: Some(("1035441000000106", None)),
    endings: &["qpr15", "qpr"],
    items: 15,
    weights: (0, 4),
    ..BARE
};

/// WSAS (Mundt 2002; reliable change Zahra 2014): from general knowledge. The NHS Data Dictionary lets the
/// mean of the others stand for one missing item; the app makes no answer up, and gives no total then.
const WSAS: Facts = Facts {
    measure: Measure::Wsas,
    id: "wsas",
    name: "WSAS",
    range: (0.0, 40.0),
    direction: Direction::LowerIsBetter,
    bands: &[
        band(0.0, "subclinical"),
        band(10.0, "significant"),
        band(21.0, "moderately-severe-or-worse"),
    ],
    cut_off: Some(CutOff {
        value: 10.0,
        signed: None,
        certainty: GeneralKnowledge,
    }),
    reliable_change: least(8.0, Unit::Total, GeneralKnowledge),
    endings: &["wsas"],
    items: 5,
    weights: (0, 8),
    ..BARE
};

/// Goal-based outcomes: each goal 0 to 10 by itself. Reliable change 3 a goal (NHS England's tables).
const GBO: Facts = Facts {
    measure: Measure::Gbo,
    id: "gbo",
    name: "Goal-based outcomes",
    range: (0.0, 10.0),
    reliable_change: least(3.0, Unit::Item, Verified),
    item_codes: Some((SNOMED, &GOAL_CODES)),
    endings: &["gbo", "goalbasedoutcomes"],
    weights: (0, 10),
    reckoning: Reckoning::Each,
    ..BARE
};

impl Measure {
    /// What is known of it.
    pub fn facts(self) -> &'static Facts {
        match self {
            Measure::Phq9 => &PHQ9,
            Measure::Gad7 => &GAD7,
            Measure::Who5 => &WHO5,
            Measure::Swemwbs => &SWEMWBS,
            Measure::Core10 => &CORE10,
            Measure::Dialog => &DIALOG,
            Measure::Reqol10 => &REQOL10,
            Measure::Qpr15 => &QPR15,
            Measure::Wsas => &WSAS,
            Measure::Gbo => &GBO,
        }
    }
}
