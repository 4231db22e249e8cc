//! Files to put in. A file that is too large or of another kind is said and not taken.

use super::Turn;
use super::field::Naming;
use super::said;
use crate::forms::{AnswerProblem, Attachment, Item, Question, Value};
use crate::ui::components::{FileInput, Icon, IconKind, Picked};
use crate::ui::state;
use crate::words::Words;
use dioxus::prelude::*;

/// The largest file that is taken, in bytes, where the form says nothing: it is kept, encrypted and
/// sent from a phone.
const MOST: u64 = 10_000_000;

/// Files to put in.
#[component]
pub fn FileField(
    /// The question.
    question: Question,
    /// The answer so far.
    answer: Vec<Value>,
    /// Its names.
    naming: Naming,
    /// Whether there may be more than one.
    many: bool,
    /// What the person does.
    onturn: EventHandler<Turn>,
) -> Element {
    let words = state::words();
    let mut files = use_signal(|| answer.clone());
    let mut refused = use_signal(|| None::<String>);
    let item = question.item.clone();
    let most = item.limits.max_size.unwrap_or(MOST).min(MOST);
    let room = files.read().len() < if many { item.most() as usize } else { 1 };
    let path = question.path.clone();
    let tell = use_callback(move |()| {
        onturn.call(Turn::Chose(path.clone(), files.peek().clone()));
    });
    let of_item = item.clone();
    let take = move |picked: Picked| match taken(words, &of_item, most, picked) {
        Ok(file) => {
            refused.set(None);
            files.write().push(file);
            tell.call(());
        }
        Err(why) => refused.set(Some(why)),
    };
    let Naming {
        id,
        labelled_by,
        error,
        hint,
    } = naming;
    let limits_id = format!("{id}-limits");
    let said_ids = [hint, Some(limits_id.clone())];
    let hint = said_ids.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let refused_id = refused().map(|_| format!("{id}-refused"));
    rsx! {
        if !files.read().is_empty() {
            ul { class: "files",
                for (index , file) in files().into_iter().enumerate() {
                    FileLine {
                        key: "{index}",
                        line: said::answers(words, &question, &[file]).concat(),
                        onremove: move |()| {
                            if index < files.peek().len() {
                                files.write().remove(index);
                            }
                            tell.call(());
                        },
                    }
                }
            }
        }
        if room {
            p { id: "{limits_id}", class: "quiet", {limits(words, &item, most)} }
            if let Some(why) = refused() {
                p { id: "{id}-refused", class: "field-error", role: "alert",
                    Icon { kind: IconKind::Alert }
                    {why}
                }
            }
            FileInput {
                id: id.clone(),
                labelled_by,
                kinds: item.limits.mime_types.clone(),
                most,
                error: refused_id.or(error),
                hint,
                onpick: take,
            }
        }
    }
}

#[component]
fn FileLine(line: String, onremove: EventHandler<()>) -> Element {
    let words = state::words();
    rsx! {
        li { class: "file-line",
            Icon { kind: IconKind::Check }
            span { {line.clone()} }
            button {
                class: "link",
                r#type: "button",
                aria_label: words.say_with("form-file-remove-which", &[("file", (&line).into())]),
                onclick: move |_| onremove.call(()),
                {words.say("form-file-remove")}
            }
        }
    }
}

/// The file as an answer, or why it is not taken.
fn taken(words: Words, item: &Item, most: u64, picked: Picked) -> Result<Value, String> {
    if picked.size > most {
        let problem = AnswerProblem::FileTooLarge { most };
        return Err(said::problem(words, item, &problem));
    }
    let kind = picked.kind.as_deref();
    if !is_wanted(&item.limits.mime_types, kind) {
        return Err(said::problem(words, item, &AnswerProblem::FileKind));
    }
    let Some(data) = picked.data else {
        return Err(words.say("form-error-file-read"));
    };
    Ok(Value::Attachment(Attachment {
        content_type: picked.kind,
        title: Some(picked.name),
        size: picked.size,
        data: Some(data),
        url: None,
    }))
}

fn is_wanted(wanted: &[String], kind: Option<&str>) -> bool {
    let fits = |wanted: &String| match (wanted.strip_suffix("/*"), kind) {
        (Some(family), Some(kind)) => kind.split('/').next() == Some(family),
        (None, Some(kind)) => kind.eq_ignore_ascii_case(wanted),
        (_, None) => false,
    };
    wanted.is_empty() || wanted.iter().any(fits)
}

fn limits(words: Words, item: &Item, most: u64) -> String {
    let size = said::size(words, most);
    let kinds = said::kinds(words, &item.limits.mime_types);
    if kinds.is_empty() {
        return words.say_with("form-file-hint", &[("size", (&size).into())]);
    }
    words.say_with(
        "form-file-hint-kinds",
        &[("size", (&size).into()), ("kinds", (&kinds).into())],
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Kind;

    fn picked(kind: &str, size: u64) -> Picked {
        Picked {
            name: "a.png".into(),
            kind: Some(kind.into()),
            size,
            data: Some("AAAA".into()),
        }
    }

    #[test]
    fn a_file_is_held_to_its_size_and_kind() {
        let mut item = Item::new("1", Kind::Attachment);
        item.limits.mime_types = vec!["image/*".into(), "application/pdf".into()];
        let take = |file| taken(Words::default(), &item, 10, file);
        assert!(take(picked("image/png", 3)).is_ok());
        assert!(take(picked("application/PDF", 3)).is_ok());
        assert!(take(picked("text/plain", 3)).is_err_and(|why| why.contains("PDF")));
        assert!(take(picked("image/png", 11)).is_err_and(|why| why.contains("large")));
        let unread = Picked {
            data: None,
            ..picked("image/png", 3)
        };
        assert!(take(unread).is_err());
    }
}
