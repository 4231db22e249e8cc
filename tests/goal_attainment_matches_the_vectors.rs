//! T, GAS-light and ratings from 0 to 10, as `domain/03_goals_prem_fhir.md` and its vectors have them.
#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/fhir.rs"]
mod support;

use pathway_companion::care::*;
use proptest::prelude::*;
use serde_json::Value;

fn numbers(value: &Value) -> Vec<f64> {
    let all = value.as_array().unwrap().iter();
    all.map(|n| n.as_f64().unwrap()).collect()
}

fn near(own: Option<f64>, wanted: &Value) -> bool {
    match (own, wanted.as_f64()) {
        (Some(own), Some(wanted)) => (own - wanted).abs() < 1e-6,
        (own, wanted) => own.is_none() && wanted.is_none(),
    }
}

#[test]
fn every_vector_holds() {
    let Some(shared) = support::shared() else {
        return;
    };
    let raw = std::fs::read_to_string(shared.join("domain/gas_test_vectors.json")).unwrap();
    let vectors: Value = serde_json::from_str(&raw).unwrap();
    for vector in vectors["examples"].as_array().unwrap() {
        let weights = numbers(&vector["weights"]);
        let now = t_score(&weights, &numbers(&vector["levels"])).unwrap();
        assert!(near(now, &vector["t_score"]), "{vector}");
        if let Some(levels) = vector.get("baseline_levels") {
            let start = t_score(&weights, &numbers(levels)).unwrap();
            assert!(near(start, &vector["baseline_t"]), "{vector}");
            let change = now.zip(start).map(|(now, start)| now - start);
            assert!(near(change, &vector["change"]), "{vector}");
        }
    }
    for vector in vectors["invalid"].as_array().unwrap() {
        let t = t_score(&numbers(&vector["weights"]), &numbers(&vector["levels"]));
        match vector["expect"].as_str().unwrap() {
            "no score" => assert_eq!(t, Ok(None), "{vector}"),
            _ => assert!(t.is_err(), "{vector}"),
        }
    }
}

#[test]
fn the_worked_examples_of_the_guidance_hold() {
    for (weights, levels, wanted) in [
        (&[1.0][..], &[2.0][..], 70.0),
        (&[1.0], &[-1.0], 40.0),
        (&[9.0, 2.0, 1.0], &[1.0, -1.0, 0.0], 56.88),
        (&[9.0, 2.0, 1.0], &[-1.0; 3], 38.2),
        (&[1.0; 3], &[-2.0; 3], 22.61),
        (&[1.0; 3], &[2.0; 3], 77.39),
        (&[1.0; 5], &[-2.0; 5], 19.85),
        (&[1.0; 5], &[2.0; 5], 80.15),
        // A goal that does not count does not count.
        (&[1.0, 0.0], &[2.0, -2.0], 70.0),
    ] {
        let t = t_score(weights, levels).unwrap().unwrap();
        assert!((t - wanted).abs() < 0.005, "{t} is not {wanted}");
    }
}

#[test]
fn what_is_no_weight_or_no_level_is_refused_by_its_name() {
    assert_eq!(t_score(&[1.0], &[]), Err(NotAScore::Lengths));
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(t_score(&[bad], &[0.0]), Err(NotAScore::Weight));
    }
    for bad in [3.0, -3.0, 0.5, -1.5, f64::NAN] {
        assert_eq!(t_score(&[1.0], &[bad]), Err(NotAScore::Level), "{bad}");
    }
    assert_eq!(Weight::of(4, 1), None);
    assert_eq!(Weight::of(3, 3).map(Weight::number), Some(9.0));
    assert_eq!(OutOfTen::of(11), None);
    assert!(serde_json::from_str::<OutOfTen>("11").is_err());
    assert!(serde_json::from_str::<Weight>("[4,1]").is_err());
}

fn counted(weight: Weight, start: Option<Level>, now: Option<Level>) -> Counted {
    Counted {
        weight,
        start: start.map(Attained::At),
        now: now.map(Attained::At),
    }
}

#[test]
fn a_goal_that_is_not_rated_leaves_no_score_and_one_that_does_not_count_changes_none() {
    let walk = counted(Weight::ONE, Some(Level::Less), Some(Level::Expected));
    let unrated = counted(Weight::ONE, Some(Level::Less), None);
    let of = |goals: &[Counted]| Attainment::of(goals);
    assert_eq!(of(&[walk]).change, Some(10.0));
    let half = of(&[walk, unrated]);
    assert!(half.start.is_some() && half.now.is_none() && half.change.is_none());
    let none = Weight::of(0, 3).unwrap();
    let aside = counted(none, None, None);
    assert_eq!(of(&[walk, aside]), of(&[walk]));
    assert_eq!(of(&[aside]), Attainment::default());
    assert_eq!(of(&[]), Attainment::default());
}

