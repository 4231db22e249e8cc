//! Our own English can be read by a person of 9 to 11, and says nothing that hurts. A pass does not
//! prove that a text is clear: people do.

// Helpers of a test may stop it.
#![allow(clippy::unwrap_used)]

#[path = "support/ftl.rs"]
mod ftl;
#[path = "support/reading.rs"]
mod reading;
// Each test takes the part of the reader that it needs.
#[allow(dead_code)]
#[path = "support/source.rs"]
mod source;

use ftl::Message;
use reading::Counts;
use std::collections::BTreeMap;

/// Grade 6 is a reading age of about 11.
const HARDEST_GRADE: f64 = 6.0;
/// Over all texts of one feature.
const HARDEST_SMOG: f64 = 9.0;
/// The NHS service manual's bound.
const LONGEST_SENTENCE: usize = 20;
/// The NHS service manual's bound for a paragraph; each text is one.
const MOST_SENTENCES: usize = 3;
/// A grade of a label such as "Easy Read" is noise: in five words one syllable more is two grades,
/// and "I see this differently" comes out as hard. Shorter texts than this are held by their length
/// and, together with all others of their feature, by its long words.
const FEWEST_WORDS_FOR_A_GRADE: usize = 6;

/// Pieces of one passage that always stand together are graded together, as the texts of the groups
/// were when they were written: `clusters-04-first` and `clusters-04-second`.
const PIECES: &[&str] = &["-first", "-second", "-third"];

/// Texts that are not ours to simplify: the beginning of the key, and why.
const NOT_OURS: &[(&str, &str)] = &[
    (
        "clusters-official-",
        "the names of the NHS Data Dictionary, opened only on request",
    ),
    ("crisis-domestic-abuse-label", "the name of the helpline"),
];

/// What everybody knows from 999, and what a person has to find again in a crisis.
const LIFE_AT_RISK: &str = "life is at risk";

/// What is never said to a person, and what is said instead. Whole words, in any case; a word that
/// ends with `*` is a beginning.
const NEVER_SAID: &[(&str, &str)] = &[
    ("service user*", "people"),
    ("clinician*", "nurse, doctor, worker"),
    ("mentally ill", "with a mental health problem"),
    ("mental illness*", "mental health problem"),
    ("suffer*", "have"),
    ("victim*", "people who"),
    ("patient*", "you, people"),
    ("overdue", "the date, and what to do now"),
    ("severe*", "nothing: severity is never shown"),
    ("severity", "nothing: severity is never shown"),
    ("risk*", "chance, or what may happen"),
    ("non-compli*", "say what happened"),
    ("complian*", "say what happened"),
    ("refus*", "say no, did not want"),
    ("good chance of recovery", "a fact"),
    ("streak*", "nothing: no counting of days"),
    ("invalid", "what to write instead"),
    ("error*", "what happened and what to do"),
    ("abnormal*", "nothing"),
];

fn english() -> BTreeMap<String, Message> {
    let folder = source::root().join("i18n/en-GB");
    let messages = ftl::messages(&folder);
    let screens = source::root().join("src/ui").exists();
    assert!(
        !screens || messages.len() > 20,
        "there are screens and no words"
    );
    messages
}

fn ours(key: &str) -> bool {
    !NOT_OURS.iter().any(|(prefix, _)| key.starts_with(prefix))
}

