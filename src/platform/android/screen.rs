//! FLAG_SECURE, which the activity sets before anything is drawn, and the way behind the other apps.

use super::{Call, with};
use crate::platform::screen::Unsupported;
use jni::objects::JValue;

const SHOW: Call = Call("showToOthers", "(Z)V");
const BEHIND: Call = Call("goBehind", "()V");

pub(in crate::platform) fn hide_from_others(hide: bool) -> Result<(), Unsupported> {
    let may = [JValue::Bool(u8::from(!hide))];
    with(|env, activity| env.call_method(activity, SHOW.0, SHOW.1, &may)?.v()).ok_or(Unsupported)
}

pub(in crate::platform) fn go_behind() -> Result<(), Unsupported> {
    with(|env, activity| env.call_method(activity, BEHIND.0, BEHIND.1, &[])?.v()).ok_or(Unsupported)
}
