//! One channel, silent and low (`MainActivity.notifyNow`). From Android 13 on the system asks the person.

use super::{Call, strings, with};
use crate::platform::notices::{Leave, NoticeProblem};
use jni::objects::JValue;

const MAY: Call = Call("mayNotify", "()I");
const ASK: Call = Call("askToNotify", "()I");
const SHOW: Call = Call("notifyNow", "(ILjava/lang/String;)Z");
const CLEAR: Call = Call("clearNotices", "()V");

pub(in crate::platform) fn leave() -> Leave {
    leave_by(MAY)
}

pub(in crate::platform) fn ask() -> Leave {
    leave_by(ASK)
}

fn leave_by(call: Call) -> Leave {
    match with(|env, activity| env.call_method(activity, call.0, call.1, &[])?.i()) {
        Some(0) => Leave::Given,
        _ => Leave::NotGiven,
    }
}

pub(in crate::platform) fn show(number: u8, line: &str) -> Result<(), NoticeProblem> {
    if leave() != Leave::Given {
        return Err(NoticeProblem::NoLeave);
    }
    let shown = with(|env, activity| {
        let texts = strings(env, &[line])?;
        let values = [JValue::Int(i32::from(number)), JValue::Object(&texts[0])];
        env.call_method(activity, SHOW.0, SHOW.1, &values)?.z()
    });
    shown
        .unwrap_or(false)
        .then_some(())
        .ok_or(NoticeProblem::NotTaken)
}

pub(in crate::platform) fn clear() {
    let _ = with(|env, activity| env.call_method(activity, CLEAR.0, CLEAR.1, &[])?.v());
}
