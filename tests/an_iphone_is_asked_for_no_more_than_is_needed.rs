//! iOS is told to give the app what it needs and nothing else, and whom what is collected goes to.

#![allow(clippy::unwrap_used)] // A test fails by panicking.

#[path = "support/packing.rs"]
mod packing;

use packing::plist;
use serde_json::{Value, json};

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
fn transport_security_is_on() {
    let info = plist("mobile/ios/Info.plist");
    let transport = json!({
        "NSAllowsArbitraryLoads": false,
        "NSAllowsArbitraryLoadsInWebContent": false,
        "NSAllowsLocalNetworking": true,
    });
    assert_eq!(info["NSAppTransportSecurity"], transport);
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
    // What goes to the trust: how somebody is, and what they wrote. It goes there under their name.
    let kinds = |of: &Value, key: &str| -> Vec<Value> {
        let listed = of.as_array().unwrap();
        listed.iter().map(|it| it[key].clone()).collect()
    };
    let said = &privacy["NSPrivacyCollectedDataTypes"];
    assert_eq!(
        kinds(said, "NSPrivacyCollectedDataType"),
        [
            "NSPrivacyCollectedDataTypeHealth",
            "NSPrivacyCollectedDataTypeOtherUserContent"
        ]
    );
    assert_eq!(
        kinds(said, "NSPrivacyCollectedDataTypeLinked"),
        [true, true]
    );
    // C617.1: dates of files within the app's own folder. 35F9.1: time between two events within the app.
    let used = &privacy["NSPrivacyAccessedAPITypes"];
    assert_eq!(
        kinds(used, "NSPrivacyAccessedAPIType"),
        [
            "NSPrivacyAccessedAPICategoryFileTimestamp",
            "NSPrivacyAccessedAPICategorySystemBootTime"
        ]
    );
    assert_eq!(
        kinds(used, "NSPrivacyAccessedAPITypeReasons"),
        [json!(["C617.1"]), json!(["35F9.1"])]
    );
}

#[test]
fn it_turns_every_way_in_both_languages_on_every_phone_that_is_not_too_old() {
    let info = plist("mobile/ios/Info.plist");
    let ways = [
        "Portrait",
        "PortraitUpsideDown",
        "LandscapeLeft",
        "LandscapeRight",
    ];
    let ways = ways.map(|way| format!("UIInterfaceOrientation{way}"));
    for (key, value) in [
        ("CFBundleDevelopmentRegion", json!("en-GB")),
        ("CFBundleIconName", json!("AppIcon")),
        ("CFBundleInfoDictionaryVersion", json!("6.0")),
        ("CFBundleLocalizations", json!(["en-GB", "cy"])),
        ("CFBundleName", json!("Companion")),
        ("CFBundlePackageType", json!("APPL")),
        ("CFBundleSupportedPlatforms", json!(["iPhoneOS"])),
        ("CFBundleVersion", json!("1")),
        ("LSRequiresIPhoneOS", json!(true)),
        ("UIApplicationSupportsIndirectInputEvents", json!(true)),
        ("UILaunchScreen", json!({})),
        ("UIRequiredDeviceCapabilities", json!(["arm64"])),
        ("UISupportedInterfaceOrientations", json!(ways)),
    ] {
        assert_eq!(info[key], value, "{key}");
    }
}
