//! What is handed to the phones' own tools says what it should. The same facts stand in several files, since each tool reads
//! its own; they must not drift apart. What concerns one kind of phone alone: `an_android_phone_is_asked_for_no_more_than_is_needed`,
//! `an_iphone_is_asked_for_no_more_than_is_needed`.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "support/packing.rs"]
mod packing;

use packing::{all, attribute, dioxus, elements, plist, read, way_back, xml};
use roxmltree::Node;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

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
    let cloud = all(&rules, "cloud-backup")[0];
    assert_eq!(
        cloud.attribute("disableIfNoEncryptionCapabilities"),
        Some("true")
    );
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
fn dx_is_told_what_the_rest_says() {
    let config = dioxus();
    let info = plist("mobile/ios/Info.plist");
    assert_eq!(config["application"]["name"], env!("CARGO_PKG_NAME"));
    assert_eq!(info["CFBundleExecutable"], env!("CARGO_PKG_NAME"));
    assert!(!config["bundle"]["publisher"].as_str().unwrap().is_empty());
    let android = &config["android"];
    assert_eq!(android["compile_sdk"], android["target_sdk"]);
    assert_eq!(android["application"]["supports_rtl"], true);
    // What the activity is made with: each version is written out.
    let from = android["gradle_dependencies"].as_array().unwrap();
    for library in ["androidx.core:core-ktx:", "androidx.activity:activity-ktx:"] {
        let named = |it: &&Value| it.as_str().unwrap().contains(library);
        let found = from.iter().find(named).unwrap().as_str().unwrap();
        assert!(!found.contains('+'), "{found}");
    }
    // A file is shut while the phone is locked, unless it was open before.
    let key = "com.apple.developer.default-data-protection";
    let shut = "NSFileProtectionCompleteUnlessOpen";
    assert_eq!(config["ios"]["entitlements"][key], shut);
    assert_eq!(plist("mobile/ios/Companion.entitlements")[key], shut);
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
    assert_eq!(signed["application-identifier"], format!("TEAMID.{id}"));
    assert_eq!(signed["com.apple.developer.team-identifier"], "TEAMID");
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
    assert_eq!(info["CFBundleDisplayName"], info["CFBundleName"]);
    assert!(seen.iter().filter(|name| *name == "Companion").count() == 3);
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