fn none(faults: Vec<String>) {
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn every_text_can_be_read_at_eleven() {
    let passages = passages(&english());
    none(
        passages
            .iter()
            .flat_map(|(key, texts)| hard(key, texts))
            .collect(),
    );
}

#[test]
fn every_feature_as_a_whole_can_be_read_at_eleven() {
    let mut features: BTreeMap<String, Counts> = BTreeMap::new();
    for (_, message) in english().into_iter().filter(|(key, _)| ours(key)) {
        for text in &message.texts {
            let counts = Counts::of(text);
            if counts.words >= FEWEST_WORDS_FOR_A_GRADE {
                let all = features.entry(message.file.clone()).or_default();
                *all = all.and(counts);
            }
        }
    }
    none(
        features
            .iter()
            .flat_map(|(file, counts)| hard_feature(file, counts))
            .collect(),
    );
}

#[test]
fn nothing_is_said_that_hurts() {
    let english = english();
    let own = english.iter().filter(|(key, _)| ours(key));
    none(
        own.flat_map(|(key, m)| m.texts.iter().flat_map(|t| hurts(key, t)))
            .collect(),
    );
}

#[test]
fn no_text_is_longer_than_three_sentences() {
    let english = english();
    let own = english.iter().filter(|(key, _)| ours(key));
    let texts = own.flat_map(|(key, m)| m.texts.iter().map(move |text| (key, text)));
    none(
        texts
            .filter(|(_, text)| Counts::of(text).sentences > MOST_SENTENCES)
            .map(|(key, text)| format!("{key}: more than {MOST_SENTENCES} sentences: {text}"))
            .collect(),
    );
}

fn hard_feature(file: &str, counts: &Counts) -> Option<String> {
    let smog = counts.smog();
    (smog > HARDEST_SMOG).then(|| format!("{file}: SMOG {smog:.1}, at most {HARDEST_SMOG}"))
}

/// The texts that are read together, by key: one message in each of its ways, or a passage.
fn passages(english: &BTreeMap<String, Message>) -> BTreeMap<String, Vec<String>> {
    let mut passages: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, message) in english.iter().filter(|(key, _)| ours(key)) {
        let stem = PIECES.iter().find_map(|piece| key.strip_suffix(piece));
        match (stem, message.texts.as_slice()) {
            (Some(stem), [one]) => passages
                .entry(stem.to_owned())
                .or_default()
                .push(one.clone()),
            (_, ways) => {
                for (way, text) in ways.iter().enumerate() {
                    passages.insert(format!("{key}#{way}"), vec![text.clone()]);
                }
            }
        }
    }
    passages
}

/// What is hard about texts that are read together.
fn hard(key: &str, texts: &[String]) -> Vec<String> {
    let counts = texts.iter().map(|text| Counts::of(text));
    let counts = counts.reduce(Counts::and).unwrap_or_default();
    let text = texts.join(" ");
    let mut found = Vec::new();
    if counts.longest > LONGEST_SENTENCE {
        found.push(format!(
            "{key}: a sentence of {} words: {text}",
            counts.longest
        ));
    }
    if counts.words >= FEWEST_WORDS_FOR_A_GRADE && counts.grade() > HARDEST_GRADE {
        found.push(format!("{key}: grade {:.1}: {text}", counts.grade()));
    }
    found
}

/// What hurts in a text.
fn hurts(key: &str, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let words: Vec<String> = text
        .to_lowercase()
        .replace(LIFE_AT_RISK, "")
        .split(|mark: char| !(mark.is_alphanumeric() || mark == '-'))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect();
    for (never, instead) in NEVER_SAID {
        let never_words: Vec<&str> = never.split(' ').collect();
        let said = words.windows(never_words.len()).any(|window| {
            window
                .iter()
                .zip(&never_words)
                .all(|(word, n)| match n.strip_suffix('*') {
                    Some(beginning) => word.starts_with(beginning),
                    None => word == n,
                })
        });
        if said {
            found.push(format!("{key}: never \"{never}\" (say: {instead}): {text}"));
        }
    }
    let numbered = |w: &[String]| {
        w[0].starts_with("cluster") && w[1].starts_with(|m: char| m.is_ascii_digit())
    };
    if words.windows(2).any(numbered) {
        found.push(format!("{key}: a cluster's number: {text}"));
    }
    if text.contains('—') || a_range(text) {
        found.push(format!(
            "{key}: a dash; write two sentences, or \"to\": {text}"
        ));
    }
    if text.chars().any(is_emoji) {
        found.push(format!("{key}: an emoji: {text}"));
    }
    found
}

/// "1–3": a screen reader says nothing between the numbers.
fn a_range(text: &str) -> bool {
    let marks: Vec<char> = text.chars().collect();
    marks
        .windows(3)
        .any(|w| w[0].is_ascii_digit() && matches!(w[1], '-' | '–') && w[2].is_ascii_digit())
}

fn is_emoji(mark: char) -> bool {
    matches!(mark as u32, 0x1F000..=0x1FAFF | 0x2600..=0x27BF | 0xFE0F | 0x2B50 | 0x2B55)
}

