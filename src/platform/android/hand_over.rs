//! Intents, which other apps answer. No permission is needed for any of them.

use super::{Call, text_of, with, yes_or_no};
use crate::platform::hand_over::{HandOverProblem, Meeting, Shared};
use jni::objects::{JObject, JValue};
use std::path::PathBuf;

const FOLDER: Call = Call("handedOverFolder", "()Ljava/lang/String;");
const SHARE: Call = Call("share", "([Ljava/lang/String;Ljava/lang/String;)Z");
const CALENDAR: Call = Call("addToCalendar", "(Ljava/lang/String;JJLjava/lang/String;)Z");
const DIAL: Call = Call("dial", "(Ljava/lang/String;)Z");
const TEXT: Call = Call("text", "(Ljava/lang/String;)Z");

pub(in crate::platform) fn sharing_folder() -> Option<PathBuf> {
    text_of(FOLDER).map(PathBuf::from)
}

pub(in crate::platform) fn share(files: &[Shared], kind: &str) -> Result<(), HandOverProblem> {
    let asked = with(|env, activity| {
        let count = i32::try_from(files.len()).unwrap_or(0);
        let paths = env.new_object_array(count, "java/lang/String", JObject::null())?;
        for (index, shared) in (0..count).zip(files) {
            let path = env.new_string(shared.file.to_string_lossy())?;
            env.set_object_array_element(&paths, index, &path)?;
        }
        let kind: JObject = env.new_string(kind)?.into();
        let values = [JValue::Object(&paths), JValue::Object(&kind)];
        env.call_method(activity, SHARE.0, SHARE.1, &values)?.z()
    });
    taken(asked.unwrap_or(false))
}

pub(in crate::platform) fn add_to_calendar(meeting: &Meeting) -> Result<(), HandOverProblem> {
    let asked = with(|env, activity| {
        let title: JObject = env.new_string(&meeting.title)?.into();
        let place: JObject = match &meeting.place {
            Some(place) => env.new_string(place)?.into(),
            None => JObject::null(),
        };
        let values = [
            JValue::Object(&title),
            JValue::Long(meeting.begins),
            JValue::Long(meeting.ends),
            JValue::Object(&place),
        ];
        env.call_method(activity, CALENDAR.0, CALENDAR.1, &values)?
            .z()
    });
    taken(asked.unwrap_or(false))
}

pub(in crate::platform) fn dial(number: &str) -> Result<(), HandOverProblem> {
    taken(yes_or_no(DIAL, &[number]))
}

pub(in crate::platform) fn text(number: &str) -> Result<(), HandOverProblem> {
    taken(yes_or_no(TEXT, &[number]))
}

fn taken(yes: bool) -> Result<(), HandOverProblem> {
    yes.then_some(()).ok_or(HandOverProblem::NobodyTakesIt)
}
