//! What is handed to the phones' own tools says what it should: read with parsers, not as lines of text. The same facts stand
//! in several files, since each tool reads its own; they must not drift apart.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

use roxmltree::{Document, Node, ParsingOptions};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::path::Path;

const ANDROID: &str = "http://schemas.android.com/apk/res/android";
const TOOLS: &str = "http://schemas.android.com/tools";

/// The permissions of the app, each with its reason in `mobile/RELEASE.md`.
const MAY: [&str; 4] = [
    "android.permission.INTERNET",
    "android.permission.ACCESS_NETWORK_STATE",
    "android.permission.USE_BIOMETRIC",
    "android.permission.POST_NOTIFICATIONS",
];

/// The keys that dx 0.7.10 reads and acts upon; `*` stands for any name. It reads others and does nothing with them.
const HONOURED: &[&str] = &[
    "application.name",
    "application.android_manifest",
    "application.android_main_activity",
    "application.ios_info_plist",
    "application.android_min_sdk_version",
    "bundle.identifier",
    "bundle.publisher",
    "android.min_sdk",
    "android.target_sdk",
    "android.compile_sdk",
    "android.features",
    "android.gradle_dependencies",
    "android.gradle_plugins",
    "android.proguard_rules",
    "android.lib_name",
    "android.raw.manifest",
    "android.application.theme",
    "android.application.uses_cleartext_traffic",
    "android.application.supports_rtl",
    "android.application.large_heap",
    "permissions.*",
    "deep_links.*",
    "background.*",
    "ios.plist.*",
    "ios.raw.*",
    "ios.entitlements.*",
];

fn read(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn xml(text: &str) -> Document<'_> {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    Document::parse_with_options(text, options).unwrap()
}

fn elements<'a>(node: Node<'a, 'a>) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(Node::is_element)
}

fn attribute<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    node.attribute((ANDROID, name))
}

fn all<'a>(document: &'a Document, tag: &str) -> Vec<Node<'a, 'a>> {
    let tagged = |node: &Node| node.has_tag_name(tag);
    document.descendants().filter(tagged).collect()
}

/// The value of a property list.
fn plist(path: &str) -> Value {
    let text = read(path);
    let document = xml(&text);
    value(elements(document.root_element()).next().unwrap())
}

fn value(node: Node) -> Value {
    let text = node.text().unwrap_or_default();
    match node.tag_name().name() {
        "string" => Value::from(text),
        "integer" => Value::from(text.parse::<i64>().unwrap()),
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "array" => elements(node).map(value).collect(),
        "dict" => {
            let inside: Vec<Node> = elements(node).collect();
            assert_eq!(inside.len() % 2, 0, "a key without a value");
            let pairs = inside.chunks(2).map(|pair| {
                assert!(pair[0].has_tag_name("key"), "{:?}", pair[0]);
                (pair[0].text().unwrap().to_owned(), value(pair[1]))
            });
            let mut map = Map::new();
            for (key, value) in pairs {
                assert!(map.insert(key.clone(), value).is_none(), "twice: {key}");
            }
            Value::Object(map)
        }
        other => panic!("no such thing in a property list: {other}"),
    }
}

fn dioxus() -> Value {
    basic_toml::from_str(&read("Dioxus.toml")).unwrap()
}

/// Every path of a value that is no table.
fn leaves(value: &Value, path: &str, found: &mut Vec<String>) {
    match value.as_object() {
        Some(table) => {
            for (key, value) in table {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                leaves(value, &path, found);
            }
        }
        None => found.push(path.to_owned()),
    }
}

fn is_honoured(path: &str) -> bool {
    HONOURED.iter().any(|key| match key.strip_suffix('*') {
        Some(beginning) => path.starts_with(beginning),
        None => *key == path,
    })
}

/// The address at which sign-in comes back, of the trust that a phone build carries.
fn way_back() -> url::Url {
    let trust: Value = serde_json::from_str(&read("assets/trusts/example.json")).unwrap();
    trust["redirect"].as_str().unwrap().parse().unwrap()
}

#[test]
fn no_key_is_used_that_dx_reads_and_ignores() {
    let mut used = Vec::new();
    leaves(&dioxus(), "", &mut used);
    assert!(used.len() > 10, "{used:?}");
    for key in used {
        assert!(is_honoured(&key), "dx 0.7.10 does nothing with {key}");
    }
    for ignored in [
        "android.manifest",
        "android.signing.jks_file",
        "android.icon",
        "ios.deployment_target",
        "ios.info_plist",
    ] {
        assert!(!is_honoured(ignored), "{ignored}");
    }
}

#[test]
fn the_files_that_dx_is_pointed_at_are_there() {
    let config = dioxus();
    let application = &config["application"];
    for key in [
        "android_manifest",
        "android_main_activity",
        "ios_info_plist",
    ] {
        read(application[key].as_str().unwrap());
    }
    for file in config["android"]["proguard_rules"].as_array().unwrap() {
        read(file.as_str().unwrap());
    }
}

