//! What keeps what is shared to what was shared, and what a phone's package must not let out.

use super::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "nothing of a phone goes into a backup",
        rows: &["STORAGE-2 backups"],
        edits: &[Edit {
            file: "mobile/android/AndroidManifest.xml",
            with: "android:allowBackup=\"false\"",
            without: "android:allowBackup=\"true\"",
        }],
        tests: &[Test {
            file: "the_phone_builds_keep_their_facts",
            only: "nothing_goes_into_a_backup",
        }],
    },
    Control {
        name: "a carer's token is for one form's answers",
        rows: &["PRIVACY-4 a carer's token"],
        edits: &[Edit {
            file: "src/fhir/scopes.rs",
            with: "pub const CARER_PARTS: &[Part] = &[SHARED_PLAN];",
            without: "pub const CARER_PARTS: &[Part] = &[];",
        }],
        tests: &[Test {
            file: "lib",
            only: "fhir::scopes::tests::a_carer_is_never_asked",
        }],
    },
    Control {
        name: "what is taken back leaves the carer's vault",
        rows: &["PRIVACY-4 what is taken back", "H4"],
        edits: &[Edit {
            file: "src/vault/followed.rs",
            with: "            for (kind, id) in over {\n                ⟦drop.execute([kind, id])?;⟧\n",
            without: "let _ = (kind, id);",
        }],
        tests: &[Test {
            file: "what_is_taken_back_is_gone_from_the_carers_phone",
            only: "taken_back_while_the_phone_is_online",
        }],
    },
    Control {
        name: "a person's operations find no carer's vault",
        rows: &["PRIVACY-1 two hats", "H4"],
        edits: &[Edit {
            file: "src/app/mod.rs",
            with: "self.open_any().filter(|open| ⟦open.hat == Hat::Person⟧)",
            without: "open.hat == Hat::Person || open.hat == Hat::Carer",
        }],
        tests: &[Test {
            file: "a_carer_sees_what_was_shared_and_nothing_else",
            only: "nothing_of_a_person_can_be_done",
        }],
    },
];