/// Text, words, sentences, syllables, long words, grade, SMOG: made with the reference counter.
const VECTORS: &[(&str, usize, usize, usize, usize, f64, f64)] = &[
    ("You will get help.", 4, 1, 4, 0, -2.23, 3.13),
    (
        "Your team will make a plan with you. You can change it.",
        12,
        2,
        12,
        0,
        -1.45,
        3.13,
    ),
    (
        "You have been feeling low, worried or stressed. It may be making some parts of daily life \
         harder. Many people feel better with short-term help. You and your team will agree what \
         could help you.",
        35,
        4,
        45,
        0,
        2.99,
        3.13,
    ),
    (
        "The multidisciplinary team will undertake a comprehensive biopsychosocial assessment in \
         order to determine the appropriate therapeutic interventions.",
        17,
        1,
        45,
        9,
        22.28,
        20.27,
    ),
    (
        "Call 111 and choose option 2 if you need help with your mental health now.",
        13,
        1,
        15,
        0,
        3.1,
        3.13,
    ),
];

#[test]
fn the_counter_counts_as_the_reference_counter_does() {
    for (text, words, sentences, syllables, long_words, grade, smog) in VECTORS {
        let counts = Counts::of(text);
        let exact = (
            counts.words,
            counts.sentences,
            counts.syllables,
            counts.long_words,
        );
        assert_eq!(
            exact,
            (*words, *sentences, *syllables, *long_words),
            "{text}"
        );
        assert!(
            (counts.grade() - grade).abs() < 0.006,
            "{text}: {}",
            counts.grade()
        );
        assert!(
            (counts.smog() - smog).abs() < 0.006,
            "{text}: {}",
            counts.smog()
        );
    }
    assert_eq!(Counts::of(VECTORS[1].0).longest, 8);
}

#[test]
fn a_hard_text_is_seen_and_a_label_is_left_alone() {
    let hard = |text: &str| hard("a", &[text.to_owned()]);
    assert_eq!(hard(VECTORS[3].0).len(), 1);
    let long = "We will go to the shop and buy some bread and some milk and then we will walk to the park now.";
    assert_eq!(hard(long).len(), 1, "{:?}", Counts::of(long));
    assert!(hard("Confidentiality information").is_empty());
    assert!(hard(VECTORS[4].0).is_empty());
    assert!(hard_feature("a.ftl", &Counts::of(VECTORS[3].0)).is_some());
    assert!(hard_feature("a.ftl", &Counts::of(VECTORS[2].0)).is_none());
}

#[test]
fn a_passage_is_graded_as_one_and_every_way_of_a_choice_alone() {
    let text = "a-b-first = One.\na-b-second = Two.\na-c = { $n ->\n    [one] Three\n   *[other] Four\n }\n\
                clusters-official-01 = Not ours\n";
    let passages = passages(&ftl::read("a.ftl", text).into_iter().collect());
    let found: Vec<_> = passages
        .iter()
        .map(|(key, texts)| (key.as_str(), texts.len()))
        .collect();
    assert_eq!(found, [("a-b", 2), ("a-c#0", 1), ("a-c#1", 1)]);
}

#[test]
fn what_hurts_is_seen_and_what_only_looks_like_it_is_not() {
    for text in [
        "For service users",
        "Ask your Clinician.",
        "She is mentally ill",
        "people suffering here",
        "Your form is overdue",
        "This is severe.",
        "You are at risk!",
        "Care cluster 4",
        "Now — go",
        "1–3 days",
        "Well done 🎉",
        "A star ★",
        "Invalid date",
        "There was an error",
    ] {
        assert_eq!(hurts("a", text).len(), 1, "{text}");
    }
    for text in [
        "You may be patted",
        "Asterisk",
        "A brisk walk",
        "Ask a nurse",
        "Take the 4 bus",
        "You › me",
        "Be gentle with yourself",
        "A cluster is a group",
        "If your life is at risk, call 999.",
        "Call 0808 2000 247",
        "Short-term help",
    ] {
        assert!(hurts("a", text).is_empty(), "{text}");
    }
}
