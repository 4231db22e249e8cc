//! Android is told to give the app what it needs and nothing else, and to let nothing in and nothing out beside it.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "support/packing.rs"]
mod packing;

use packing::{MANIFEST, TOOLS, all, attribute, dioxus, elements, line, lines, read, xml};
use roxmltree::Node;
use std::collections::BTreeSet;

/// The permissions of the app, each with its reason in `mobile/RELEASE.md`.
const MAY: [&str; 4] = [
    "android.permission.INTERNET",
    "android.permission.ACCESS_NETWORK_STATE",
    "android.permission.USE_BIOMETRIC",
    "android.permission.POST_NOTIFICATIONS",
];

#[test]
fn android_is_asked_for_four_permissions_and_no_other() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let asked: BTreeSet<&str> = manifest
        .descendants()
        .filter(|node| node.tag_name().name().starts_with("uses-permission"))
        .map(|node| attribute(node, "name").unwrap())
        .collect();
    assert_eq!(asked, BTreeSet::from(MAY));
    let release = read("mobile/RELEASE.md");
    for permission in MAY {
        let name = permission.rsplit('.').next().unwrap();
        assert!(
            release.contains(&format!("| `{name}` |")),
            "no reason is given for {name}"
        );
    }
    assert!(
        dioxus().get("permissions").is_none(),
        "dx would add to the manifest"
    );
}

#[test]
fn nothing_leaves_the_phone_in_the_clear() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let application = all(&manifest, "application")[0];
    assert_eq!(
        attribute(application, "usesCleartextTraffic"),
        Some("false")
    );
    assert_eq!(
        attribute(application, "networkSecurityConfig"),
        Some("@xml/network_security_config")
    );
    assert_eq!(
        dioxus()["android"]["application"]["uses_cleartext_traffic"],
        false
    );

    let text = read("mobile/android/res/xml/network_security_config.xml");
    let network = xml(&text);
    let base = all(&network, "base-config")[0];
    assert_eq!(base.attribute("cleartextTrafficPermitted"), Some("false"));
    let sources: Vec<_> = all(&network, "certificates")
        .iter()
        .map(|it| it.attribute("src").unwrap().to_owned())
        .collect();
    assert_eq!(
        sources,
        ["system"],
        "a certificate that somebody installed vouches for nobody"
    );
    assert!(all(&network, "debug-overrides").is_empty());
    // The socket by which the page is drawn, which never leaves the phone.
    let clear: Vec<Node> = all(&network, "domain-config");
    assert_eq!(clear.len(), 1);
    let permitted = clear[0].attribute("cleartextTrafficPermitted");
    assert_eq!(permitted, Some("true"), "the page would stay blank");
    let hosts: Vec<_> = elements(clear[0])
        .map(|host| {
            (
                host.text().unwrap().to_owned(),
                host.attribute("includeSubdomains"),
            )
        })
        .collect();
    assert_eq!(hosts, [("127.0.0.1".to_owned(), Some("false"))]);
}

#[test]
fn only_the_activity_can_be_started_by_others() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let application = all(&manifest, "application")[0];
    assert_eq!(attribute(application, "debuggable"), None);
    let mut open = Vec::new();
    for component in elements(application) {
        let kind = component.tag_name().name();
        if ![
            "activity",
            "activity-alias",
            "service",
            "receiver",
            "provider",
        ]
        .contains(&kind)
        {
            continue;
        }
        let name = attribute(component, "name").unwrap();
        if component.attribute((TOOLS, "node")) == Some("remove") {
            continue;
        }
        match attribute(component, "exported") {
            Some("true") => open.push((kind, name)),
            Some("false") => {}
            other => panic!("{name} does not say whether others can start it: {other:?}"),
        }
    }
    assert_eq!(open, [("activity", "dev.dioxus.main.MainActivity")]);
    let removed = all(&manifest, "receiver").iter().any(|it| {
        attribute(*it, "name") == Some("androidx.profileinstaller.ProfileInstallReceiver")
    });
    assert!(removed, "a library brings a receiver that others can start");
}

