//! Android: what Rust asks of the activity (`mobile/android/MainActivity.kt`), method by method, through JNI.
//!
//! The screen library starts our `main` on a thread of its own and leaves the virtual machine and the activity in
//! `ndk_context` before that. It takes them away again when the activity is destroyed, and asking it afterwards ends the
//! process: so the launcher holds on to both here, once, and everything below works with what was held.

pub(super) mod hand_over;
pub(super) mod matched;
pub(super) mod notices;
pub(super) mod screen;
pub(super) mod system;

use jni::objects::{GlobalRef, JByteArray, JObject, JString, JValue};
use jni::{JNIEnv, JavaVM};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

/// A method of the activity: its name, and its signature as JNI writes it. A test holds them against the Kotlin source.
struct Call(&'static str, &'static str);

struct Activity {
    machine: JavaVM,
    it: GlobalRef,
}

static ACTIVITY: RwLock<Option<Arc<Activity>>> = RwLock::new(None);

const DATA_FOLDER: Call = Call("dataFolder", "()Ljava/lang/String;");

/// Holds on to the activity. Call at the beginning of `main`, on the thread that the screen library started it on. False when
/// there is no activity to hold.
pub fn hold_activity() -> bool {
    let held = take_activity();
    let found = held.is_some();
    if let Ok(mut slot) = ACTIVITY.write() {
        *slot = held.map(Arc::new);
    }
    found
}

#[allow(
    unsafe_code,
    reason = "the virtual machine and the activity come as bare pointers"
)]
fn take_activity() -> Option<Activity> {
    let context = ndk_context::android_context();
    // SAFETY: the screen library put both there before it called `main`, and takes them away no sooner than the activity ends,
    // which waits for this thread to have started. The machine lives as long as the process.
    let machine = unsafe { JavaVM::from_raw(context.vm().cast()) }.ok()?;
    // SAFETY: as above; the reference is a global one of the screen library's, and is only read to make one of our own.
    let theirs = unsafe { JObject::from_raw(context.context().cast()) };
    let it = machine
        .attach_current_thread()
        .ok()?
        .new_global_ref(&theirs)
        .ok()?;
    Some(Activity { machine, it })
}

/// The folder of the app that no backup takes along.
pub fn data_folder() -> Option<PathBuf> {
    text_of(DATA_FOLDER).map(PathBuf::from)
}

/// Calls the activity. `None` when there is none, or when it threw: what it threw is put away and not told, since it may hold
/// words of a person.
fn with<T>(work: impl FnOnce(&mut JNIEnv, &JObject) -> jni::errors::Result<T>) -> Option<T> {
    let activity = ACTIVITY.read().ok()?.clone()?;
    let mut env = activity.machine.attach_current_thread().ok()?;
    let done = env.with_local_frame(16, |env| work(env, activity.it.as_obj()));
    if env.exception_check().unwrap_or(true) {
        let _ = env.exception_clear();
        return None;
    }
    done.ok()
}

fn yes_or_no(call: Call, given: &[&str]) -> bool {
    with(|env, activity| {
        let texts = strings(env, given)?;
        let values: Vec<JValue> = texts.iter().map(|text| JValue::Object(text)).collect();
        env.call_method(activity, call.0, call.1, &values)?.z()
    })
    .unwrap_or(false)
}

fn text_of(call: Call) -> Option<String> {
    with(|env, activity| {
        let text = JString::from(env.call_method(activity, call.0, call.1, &[])?.l()?);
        Ok(String::from(env.get_string(&text)?))
    })
}

fn strings<'a>(env: &mut JNIEnv<'a>, given: &[&str]) -> jni::errors::Result<Vec<JObject<'a>>> {
    given
        .iter()
        .map(|text| Ok(env.new_string(text)?.into()))
        .collect()
}

/// The bytes of an answer; the Java array is wiped, since nobody says when it is taken away.
fn bytes_of(env: &mut JNIEnv, answer: JObject) -> jni::errors::Result<zeroize::Zeroizing<Vec<u8>>> {
    let array = JByteArray::from(answer);
    let bytes = zeroize::Zeroizing::new(env.convert_byte_array(&array)?);
    env.set_byte_array_region(&array, 0, &vec![0; bytes.len()])?;
    Ok(bytes)
}
