//! A keychain item that the Secure Enclave gives out only after a match with the finger or face that is enrolled now
//! (`biometryCurrentSet`), on this device alone and only while it has a passcode of its own.

use crate::platform::Key;
use crate::platform::matched::{MatchProblem, Sheet};
use objc2_local_authentication::{LAContext, LAPolicy};
use security_framework::access_control::{ProtectionMode, SecAccessControl};
use security_framework::base::Error;
use security_framework::passwords::{
    delete_generic_password_options, generic_password, set_generic_password_options,
};
use security_framework::passwords_options::{AccessControlOptions, PasswordOptions};
use zeroize::Zeroizing;

const SERVICE: &str = "pathway-companion.matched";

const NOT_FOUND: i32 = -25300;
const AUTH_FAILED: i32 = -25293;
const USER_CANCELED: i32 = -128;
const NOT_ALLOWED: i32 = -25308;

#[allow(unsafe_code, reason = "LocalAuthentication has no safe face")]
pub(in crate::platform) fn can_match() -> bool {
    // SAFETY: a new context, asked a question that changes nothing.
    unsafe {
        LAContext::new().canEvaluatePolicy_error(LAPolicy::DeviceOwnerAuthenticationWithBiometrics)
    }
    .is_ok()
}

/// Keeping asks for no match: what is kept is a new key that opens nothing yet.
pub(in crate::platform) fn keep(name: &str, key: &Key, _: &Sheet) -> Result<(), MatchProblem> {
    if !can_match() {
        return Err(MatchProblem::Unsupported);
    }
    // An item with another rule cannot be written over.
    forget(name)?;
    let rule = SecAccessControl::create_with_protection(
        Some(ProtectionMode::AccessibleWhenPasscodeSetThisDeviceOnly),
        AccessControlOptions::BIOMETRY_CURRENT_SET.bits(),
    );
    let mut options = item(name);
    options.set_access_control(rule.map_err(problem)?);
    set_generic_password_options(key.bytes(), options).map_err(problem)
}

/// The system shows its own sheet, with the words of `NSFaceIDUsageDescription`.
pub(in crate::platform) fn open(name: &str, _: &Sheet) -> Result<Key, MatchProblem> {
    let bytes = Zeroizing::new(generic_password(item(name)).map_err(problem)?);
    Key::of(&bytes).ok_or(MatchProblem::Gone)
}

pub(in crate::platform) fn forget(name: &str) -> Result<(), MatchProblem> {
    match delete_generic_password_options(item(name)) {
        Err(other) if other.code() != NOT_FOUND => Err(problem(other)),
        _ => Ok(()),
    }
}

fn item(name: &str) -> PasswordOptions {
    let mut options = PasswordOptions::new_generic_password(SERVICE, name);
    options.use_protected_keychain();
    options
}

fn problem(error: Error) -> MatchProblem {
    match error.code() {
        NOT_FOUND => MatchProblem::Gone,
        AUTH_FAILED | USER_CANCELED => MatchProblem::SaidNo,
        NOT_ALLOWED => MatchProblem::NotNow,
        _ => MatchProblem::NotNow,
    }
}
