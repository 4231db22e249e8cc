#!/usr/bin/env bash
# Builds, signs and looks over a release for iOS. NEVER RUN so far: no machine of this project had Xcode.
#   VERSION_CODE=12 APPLE_TEAM=… SIGNING_IDENTITY=… PROVISIONING_PROFILE=… mobile/build/ios.sh
# Needs macOS with Xcode 16, dx, and rustup's aarch64-apple-ios. Leaves dist/companion-VERSION.ipa.
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
[ "$(uname -s)" = Darwin ] || stop "iOS is built on macOS"
version_code
ready
secret APPLE_TEAM SIGNING_IDENTITY PROVISIONING_PROFILE
need xcrun codesign plutil ditto

# dx reads no deployment target from Dioxus.toml; cc, rustc and the linker read this one.
export IPHONEOS_DEPLOYMENT_TARGET=17.4
dx build --platform ios --release --device --no-default-features --features mobile,vendored-crypto
app=$(ls -d target/dx/pathway-companion/release/ios/*.app | head -n 1)
[ -d "$app" ] || stop "dx left no app"
plist=$app/Info.plist
plutil -replace CFBundleVersion -string "$VERSION_CODE" "$plist"
plutil -replace CFBundleShortVersionString -string "$version" "$plist"
cp mobile/ios/PrivacyInfo.xcprivacy "$app/"
xcrun actool mobile/ios/Assets.xcassets --compile "$app" --platform iphoneos --minimum-deployment-target 17.4 \
  --app-icon AppIcon --output-partial-info-plist /dev/null >/dev/null
cp "$PROVISIONING_PROFILE" "$app/embedded.mobileprovision"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed "s/TEAMID/$APPLE_TEAM/g" mobile/ios/Companion.entitlements >"$work/entitlements"
codesign --force --options runtime --entitlements "$work/entitlements" --sign "$SIGNING_IDENTITY" "$app"

# What was really packed.
codesign --verify --strict "$app" || stop "the signature does not hold"
signed=$(codesign -d --entitlements :- "$app" 2>/dev/null | plutil -convert json -o - -)
grep -q '"get-task-allow":true' <<<"$signed" && stop "it can be debugged"
[ "$(plutil -extract NSAppTransportSecurity.NSAllowsArbitraryLoads raw "$plist")" = false ] || stop "it may speak in the clear"
[ -f "$app/PrivacyInfo.xcprivacy" ] || stop "the privacy manifest is missing"
mkdir -p "$work/Payload" dist
cp -R "$app" "$work/Payload/"
(cd "$work" && ditto -c -k --keepParent Payload companion.ipa)
mv "$work/companion.ipa" "dist/companion-$version.ipa"
ls -l "dist/companion-$version.ipa"
