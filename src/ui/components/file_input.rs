//! A file to put in. It is looked at before it is read: what is too large or of another kind than is
//! wanted is said, and not one byte of it is taken.
//!
//! Where the page is drawn by another process (the preview), a file would come through the renderer's
//! events without its bytes, so there the page itself hands them over, piece by piece, when asked. In a
//! window and on a phone the renderer's own events bring the file.

use super::described;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dioxus::prelude::*;
use serde::Deserialize;

/// A file that was picked.
#[derive(Clone, PartialEq, Eq)]
pub struct Picked {
    /// Its name.
    pub name: String,
    /// Its MIME type, where that is known.
    pub kind: Option<String>,
    /// Its size in bytes.
    pub size: u64,
    /// What is in it, in base64; none where it was not taken or could not be read.
    pub data: Option<String>,
}

/// What the page says about a file before it is read.
#[derive(Deserialize)]
struct Met {
    name: String,
    kind: String,
    size: u64,
}

/// Tells what was picked, waits for leave, and hands it over in pieces of base64. `stopPropagation`
/// keeps the renderer's own listener, which would send the whole file as a list of numbers, out of it.
const HAND_OVER: &str = r#"
    const id = await dioxus.recv();
    const field = document.getElementById(id);
    if (!field || !(window.interpreter && window.interpreter.liveview)) return;
    field.addEventListener("input", (event) => event.stopPropagation());
    const picked = [];
    let wake = () => {};
    field.addEventListener("change", (event) => {
        event.stopPropagation();
        const file = field.files[0];
        // The same file may be picked again, and one that is not taken is not shown as if it were.
        if (file) { picked.push(file); wake(); field.value = ""; }
    });
    const inBase64 = (blob) => new Promise((done) => {
        const reader = new FileReader();
        reader.onload = () => done(String(reader.result).split(",")[1] || "");
        reader.onerror = () => done(null);
        reader.readAsDataURL(blob);
    });
    const PIECE = 3 * 128 * 1024;
    while (document.contains(field)) {
        if (!picked.length) await new Promise((done) => { wake = done; });
        const file = picked.shift();
        dioxus.send({ name: file.name, kind: file.type, size: file.size });
        if ((await dioxus.recv()) === "take") {
            for (let at = 0; at < file.size; at += PIECE) {
                dioxus.send(await inBase64(file.slice(at, at + PIECE)));
            }
            dioxus.send(null);
        }
    }
"#;

/// A file to put in.
#[component]
pub fn FileInput(
    /// The id of the field.
    id: String,
    /// The id of what names it.
    labelled_by: String,
    /// The MIME types that are wanted; empty: any.
    kinds: Vec<String>,
    /// The most bytes that are taken.
    most: u64,
    /// The id of the words of an error.
    #[props(default)]
    error: Option<String>,
    /// The id of what else is said about it.
    #[props(default)]
    hint: Option<String>,
    /// A file was picked. Of one that is too large nothing was read.
    onpick: EventHandler<Picked>,
) -> Element {
    let invalid = error.is_some().then_some("true");
    let accept = (!kinds.is_empty()).then(|| kinds.join(","));
    let of_field = id.clone();
    rsx! {
        input {
            id: "{id}",
            class: "field file",
            r#type: "file",
            accept,
            aria_labelledby: labelled_by,
            aria_describedby: described([hint, error]),
            aria_invalid: invalid,
            onmounted: move |_| {
                let id = of_field.clone();
                async move { take_over(id, most, onpick).await }
            },
            onchange: move |event| async move {
                for file in event.files().into_iter().take(1) {
                    let size = file.size();
                    let read = if size > most { None } else { file.read_bytes().await.ok() };
                    onpick.call(Picked {
                        name: file.name(),
                        kind: file.content_type().filter(|kind| !kind.is_empty()),
                        size,
                        data: read.map(|bytes| STANDARD.encode(bytes)),
                    });
                }
            },
        }
    }
}

/// Takes files from the page itself, for as long as the field is there.
async fn take_over(id: String, most: u64, onpick: EventHandler<Picked>) {
    let mut page = document::eval(HAND_OVER);
    if page.send(id).is_err() {
        return;
    }
    while let Ok(met) = page.recv::<Met>().await {
        let wanted = met.size <= most;
        // A word and not a truth value: the renderer waits on for ever when it is sent `false`.
        if page.send(if wanted { "take" } else { "leave" }).is_err() {
            return;
        }
        let data = if wanted {
            pieces(&mut page, met.size).await
        } else {
            None
        };
        onpick.call(Picked {
            name: met.name,
            kind: Some(met.kind).filter(|kind| !kind.is_empty()),
            size: met.size,
            data,
        });
    }
}

/// All pieces of a file; none where one could not be read or there is more than was said.
async fn pieces(page: &mut document::Eval, size: u64) -> Option<String> {
    let most = usize::try_from(size.div_ceil(3) * 4 + 4).ok()?;
    let mut all = String::new();
    while let Some(piece) = page.recv::<Option<String>>().await.ok()? {
        all.push_str(&piece);
        if all.len() > most {
            return None;
        }
    }
    (all.len() as u64 >= size).then_some(all)
}
