#!/usr/bin/env bash
# Compiles and links the Android manifest and resources with aapt2: every reference leads somewhere, every attribute is one
# and holds what it may. What it does not do: merge manifests, look at Kotlin, build an app.
#   mobile/check/resources.sh [FOLDER with AndroidManifest.xml and res/]      (default: mobile/android)
# Needs aapt2 and Android's own resources (Debian: aapt, android-framework-res). Those are of API 29; attributes that came
# later and that we use stand in a shim, where only their names and types matter.
# Ends with 0, 1, or 77 and "SKIP: reason" where this machine cannot do it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
folder=${1:-mobile/android}
system=/usr/share/android-framework-res/framework-res.apk
skip() { echo "SKIP: $1"; exit 77; }
command -v aapt2 >/dev/null || skip "aapt2 is not here (Debian: aapt)"
[ -f "$system" ] || skip "Android's own resources are not here (Debian: android-framework-res)"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/shim/values" "$work/stand-ins/values"
echo '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="android"/>' >"$work/shim.xml"
# Of Android 12 and 14.
cat >"$work/shim/values/attrs.xml" <<'END'
<resources>
  <public type="attr" name="dataExtractionRules" id="0x0101063e"/>
  <attr name="dataExtractionRules" format="reference"/>
</resources>
END
# Of the libraries that the build brings along.
cat >"$work/stand-ins/values/styles.xml" <<'END'
<resources><style name="Theme.AppCompat.DayNight.NoActionBar" parent="@android:style/Theme.DeviceDefault.DayNight"/></resources>
END
aapt2 compile --dir "$work/shim" -o "$work/shim.zip"
aapt2 link -x --manifest "$work/shim.xml" -o "$work/shim.apk" "$work/shim.zip"
aapt2 compile --dir "$work/stand-ins" -o "$work/stand-ins.zip"
aapt2 compile --dir "$folder/res" -o "$work/res.zip"

# Links the manifest, as `sed` changes it. Gradle puts the application's id in and takes away what is marked so; aapt2 by
# itself does neither. Whom the app may find (<queries>, Android 11) and later words for a changed setting (Android 12
# and 14) are left out, since this aapt2 is older: the test of the facts reads both.
pack() {
  sed -e 's|<manifest |<manifest package="uk.example.companion" |' -e 's|\${applicationId}|uk.example.companion|g' \
    -e '/<queries>/,/<\/queries>/d' -e 's/|fontWeightAdjustment//; s/|grammaticalGender//' \
    -e '/<\(provider\|receiver\)$/{:more; N; /\/>\|>$/!b more; /tools:node="remove"/d}' "$@" \
    "$folder/AndroidManifest.xml" >"$work/AndroidManifest.xml"
  aapt2 link -I "$system" -I "$work/shim.apk" --manifest "$work/AndroidManifest.xml" --min-sdk-version 30 \
    --target-sdk-version 35 -o "$work/out.apk" "$work/stand-ins.zip" "$work/res.zip"
}
passed=0 failed=0
ok() { echo "ok    $1"; passed=$((passed + 1)); }
fail() { echo "FAIL  $1"; failed=$((failed + 1)); }

if pack && mobile/check/package.sh aapt2 "$work/out.apk" >"$work/said"; then
  ok "the manifest and the resources link, and the package says what it should"
else
  cat "$work/said"
  fail "the package does not say what it should"
fi
# The look at a package is no decoration: each of these has to be refused.
refused() {
  local what=$1
  shift
  pack "$@"
  if mobile/check/package.sh aapt2 "$work/out.apk" >"$work/said"; then fail "let through: $what"; else ok "refused: $what"; fi
}
refused "one that can be debugged" -e 's/android:allowBackup/android:debuggable="true" android:allowBackup/'
refused "one that may be backed up" -e 's/allowBackup="false"/allowBackup="true"/'
refused "one that may speak in the clear" -e 's/usesCleartextTraffic="false"/usesCleartextTraffic="true"/'
refused "one that asks for more" -e 's/permission.USE_BIOMETRIC/permission.READ_CONTACTS/'
refused "one with a door more" -e '/FileProvider/,/exported/s/exported="false"/exported="true"/'
refused "one without rules against extraction" -e '/dataExtractionRules/d'
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
