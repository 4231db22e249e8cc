#!/usr/bin/env bash
# Builds, signs and looks over a release for Android. NEVER RUN so far: no machine of this project had the SDK.
#   VERSION_CODE=12 KEYSTORE=… KEYSTORE_PASSWORD=… KEY_ALIAS=… KEY_PASSWORD=… mobile/build/android.sh
# Needs the Android SDK (platform 35, build-tools), NDK, JDK 17, dx, and rustup's aarch64-linux-android and
# armv7-linux-androideabi targets. Leaves dist/companion-VERSION.aab and .apk.
# shellcheck source=common.sh
. "$(dirname "${BASH_SOURCE[0]}")/common.sh"
version_code
ready
secret ANDROID_HOME KEYSTORE KEYSTORE_PASSWORD KEY_ALIAS KEY_PASSWORD
tools=$(ls -d "$ANDROID_HOME"/build-tools/* | sort -V | tail -n 1)
need java keytool jarsigner

mobile/check/resources.sh || [ $? -eq 77 ] || stop "the resources do not hold"
generated=target/dx/pathway-companion/release/android/app
overlay() {
  mkdir -p "$generated/app/src/main"
  # dx writes icons, names and styles of its own; ours take their place.
  rm -rf "$generated"/app/src/main/res/{mipmap-*,drawable*}
  cp -R mobile/android/res "$generated/app/src/main/"
}
# Before, since dx runs Gradle itself and our manifest names these; and after, since dx wrote some of its own over them.
overlay
dx build --platform android --release --no-default-features --features mobile,vendored-crypto
overlay
gradle=$generated/app/build.gradle.kts
sed -i.before -e "s/versionCode = [0-9]*/versionCode = $VERSION_CODE/" -e "s/versionName = \"[^\"]*\"/versionName = \"$version\"/" "$gradle"
grep -q "versionCode = $VERSION_CODE\$" "$gradle" || stop "the version code could not be set"
(cd "$generated" && ./gradlew --no-daemon :app:bundleRelease :app:assembleRelease)

mkdir -p dist
bundle=dist/companion-$version.aab package=dist/companion-$version.apk
"$tools/zipalign" -f -p 16 "$(ls "$generated"/app/build/outputs/apk/release/*.apk | head -n 1)" "$package"
"$tools/apksigner" sign --ks "$KEYSTORE" --ks-pass env:KEYSTORE_PASSWORD --ks-key-alias "$KEY_ALIAS" --key-pass env:KEY_PASSWORD "$package"
cp "$(ls "$generated"/app/build/outputs/bundle/release/*.aab | head -n 1)" "$bundle"
jarsigner -keystore "$KEYSTORE" -storepass:env KEYSTORE_PASSWORD -keypass:env KEY_PASSWORD "$bundle" "$KEY_ALIAS" >/dev/null

# What was really packed, after every library has added its own.
mobile/check/package.sh "$tools/aapt2" "$package" || { rm -f "$package" "$bundle"; exit 1; }
"$tools/apksigner" verify --min-sdk-version 30 "$package" || { rm -f "$package" "$bundle"; stop "the signature does not hold"; }
ls -l "$package" "$bundle"
