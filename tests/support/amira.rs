//! Amira: a made-up person with a whole record, as the screens get it.

use jiff::civil::date;
use pathway_companion::app::*;
use pathway_companion::care::*;
use std::sync::Arc;

/// Amira's view with everything going well.
pub fn view() -> View {
    View {
        stage: Stage::Open,
        trust: Some(Arc::new(trust())),
        record: Some(Arc::new(record())),
        updated: Some("2026-11-22T08:12:00Z".parse().unwrap()),
        contact: Contact::Well,
        key_place: KeyPlace::Keystore,
        ..View::default()
    }
}

/// The view with another record.
pub fn with(change: impl FnOnce(&mut Record)) -> View {
    let mut record = record();
    change(&mut record);
    View {
        record: Some(Arc::new(record)),
        ..view()
    }
}

/// A trust with a team that is open on weekdays.
pub fn trust() -> TrustFacts {
    let days = ["mon", "tue", "wed", "thu", "fri"]
        .map(str::to_owned)
        .to_vec();
    TrustFacts {
        name: "Willow Vale NHS Trust".into(),
        role_label: "care coordinator".into(),
        crisis: vec![CrisisEntry {
            id: "trust".into(),
            label: "Call your team".into(),
            uri: Some("tel:01632960123".into()),
            plain: "Riverside community team.".into(),
            opening: vec![Opening {
                days,
                from: "09:00".into(),
                to: "17:00".into(),
            }],
        }],
        check_by: Some(date(2027, 3, 31)),
        response_time: None,
        receipt_words: Some("Your team looks at answers on working days.".into()),
        demo: true,
        feedback: true,
    }
}

/// Amira's record.
pub fn record() -> Record {
    let sam = Written {
        by: Some("Sam Okafor".into()),
        on: Some(date(2026, 3, 22)),
    };
    Record {
        person: Person {
            id: "amira".into(),
            full_name: "Amira Test".into(),
            called: "Amira".into(),
            born: Some(date(1997, 4, 9)),
            language: None,
        },
        plan: Some(Plan {
            id: "plan".into(),
            written: sam.clone(),
        }),
        cluster: Cluster::Known(ClusterCode::parse("04").unwrap()),
        interventions: interventions(&sam),
        choices: vec![choice(&sam)],
        team: team(),
        review: Review::Booked {
            id: "review-1".into(),
            changed: None,
            start: "2026-12-10T14:00:00Z".parse().unwrap(),
            end: Some("2026-12-10T15:00:00Z".parse().unwrap()),
            with: vec!["Sam Okafor".into(), "Dr Mei Lin".into()],
            place: Some("Riverside House, Room 2".into()),
        },
        goals: goals(&sam),
        timeline: timeline(),
        forms_to_do: vec![
            form("how", "How have you been?", 9),
            form("worry", "Worry", 7),
        ],
        forms_done: Vec::new(),
        messages: Vec::new(),
        done_earlier: 0,
        tracks: Vec::new(),
        noted: Vec::new(),
        team_plans: Vec::new(),
        plan_sent: None,
        circle: vec![noor()],
        news: vec![News {
            what: NewsKind::Intervention,
            title: Some("Walking group".into()),
            id: "walk".into(),
            at: "2026-11-21T15:30:00Z".parse().unwrap(),
            parts: vec![Part::When, Part::Place],
        }],
    }
}

/// Her sister, who sees her goal and her next review, and is asked how the goal goes.
pub fn noor() -> InCircle {
    let permit = |what, rating| Permit {
        what,
        from: Some(date(2026, 10, 1)),
        until: date(2027, 4, 1),
        rating,
    };
    InCircle {
        carer: Carer {
            id: "noor".into(),
            name: Some("Noor Test".into()),
            relationship: Some("sister".into()),
        },
        sharings: vec![Sharing {
            id: "sharing".into(),
            version: Some("1".into()),
            carer: "noor".into(),
            said: Some("2026-10-01T10:00:00Z".parse().unwrap()),
            stands: true,
            until: None,
            permits: vec![
                permit(Shared::Goal("park".into()), CarerRating::Asked),
                permit(Shared::Reviews, CarerRating::NotAsked),
            ],
            not_understood: 0,
        }],
        ..InCircle::default()
    }
}

