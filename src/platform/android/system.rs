//! Settings of the phone, as five numbers (`MainActivity.system`).

use super::{Call, with};
use crate::platform::system::System;
use jni::objects::JIntArray;

const SYSTEM: Call = Call("system", "()[I");

pub(in crate::platform) fn now() -> System {
    let said = with(|env, activity| {
        let array = JIntArray::from(env.call_method(activity, SYSTEM.0, SYSTEM.1, &[])?.l()?);
        let mut said = [0i32; 5];
        env.get_int_array_region(&array, 0, &mut said)?;
        Ok(said)
    });
    let Some([text, motion, dark, power, costs]) = said else {
        return System::default();
    };
    System {
        text_size: u16::try_from(text).ok(),
        less_motion: Some(motion == 1),
        dark: Some(dark == 1),
        saves_power: Some(power == 1),
        costs: Some(costs == 1),
    }
}