#[test]
fn the_activity_stays_through_every_change_of_the_phone() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let activity = all(&manifest, "activity")[0];
    assert_eq!(attribute(activity, "launchMode"), Some("singleTask"));
    let changes: BTreeSet<&str> = attribute(activity, "configChanges")
        .unwrap()
        .split('|')
        .collect();
    for change in [
        "uiMode",
        "fontScale",
        "locale",
        "layoutDirection",
        "orientation",
        "screenSize",
        "smallestScreenSize",
        "screenLayout",
        "density",
        "keyboard",
        "keyboardHidden",
        "navigation",
        "colorMode",
    ] {
        assert!(
            changes.contains(change),
            "a change of {change} would throw the page away"
        );
    }
}

#[test]
fn a_tablet_without_a_telephone_or_a_reader_of_fingers_can_have_it_too() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let mut features: Vec<String> = all(&manifest, "uses-feature")
        .into_iter()
        .map(line)
        .collect();
    features.sort();
    assert_eq!(
        features,
        [
            "uses-feature name=android.hardware.fingerprint required=false",
            "uses-feature name=android.hardware.telephony required=false",
        ]
    );
}

#[test]
fn it_may_find_whoever_takes_what_it_hands_over_and_nobody_else() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let found: Vec<Vec<String>> = elements(all(&manifest, "queries")[0]).map(lines).collect();
    let intent = "android.intent.action";
    let wanted = [
        ("VIEW", "data scheme=https"),
        ("DIAL", "data scheme=tel"),
        ("SENDTO", "data scheme=smsto"),
        ("INSERT", "data mimeType=vnd.android.cursor.item/event"),
    ];
    let wanted =
        wanted.map(|(action, data)| vec![format!("action name={intent}.{action}"), data.into()]);
    assert_eq!(found, wanted);
}

#[test]
fn the_application_says_this_of_itself_and_no_more() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let application = all(&manifest, "application")[0];
    assert_eq!(
        line(application),
        "application allowBackup=false dataExtractionRules=@xml/data_extraction_rules \
         extractNativeLibs=false fullBackupContent=false hasCode=true icon=@mipmap/ic_launcher \
         label=@string/app_name networkSecurityConfig=@xml/network_security_config supportsRtl=true \
         theme=@style/Companion usesCleartextTraffic=false"
    );
    // Nobody is counted, and no list of addresses is asked.
    let said: Vec<String> = elements(application)
        .filter(|it| it.has_tag_name("meta-data"))
        .map(line)
        .collect();
    assert_eq!(
        said,
        [
            "meta-data name=android.webkit.WebView.MetricsOptOut value=true",
            "meta-data name=android.webkit.WebView.EnableSafeBrowsing value=false",
        ]
    );
}

#[test]
fn the_activity_starts_our_code_and_is_opened_by_a_tap_or_by_the_link_of_sign_in() {
    let text = read(MANIFEST);
    let manifest = xml(&text);
    let activity = all(&manifest, "activity")[0];
    // Out of the list of recent apps it would be harder to find; its picture there is empty.
    for (name, value) in [
        ("excludeFromRecents", "false"),
        ("label", "@string/app_name"),
        ("windowSoftInputMode", "adjustResize"),
    ] {
        assert_eq!(attribute(activity, name), Some(value), "{name}");
    }
    let inside: Vec<String> = elements(activity).map(line).collect();
    assert_eq!(
        inside,
        [
            "meta-data name=android.app.lib_name value=main",
            "meta-data name=android.app.func_name value=ANativeActivity_onCreate",
            "intent-filter",
            "intent-filter autoVerify=true",
        ]
    );
    let filters = all(&manifest, "intent-filter");
    assert_eq!(
        lines(filters[0]),
        [
            "action name=android.intent.action.MAIN",
            "category name=android.intent.category.LAUNCHER",
        ]
    );
    let link = lines(filters[1]);
    assert_eq!(
        link[..3],
        [
            "action name=android.intent.action.VIEW",
            "category name=android.intent.category.BROWSABLE",
            "category name=android.intent.category.DEFAULT",
        ]
    );
}
