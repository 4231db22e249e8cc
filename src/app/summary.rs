//! A page for the review meeting, to print or to hand over: what the person wants to talk about, their
//! goals, what has changed, who comes. Made from what the screens show and from nothing else; no number and
//! no name of a group stands on it. The name of the file is neutral.

use super::paper::{Block, paper};
use super::{Companion, NotSaved};
use crate::care::{Change, Goal, GoalStage, MessageKind, Record, Review, SinceReview};
use crate::words::{Words, london, today};
use jiff::Timestamp;
use jiff::civil::Date;
use std::path::PathBuf;

/// A page that was put where the person finds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// Where it lies.
    pub page: PathBuf,
    /// Whether some signs of the person's words could not be printed.
    pub boxes: bool,
}

impl Companion {
    /// Puts a page for the review meeting where the person finds it: a tagged PDF in their language.
    pub async fn page_for_the_review(&self) -> Result<Printed, NotSaved> {
        let view = self.view();
        let record = view.record.clone().ok_or(NotSaved)?;
        let words = Words::of(view.preferences.language);
        let own = self.to_talk_about().await;
        let now = Timestamp::now();
        let blocks = blocks(&record, &own, words, today(now));
        let title = words.say("summary-title");
        let language = words.language().tag();
        // Laying out is work; it is done beside the screens.
        let made = tokio::task::spawn_blocking(move || paper(&title, language, &blocks));
        let made = made.await.map_err(|_| NotSaved)?.map_err(|_| NotSaved)?;
        let file = format!("{}-{}.pdf", words.say("summary-file"), today(now));
        let page = self.save(&file, made.bytes).await?;
        Ok(Printed {
            page,
            boxes: made.boxes,
        })
    }

    /// What the person wants to talk about: what was begun here, else what was sent last.
    async fn to_talk_about(&self) -> Vec<String> {
        let name = Companion::writing(MessageKind::ForReview, None);
        let view = self.view();
        if view.drafts.iter().any(|draft| draft.task == name)
            && let Ok(filling) = self.open_form(&name).await
        {
            return filling.session.what_is_written();
        }
        let waiting = view.outgoing.iter().filter_map(|it| it.message.as_ref());
        let there = view.record.as_ref().map(|record| record.messages.iter());
        let mut all = waiting.chain(there.into_iter().flatten());
        let newest = all.find(|message| message.kind == MessageKind::ForReview);
        let lines = newest.map(|message| message.text.lines().map(str::to_owned).collect());
        lines.unwrap_or_default()
    }
}

fn blocks(record: &Record, own: &[String], words: Words, today: Date) -> Vec<Block> {
    let mut blocks = vec![Block::Title(words.say("summary-title"))];
    let day = words.day(today);
    let made = [
        ("name", (&record.person.full_name).into()),
        ("date", (&day).into()),
    ];
    blocks.push(Block::Text(words.say_with("summary-made", &made)));
    meeting(record, words, today, &mut blocks);
    blocks.push(Block::Heading(words.say("review-own")));
    blocks.push(match own {
        [] => Block::Text(words.say("summary-own-none")),
        own => Block::Points(own.to_vec()),
    });
    goals(record, words, today, &mut blocks);
    if let Some(since) = record.since_review(london()) {
        let when = words.day(since.since);
        let heading = words.say_with("since-heading", &[("date", (&when).into())]);
        blocks.push(Block::Heading(heading));
        blocks.push(Block::Points(since_lines(words, &since)));
    }
    blocks.push(Block::Heading(words.say("review-talk")));
    blocks.push(Block::Points(vec![
        words.say("review-talk-goals"),
        words.say("review-talk-plan"),
        words.say("review-talk-next"),
    ]));
    blocks
}

fn meeting(record: &Record, words: Words, today: Date, blocks: &mut Vec<Block>) {
    let line = match record.review.on(today, london()) {
        Review::Booked {
            start, with, place, ..
        } => {
            let when = words.moment(start, today);
            let mut lines = vec![when];
            lines.extend(place);
            if !with.is_empty() {
                let who = with.join(", ");
                lines.push(words.say_with("summary-with", &[("names", (&who).into())]));
            }
            blocks.push(Block::Heading(words.say("summary-when")));
            blocks.push(Block::Points(lines));
            return;
        }
        Review::DueBy(day) => {
            let day = words.weekday_day(day, today);
            words.say_with("review-due-heading", &[("date", (&day).into())])
        }
        Review::Passed(_) | Review::NoDate => words.say("review-none-heading"),
    };
    blocks.push(Block::Heading(words.say("summary-when")));
    blocks.push(Block::Text(line));
}

fn goals(record: &Record, words: Words, today: Date, blocks: &mut Vec<Block>) {
    let open = |goal: &&Goal| matches!(goal.stage, GoalStage::Active | GoalStage::Proposed);
    let mut open = record.goals.iter().filter(open).peekable();
    if open.peek().is_some() {
        blocks.push(Block::Heading(words.say("goals-title")));
    }
    for goal in open {
        blocks.push(Block::Text(goal.words.clone()));
        let step = |level: crate::care::Level| goal.levels[level as usize].clone();
        let said = |key: &str, text: String| words.say_with(key, &[("step", (&text).into())]);
        let began = goal.began.and_then(step);
        let here = goal.here().and_then(step);
        let aim = step(crate::care::Level::Expected);
        let mut lines: Vec<String> = [
            began.map(|text| said("summary-began", text)),
            here.map(|text| said("summary-here", text)),
            aim.map(|text| said("summary-aim", text)),
        ]
        .into_iter()
        .flatten()
        .collect();
        if let Some(due) = goal.due {
            let day = words.short_day(due, today);
            lines.push(words.say_with("summary-due", &[("date", (&day).into())]));
        }
        if !lines.is_empty() {
            blocks.push(Block::Points(lines));
        }
    }
}

/// What has changed, a line each; that nothing was written down where nothing was.
pub fn since_lines(words: Words, since: &SinceReview) -> Vec<String> {
    if since.changes.is_empty() {
        return vec![words.say("since-nothing")];
    }
    let line = |change: &Change| match change {
        Change::NewGoal(goal) => words.say_with("since-goal", &[("goal", goal.into())]),
        Change::Moved { goal, from, to } => match (from, to) {
            (Some(from), Some(to)) => words.say_with(
                "since-moved",
                &[
                    ("goal", goal.into()),
                    ("from", from.into()),
                    ("to", to.into()),
                ],
            ),
            (None, Some(to)) => {
                words.say_with("since-now", &[("goal", goal.into()), ("to", to.into())])
            }
            (_, None) => words.say_with("since-rated", &[("goal", goal.into())]),
        },
        Change::Began(what) => words.say_with("since-began", &[("what", what.into())]),
        Change::Answered(count) => words.say_with("since-answered", &[("count", (*count).into())]),
    };
    since.changes.iter().map(line).collect()
}