fn form(task: &str, title: &str, questions: u32) -> FormToDo {
    FormToDo {
        task: task.into(),
        questionnaire: format!("https://example.org/{task}"),
        title: Some(title.into()),
        asked: Written {
            by: Some("Sam Okafor".into()),
            on: Some(date(2026, 11, 20)),
        },
        opens: None,
        closes: Some(date(2026, 12, 8)),
        questions: Some(questions),
    }
}

fn piece(
    id: &str,
    domain: Domain,
    what: &str,
    who: &str,
    when: &str,
    by: &Written,
) -> Intervention {
    Intervention {
        id: id.into(),
        domain,
        what: what.into(),
        carer_title: (id != "med").then(|| "A weekly talk".into()),
        how: Some("You meet and talk. You try small new things, one step at a time.".into()),
        why: Some("To feel less low, and to get out more.".into()),
        who: vec![who.into()],
        workers: vec![who.into()],
        when: Some(when.into()),
        starts: None,
        place: Some("Riverside House".into()),
        goals: vec!["park".into()],
        written: by.clone(),
    }
}

fn interventions(by: &Written) -> Vec<Intervention> {
    vec![
        piece(
            "cbt",
            Domain::MentalHealth,
            "Talking therapy (CBT)",
            "Jo Lane",
            "every Tuesday",
            by,
        ),
        piece(
            "med",
            Domain::MentalHealth,
            "A look at your medicine",
            "Dr Mei Lin",
            "every 3 months",
            by,
        ),
        piece(
            "body",
            Domain::PhysicalHealth,
            "Health check",
            "GP surgery",
            "once a year",
            by,
        ),
        piece(
            "walk",
            Domain::MeaningfulActivity,
            "Walking group",
            "Brighter Futures",
            "Fridays",
            by,
        ),
        piece(
            "safe",
            Domain::StayingSafe,
            "Your staying-safe plan",
            "Sam Okafor",
            "when you want",
            by,
        ),
        piece(
            "rights",
            Domain::Rights,
            "Your rights explained",
            "Sam Okafor",
            "at your review",
            by,
        ),
    ]
}

fn choice(by: &Written) -> Choice {
    Choice {
        id: "sleep".into(),
        options: vec![
            piece(
                "sleep-group",
                Domain::MentalHealth,
                "Sleep group",
                "Jo Lane",
                "Mondays",
                by,
            ),
            piece(
                "sleep-book",
                Domain::MentalHealth,
                "Sleep guide at home",
                "Sam Okafor",
                "any time",
                by,
            ),
        ],
    }
}

fn team() -> Team {
    let member = |id: &str, name: &str, role: &str| Member {
        id: id.into(),
        name: name.into(),
        role: Some(role.into()),
        phone: None,
        email: None,
    };
    Team {
        coordinator: Coordinator::Named(Member {
            phone: Some("01632 960 124".into()),
            ..member("sam", "Sam Okafor", "community nurse")
        }),
        members: vec![
            member("jo", "Jo Lane", "therapist"),
            member("mei", "Dr Mei Lin", "doctor"),
        ],
        partners: vec![
            Partner {
                id: "bf".into(),
                name: "Brighter Futures".into(),
                kind: PartnerKind::Partner,
                role: Some("Walking group on Fridays".into()),
                phone: Some("01632 960 200".into()),
            },
            Partner {
                id: "council".into(),
                name: "Vale Council".into(),
                kind: PartnerKind::Council,
                role: Some("Help with your home".into()),
                phone: None,
            },
        ],
        phone: Some("01632 960 123".into()),
    }
}

