//! `MainActivity.kt` is not compiled here: what can be read of it is held to what Rust calls, and to what the rest of the
//! package says.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "support/packing.rs"]
mod packing;

use packing::{MANIFEST, all, elements, line, lines, read, xml};
use std::path::Path;

#[test]
fn only_what_was_asked_to_be_shared_can_be_read_by_others() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let provider = all(&manifest, "provider")[0];
    assert_eq!(
        line(provider),
        "provider authorities=${applicationId}.handed-over exported=false grantUriPermissions=true \
         name=androidx.core.content.FileProvider"
    );
    assert_eq!(
        lines(provider),
        ["meta-data name=android.support.FILE_PROVIDER_PATHS resource=@xml/handed_over"]
    );
    // The activity asks for addresses under this authority, and for files in this folder.
    let activity = read("mobile/android/MainActivity.kt");
    assert!(activity.contains("\"$packageName.handed-over\""));
    assert!(activity.contains("HANDED_OVER = \"handed-over\""));
    let text = read("mobile/android/res/xml/handed_over.xml");
    let paths = xml(&text);
    let roots: Vec<_> = elements(paths.root_element())
        .map(|it| {
            (
                it.tag_name().name().to_owned(),
                it.attribute("path").unwrap().to_owned(),
            )
        })
        .collect();
    assert_eq!(
        roots,
        [("cache-path".to_owned(), "handed-over/".to_owned())]
    );
}

#[test]
fn the_picture_of_the_screen_is_kept_from_others() {
    let activity = read("mobile/android/MainActivity.kt");
    let hides = activity.split_once("fun showToOthers(").unwrap().1;
    let hides = hides.split_once("\n\n").unwrap().0;
    assert!(hides.contains("FLAG_SECURE"), "{hides}");
    let flag = "WindowManager.LayoutParams.FLAG_SECURE";
    let first = activity.find(&format!("window.setFlags({flag}, {flag})"));
    let drawn = activity.find("WindowCompat.setDecorFitsSystemWindows");
    assert!(first.unwrap() < drawn.unwrap(), "before anything is drawn");
    assert!(hides.contains("if (may) window.clearFlags(flag) else window.addFlags(flag)"));
}

#[test]
fn a_notice_makes_no_sound_and_nothing_shakes_the_phone() {
    let activity = read("mobile/android/MainActivity.kt");
    let channel = activity.split_once("fun makeChannel()").unwrap().1;
    let channel = channel.split_once("\n    }").unwrap().0;
    for quiet in [
        "NotificationManager.IMPORTANCE_LOW",
        "setShowBadge(false)",
        "enableVibration(false)",
        "Notification.VISIBILITY_PRIVATE",
    ] {
        assert!(channel.contains(quiet), "{quiet}");
    }
    let mut looked_at = 0;
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for folder in ["src/platform", "src/ui", "assets", "mobile/android"] {
        below(&root.join(folder), &mut |file| {
            let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).to_lowercase();
            looked_at += 1;
            for shakes in ["vibrator", "vibrate(", "haptic", "uiimpactfeedback"] {
                assert!(!text.contains(shakes), "{}: {shakes}", file.display());
            }
        });
    }
    assert!(looked_at > 100, "{looked_at}");
}

/// Every file below a folder.
fn below(folder: &Path, look: &mut impl FnMut(&Path)) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => below(&path, look),
            false => look(&path),
        }
    }
}

#[test]
fn what_rust_calls_on_the_activity_is_there() {
    let activity = read("mobile/android/MainActivity.kt");
    let mut called = 0;
    for entry in
        std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/platform/android"))
            .unwrap()
    {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        for call in text.split(": Call =").skip(1) {
            let name = call.split('"').nth(1).unwrap();
            let signature = call.split('"').nth(3).unwrap();
            called += 1;
            let found = activity
                .lines()
                .find(|it| it.trim_start().starts_with(&format!("fun {name}(")))
                .unwrap_or_else(|| panic!("no such method: {name}"));
            let given = found.split_once('(').unwrap().1.split_once(')').unwrap().0;
            let count = given.split(',').filter(|it| !it.trim().is_empty()).count();
            assert_eq!(
                arguments(signature),
                count,
                "{name} takes other arguments: {signature}"
            );
        }
    }
    assert!(called > 10, "{called}");
}

/// How many arguments a method of this signature takes.
fn arguments(signature: &str) -> usize {
    let inside = signature
        .split_once('(')
        .unwrap()
        .1
        .split_once(')')
        .unwrap()
        .0;
    let (mut count, mut chars) = (0, inside.chars());
    while let Some(kind) = chars.next() {
        match kind {
            '[' => continue,
            'L' => while chars.next() != Some(';') {},
            _ => {}
        }
        count += 1;
    }
    count
}