#[test]
fn the_oldest_android_stands_in_both_places_and_in_the_manifest() {
    let config = dioxus();
    assert_eq!(config["application"]["android_min_sdk_version"], 30);
    assert_eq!(config["android"]["min_sdk"], 30);
    let text = read("mobile/android/AndroidManifest.xml");
    let manifest = xml(&text);
    let sdk = all(&manifest, "uses-sdk")[0];
    assert_eq!(attribute(sdk, "minSdkVersion"), Some("30"));
    let target = config["android"]["target_sdk"].to_string();
    assert_eq!(attribute(sdk, "targetSdkVersion"), Some(target.as_str()));
}

#[test]
fn android_is_asked_for_four_permissions_and_no_other() {
    let text = read("mobile/android/AndroidManifest.xml");
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
fn nothing_goes_into_a_backup() {
    let text = read("mobile/android/AndroidManifest.xml");
    let manifest = xml(&text);
    let application = all(&manifest, "application")[0];
    assert_eq!(attribute(application, "allowBackup"), Some("false"));
    assert_eq!(attribute(application, "fullBackupContent"), Some("false"));
    assert_eq!(
        attribute(application, "dataExtractionRules"),
        Some("@xml/data_extraction_rules")
    );
    let text = read("mobile/android/res/xml/data_extraction_rules.xml");
    let rules = xml(&text);
    for way in ["cloud-backup", "device-transfer"] {
        let inside: Vec<Node> = elements(all(&rules, way)[0]).collect();
        assert!(
            inside.iter().all(|node| node.has_tag_name("exclude")),
            "{way} includes something"
        );
        let left_out: BTreeSet<&str> = inside
            .iter()
            .filter_map(|node| node.attribute("domain"))
            .collect();
        let everything = [
            "root",
            "file",
            "database",
            "sharedpref",
            "external",
            "device_root",
            "device_file",
            "device_database",
            "device_sharedpref",
        ];
        assert_eq!(left_out, BTreeSet::from(everything), "{way}");
        assert!(
            inside
                .iter()
                .all(|node| node.attribute("path") == Some(".")),
            "{way}"
        );
    }
}

#[test]
fn nothing_leaves_the_phone_in_the_clear() {
    let text = read("mobile/android/AndroidManifest.xml");
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
    let hosts: Vec<_> = elements(clear[0])
        .map(|host| {
            (
                host.text().unwrap().to_owned(),
                host.attribute("includeSubdomains"),
            )
        })
        .collect();
    assert_eq!(hosts, [("127.0.0.1".to_owned(), Some("false"))]);

    let info = plist("mobile/ios/Info.plist");
    let transport = json!({
        "NSAllowsArbitraryLoads": false,
        "NSAllowsArbitraryLoadsInWebContent": false,
        "NSAllowsLocalNetworking": true,
    });
    assert_eq!(info["NSAppTransportSecurity"], transport);
}

#[test]
fn only_the_activity_can_be_started_by_others() {
    let text = read("mobile/android/AndroidManifest.xml");
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
    let text = read("mobile/android/AndroidManifest.xml");
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
fn the_link_of_sign_in_is_the_same_everywhere_and_vouched_for() {
    let back = way_back();
    let (host, path) = (back.host_str().unwrap(), back.path());
    let text = read("mobile/android/AndroidManifest.xml");
    let manifest = xml(&text);
    let data: Vec<Node> = all(&manifest, "data")
        .into_iter()
        .filter(|it| attribute(*it, "host").is_some())
        .collect();
    assert_eq!(data.len(), 1, "one address and no other");
    assert_eq!(attribute(data[0], "scheme"), Some("https"));
    assert_eq!(attribute(data[0], "host"), Some(host));
    assert_eq!(attribute(data[0], "path"), Some(path));
    let filter = data[0].parent_element().unwrap();
    assert_eq!(attribute(filter, "autoVerify"), Some("true"));

    let domains = json!([format!("applinks:{host}"), format!("webcredentials:{host}")]);
    assert_eq!(
        dioxus()["ios"]["entitlements"]["associated-domains"],
        domains
    );
    let signed = plist("mobile/ios/Companion.entitlements");
    assert_eq!(signed["com.apple.developer.associated-domains"], domains);
    // No scheme of our own: any other app could claim it too.
    assert!(
        plist("mobile/ios/Info.plist")
            .get("CFBundleURLTypes")
            .is_none()
    );
    assert!(dioxus().get("deep_links").is_none());
    let release = read("mobile/RELEASE.md");
    for file in ["assetlinks.json", "apple-app-site-association"] {
        assert!(release.contains(file), "{file}");
    }
}

#[test]
fn the_app_has_one_name_for_machines() {
    let config = dioxus();
    let id = config["bundle"]["identifier"].as_str().unwrap();
    assert_eq!(plist("mobile/ios/Info.plist")["CFBundleIdentifier"], id);
    let signed = plist("mobile/ios/Companion.entitlements");
    assert_eq!(
        signed["keychain-access-groups"],
        json!([format!("TEAMID.{id}")])
    );
    let groups = &config["ios"]["entitlements"]["keychain-access-groups"];
    assert_eq!(*groups, json!([format!("$(AppIdentifierPrefix){id}")]));
    let activity = read("mobile/android/MainActivity.kt");
    assert!(activity.contains(&format!("typealias BuildConfig = {id}.BuildConfig\n")));
    assert!(activity.contains(&format!("import {id}.R\n")));
    assert_eq!(signed["get-task-allow"], false);
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        plist("mobile/ios/Info.plist")["CFBundleShortVersionString"],
        version
    );
}

#[test]
fn the_name_that_others_see_says_nothing() {
    let info = plist("mobile/ios/Info.plist");
    let mut seen = vec![info["CFBundleDisplayName"].as_str().unwrap().to_owned()];
    for folder in ["values", "values-cy"] {
        let text = read(&format!("mobile/android/res/{folder}/strings.xml"));
        let strings = xml(&text);
        seen.extend(
            all(&strings, "string")
                .iter()
                .map(|it| it.text().unwrap().to_owned()),
        );
    }
    for name in seen {
        let small = name.to_lowercase();
        for telling in [
            "mental", "health", "nhs", "iechyd", "clinic", "care", "therap", "mood", "ward",
            "crisis",
        ] {
            assert!(!small.contains(telling), "{name}");
        }
    }
}

#[test]
fn ios_is_told_why_a_face_is_asked_for_and_asked_for_nothing_else() {
    let info = plist("mobile/ios/Info.plist");
    let reasons: Vec<&String> = info
        .as_object()
        .unwrap()
        .keys()
        .filter(|key| key.ends_with("UsageDescription"))
        .collect();
    assert_eq!(reasons, ["NSFaceIDUsageDescription"]);
    assert!(
        info["NSFaceIDUsageDescription"]
            .as_str()
            .unwrap()
            .contains("if you turn that on")
    );
    assert!(info.get("UIBackgroundModes").is_none());
    assert_eq!(info["UIFileSharingEnabled"], false);
    assert_eq!(info["MinimumOSVersion"], "17.4");
    assert_eq!(info["ITSAppUsesNonExemptEncryption"], false);
}

#[test]
fn the_privacy_manifest_tracks_nobody() {
    let privacy = plist("mobile/ios/PrivacyInfo.xcprivacy");
    assert_eq!(privacy["NSPrivacyTracking"], false);
    assert_eq!(privacy["NSPrivacyTrackingDomains"], json!([]));
    let collected = privacy["NSPrivacyCollectedDataTypes"].as_array().unwrap();
    assert!(
        !collected.is_empty(),
        "answers go to the trust: that is said"
    );
    for kind in collected {
        assert_eq!(kind["NSPrivacyCollectedDataTypeTracking"], false);
        let purposes = json!(["NSPrivacyCollectedDataTypePurposeAppFunctionality"]);
        assert_eq!(kind["NSPrivacyCollectedDataTypePurposes"], purposes);
    }
    let used = privacy["NSPrivacyAccessedAPITypes"].as_array().unwrap();
    assert!(used.iter().all(|it| {
        !it["NSPrivacyAccessedAPITypeReasons"]
            .as_array()
            .unwrap()
            .is_empty()
    }));
}

#[test]
fn only_what_was_asked_to_be_shared_can_be_read_by_others() {
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

/// The bytes of every file below a folder.
fn weight(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).unwrap().map(|it| it.unwrap());
    entries
        .map(|entry| match entry.file_type().unwrap().is_dir() {
            true => weight(&entry.path()),
            false => entry.metadata().unwrap().len(),
        })
        .sum()
}

#[test]
fn what_a_phone_carries_beside_its_code_is_at_most_two_megabytes() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let all = weight(&root.join("assets")) + weight(&root.join("i18n"));
    assert!(all > 100_000, "{all}: is it looked for in the right place?");
    assert!(all <= 2_000_000, "{all}");
}

#[test]
fn whom_it_does_not_work_for_is_said_in_the_app_and_for_the_store() {
    let phones = read("docs/phones.md");
    for language in ["en-GB", "cy"] {
        let words = read(&format!("i18n/{language}/phone.ftl"));
        let line = words
            .lines()
            .find(|line| line.starts_with("phone-needs ="))
            .unwrap();
        assert!(
            line.contains("Android 11") && line.contains("iOS 17.4"),
            "{line}"
        );
    }
    let oldest = plist("mobile/ios/Info.plist")["MinimumOSVersion"].clone();
    assert!(phones.contains(&format!("iOS {}", oldest.as_str().unwrap())));
    // The name that people know and the number that tools know are of the same Android.
    assert!(phones.contains("| Android | 11 (API 30)"));
}