fn goals(by: &Written) -> Vec<Goal> {
    let levels = [
        "I do not go out",
        "I go out once a week",
        "I walk to the park once a week",
        "I walk there twice a week",
        "I walk there 3 times a week or more",
    ]
    .map(|text| Some(text.to_owned()));
    let park = Goal {
        id: "park".into(),
        words: "Walk to the park with my sister".into(),
        levels,
        unplaced: Vec::new(),
        weight: None,
        stage: GoalStage::Active,
        began: Some(Level::MuchLess),
        ratings: vec![Rating {
            level: Level::Less,
            at: "2026-09-12T10:00:00Z".parse().unwrap(),
            by: Rater::Me,
            note: Some("The first time was hard. The second was not.".into()),
            carers: Vec::new(),
        }],
        out_of_ten: Vec::new(),
        earlier: 0,
        aside: Aside::default(),
        due: Some(date(2026, 12, 10)),
        written: by.clone(),
        ..Goal::default()
    };
    let sleep = Goal {
        id: "sleep".into(),
        words: "Sleep better".into(),
        levels: Default::default(),
        unplaced: Vec::new(),
        weight: None,
        stage: GoalStage::Proposed,
        began: None,
        ratings: Vec::new(),
        out_of_ten: Vec::new(),
        earlier: 0,
        aside: Aside::default(),
        due: None,
        written: Written::default(),
        ..Goal::default()
    };
    vec![park, sleep]
}

fn timeline() -> Vec<Stop> {
    let stop = |tense, event, on, with: Option<&str>, text: Option<&str>| Stop {
        tense,
        event,
        on,
        at: None,
        with: with.map(str::to_owned),
        text: text.map(str::to_owned),
    };
    vec![
        stop(
            Tense::Done,
            Event::InitialAssessment,
            Some(date(2026, 3, 15)),
            None,
            Some("We talked about what you need."),
        ),
        stop(
            Tense::Done,
            Event::PlanMade,
            Some(date(2026, 3, 22)),
            Some("Sam Okafor"),
            None,
        ),
        stop(
            Tense::Here,
            Event::CareNow,
            None,
            None,
            Some("Talking therapy, and help with walking"),
        ),
        Stop {
            at: Some("2026-12-10T14:00:00Z".parse().unwrap()),
            ..stop(
                Tense::Ahead,
                Event::ReviewAhead,
                Some(date(2026, 12, 10)),
                Some("Sam Okafor"),
                None,
            )
        },
    ]
}

/// One answer on its way.
pub fn outgoing(id: &str, state: OutgoingState, risk: bool) -> Outgoing {
    Outgoing {
        id: id.into(),
        title: Some("How have you been?".into()),
        answered: "2026-11-22T08:50:00Z".parse().unwrap(),
        state,
        risk,
        score: Some(9.0),
        next_try: None,
        can_mend: false,
        puts_right: false,
        message: None,
        sort: Sort::Answers,
    }
}

/// Every state that an answer can be in.
pub fn every_state() -> Vec<OutgoingState> {
    use OutgoingState::*;
    let mut all: Vec<OutgoingState> = [
        WaitReason::Soon,
        WaitReason::NoSignal,
        WaitReason::SignIn,
        WaitReason::TrustUnwell,
        WaitReason::Held,
        WaitReason::OddAnswer,
        WaitReason::Doubted(Doubt::AnotherHost),
        WaitReason::Behind,
    ]
    .map(Waiting)
    .to_vec();
    all.extend([Sending, Checking]);
    all.extend(
        [
            ParkReason::Refused,
            ParkReason::NotAllowed,
            ParkReason::NotSure,
            ParkReason::Unreadable,
            ParkReason::ChangedElsewhere,
        ]
        .map(NeedsYou),
    );
    all.push(Sent {
        at: "2026-11-22T08:52:00Z".parse().unwrap(),
        answered_elsewhere: false,
    });
    all
}