#[test]
fn raters_are_never_mixed() {
    let rated = |by, level| Rating {
        level,
        at: "2026-05-01T10:00:00Z".parse().unwrap(),
        by,
        note: None,
        carers: Vec::new(),
    };
    let goal = Goal {
        id: "walk".into(),
        words: "Walk".into(),
        weight: Weight::of(3, 2),
        began: Some(Level::Less),
        ratings: vec![
            rated(Rater::Me, Level::Less),
            rated(Rater::Worker, Level::MuchMore),
        ],
        ..Goal::default()
    };
    let t = |by| Attainment::of(&[Counted::of(&goal, by)]).now;
    assert_eq!(t(Rater::Me), Some(40.0));
    assert_eq!(t(Rater::Worker), Some(70.0));
    assert_eq!(t(Rater::Carer), None);
}

#[test]
fn gas_light_gives_the_level_that_its_questions_mean() {
    use Level::*;
    for (start, met, wanted) in [
        (Less, Met::Yes, Some(0.0)),
        (Less, Met::ALittleMore, Some(1.0)),
        (Less, Met::ALotMore, Some(2.0)),
        (Less, Met::Partly, Some(-0.5)),
        (Less, Met::Same, Some(-1.0)),
        (Less, Met::Worse, Some(-2.0)),
        (MuchLess, Met::Yes, Some(0.0)),
        (MuchLess, Met::Partly, Some(-1.0)),
        (MuchLess, Met::Same, Some(-2.0)),
        (MuchLess, Met::Worse, Some(-2.0)),
        (Expected, Met::Yes, None),
        (MuchMore, Met::Same, None),
    ] {
        let number = gas_light(start, met).map(Attained::number);
        assert_eq!(number, wanted, "{start:?} {met:?}");
    }
    // The half step has no level, so nothing can give it a code.
    assert_eq!(gas_light(Less, Met::Partly).unwrap().level(), None);
}

fn some_goals() -> impl Strategy<Value = Vec<(f64, f64)>> {
    let level = prop::sample::select(vec![-2.0, -1.0, -0.5, 0.0, 1.0, 2.0]);
    prop::collection::vec(((0u8..=9).prop_map(f64::from), level), 1..12)
}

fn t_of(goals: &[(f64, f64)]) -> Option<f64> {
    let (weights, levels): (Vec<f64>, Vec<f64>) = goals.iter().copied().unzip();
    t_score(&weights, &levels).unwrap()
}

fn same(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() < 1e-9,
        (a, b) => a.is_none() && b.is_none(),
    }
}

proptest! {
    #[test]
    fn the_order_of_goals_does_not_matter((goals, mixed) in some_goals().prop_flat_map(|goals| {
        (Just(goals.clone()), Just(goals).prop_shuffle())
    })) {
        prop_assert!(same(t_of(&goals), t_of(&mixed)));
    }

    #[test]
    fn weights_that_are_all_so_many_times_larger_change_nothing(goals in some_goals(), times in 1e-300..1e300) {
        let larger: Vec<_> = goals.iter().map(|(w, x)| (w * times, *x)).collect();
        prop_assert!(same(t_of(&goals), t_of(&larger)));
    }

    #[test]
    fn t_stays_within_what_goals_can_come_to_and_turns_round_with_them(goals in some_goals()) {
        let Some(t) = t_of(&goals) else {
            prop_assert!(goals.iter().all(|(w, _)| *w == 0.0));
            return Ok(());
        };
        // However many goals: 10·2/√0.3 either way, and never reached.
        prop_assert!((t - 50.0).abs() < 20.0 / 0.3_f64.sqrt());
        let best: Vec<_> = goals.iter().map(|(w, _)| (*w, 2.0)).collect();
        let worst: Vec<_> = goals.iter().map(|(w, _)| (*w, -2.0)).collect();
        prop_assert!(t <= t_of(&best).unwrap() + 1e-9 && t + 1e-9 >= t_of(&worst).unwrap());
        let sum = t_of(&best).unwrap() + t_of(&worst).unwrap();
        prop_assert!((sum - 100.0).abs() < 1e-9);
    }

    #[test]
    fn a_step_up_on_a_goal_that_counts_never_lowers_t(goals in some_goals(), place in any::<prop::sample::Index>()) {
        let place = place.index(goals.len());
        let mut higher = goals.clone();
        higher[place].1 = 2.0;
        if let (Some(t), Some(then)) = (t_of(&goals), t_of(&higher)) {
            prop_assert!(then + 1e-9 >= t);
        }
    }
}
