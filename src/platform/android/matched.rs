//! A key of the Android keystore that works only right after a strong match (`MainActivity.keepMatched` and `openMatched`).

use super::{Call, bytes_of, strings, with, yes_or_no};
use crate::platform::Key;
use crate::platform::matched::{MatchProblem, Sheet};
use jni::objects::{JObject, JValue};

const CAN: Call = Call("canMatch", "()Z");
const KEEP: Call = Call(
    "keepMatched",
    "(Ljava/lang/String;[BLjava/lang/String;Ljava/lang/String;)[B",
);
const OPEN: Call = Call(
    "openMatched",
    "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)[B",
);
const FORGET: Call = Call("forgetMatched", "(Ljava/lang/String;)Z");

pub(in crate::platform) fn can_match() -> bool {
    yes_or_no(CAN, &[])
}

pub(in crate::platform) fn keep(name: &str, key: &Key, sheet: &Sheet) -> Result<(), MatchProblem> {
    let answer = with(|env, activity| {
        let texts = strings(env, &[name, &sheet.title, &sheet.no])?;
        // The activity wipes it when it has sealed it.
        let secret: JObject = env.byte_array_from_slice(key.bytes())?.into();
        let values = [
            JValue::Object(&texts[0]),
            JValue::Object(&secret),
            JValue::Object(&texts[1]),
            JValue::Object(&texts[2]),
        ];
        let answer = env.call_method(activity, KEEP.0, KEEP.1, &values)?.l()?;
        bytes_of(env, answer)
    });
    said(answer.as_ref().map(|bytes| bytes.as_slice())).map(|_| ())
}

pub(in crate::platform) fn open(name: &str, sheet: &Sheet) -> Result<Key, MatchProblem> {
    let answer = with(|env, activity| {
        let texts = strings(env, &[name, &sheet.title, &sheet.no])?;
        let values: Vec<JValue> = texts.iter().map(|text| JValue::Object(text)).collect();
        let answer = env.call_method(activity, OPEN.0, OPEN.1, &values)?.l()?;
        bytes_of(env, answer)
    });
    let bytes = said(answer.as_ref().map(|bytes| bytes.as_slice()))?;
    Key::of(bytes).ok_or(MatchProblem::Gone)
}

pub(in crate::platform) fn forget(name: &str) -> Result<(), MatchProblem> {
    yes_or_no(FORGET, &[name])
        .then_some(())
        .ok_or(MatchProblem::NotNow)
}

/// What an answer says: its first byte, and what follows where it went well.
fn said(answer: Option<&[u8]>) -> Result<&[u8], MatchProblem> {
    match answer.and_then(<[u8]>::split_first) {
        Some((0, rest)) => Ok(rest),
        Some((1, _)) => Err(MatchProblem::SaidNo),
        Some((2, _)) => Err(MatchProblem::Gone),
        _ => Err(MatchProblem::NotNow),
    }
}
