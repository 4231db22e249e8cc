#!/usr/bin/env bash
# Refuses a packed Android app that could be debugged, speaks in the clear, may be backed up, asks for more than it should or
# has a door more than it should. Looks at the package, not at what it was made of.
#   mobile/check/package.sh AAPT2 PACKAGE.apk
set -euo pipefail
aapt2=$1 package=$2
failed=0
fail() { echo "FAIL  $*"; failed=1; }
badging=$("$aapt2" dump badging "$package")
manifest=$("$aapt2" dump xmltree --file AndroidManifest.xml "$package")

grep -q '^application-debuggable' <<<"$badging" && fail "it can be debugged"
grep -Eq "^(sdkVersion|minSdkVersion):'30'" <<<"$badging" || fail "it does not want Android 11 or later"
while read -r name; do
  case "$name" in
    android.permission.INTERNET | android.permission.ACCESS_NETWORK_STATE | android.permission.USE_BIOMETRIC | \
      android.permission.POST_NOTIFICATIONS | *.DYNAMIC_RECEIVER_NOT_EXPORTED_PERMISSION) ;;
    *) fail "it asks for $name" ;;
  esac
done < <(sed -n "s/^uses-permission[^:]*: name='\([^']*\)'.*/\1/p" <<<"$badging")

# The value of an attribute: what comes after it in the tree, in whichever way this aapt2 writes true and false.
is() { grep -Eq "$1\([^)]*\)=($2)" <<<"$manifest"; }
off='false|\(type 0x12\)0x0'
is allowBackup "$off" || fail "it may be backed up"
is usesCleartextTraffic "$off" || fail "it may speak in the clear"
is networkSecurityConfig '@' || fail "it has no network security configuration"
is dataExtractionRules '@' || fail "it has no rules against extraction"

# Whatever others can start: the activity alone.
doors=$(awk '
  /^ *E: (activity|activity-alias|service|receiver|provider) / { kind = $2; name = "" }
  /^ *A: .*:name\(/ && kind != "" && name == "" { name = $0; sub(/^.*=\"/, "", name); sub(/\".*$/, "", name) }
  /^ *A: .*:exported\(/ && /(=true|\)0xffffffff|0x1$)/ && kind != "" { print kind " " name }
' <<<"$manifest")
[ "$doors" = "activity dev.dioxus.main.MainActivity" ] || fail "others can start: ${doors:-nothing at all}"

[ $failed -eq 0 ] && echo "1 passed, 0 failed" || { echo "0 passed, 1 failed"; exit 1; }
