//! What lies on the disk, keys, passcodes, the lock.

use super::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "the database is sealed",
        rows: &["STORAGE-1 what is stored", "CRYPTO-1"],
        edits: &[Edit {
            file: "src/vault/keying.rs",
            with: "let code = ⟦unsafe { ffi::sqlite3_key(connection.handle(), text.as_ptr().cast(), 67) }⟧;",
            without: "ffi::SQLITE_OK",
        }],
        tests: &[Test {
            file: "nothing_readable_lies_on_the_disk",
            only: "no_name_no_answer_and_no_token",
        }],
    },
    Control {
        name: "a vault's key is drawn from the keystore's",
        rows: &["CRYPTO-2"],
        edits: &[Edit {
            file: "src/vault/seal.rs",
            with: "⟦Hkdf::<Sha256>::new(None, from)⟧",
            without: "Hkdf::<Sha256>::new(None, &from[..0])",
        }],
        tests: &[Test {
            file: "lib",
            only: "vault::seal",
        }],
    },
    Control {
        name: "the seal is checked (Poly1305)",
        rows: &["CRYPTO-1"],
        edits: &[Edit {
            file: "src/vault/seal.rs",
            with: "let right = ⟦tries_mac(tries, id, store_key)⟧;",
            without: "self.tries_mac.clone()",
        }],
        tests: &[Test {
            file: "lib",
            only: "vault::seal",
        }],
    },
    Control {
        name: "a key that is gone takes no file with it",
        rows: &["STORAGE-1 a wrong or lost key", "H2"],
        edits: &[Edit {
            file: "src/vault/shelf.rs",
            with: "Ok(None) | Err(KeystoreProblem::NotAKey) => ⟦Err(OpenProblem::KeyGone)⟧,",
            without: "let _ = self.wipe_id(id); Err(OpenProblem::KeyGone)",
        }],
        tests: &[
            Test {
                file: "a_lost_key_deletes_nothing",
                only: "the_file_is_set_aside",
            },
            Test {
                file: "nothing_readable_lies_on_the_disk",
                only: "with_a_wrong_key",
            },
        ],
    },
    Control {
        name: "a keystore that is shut is no lost key",
        rows: &["STORAGE-1 a wrong or lost key"],
        edits: &[Edit {
            file: "src/vault/shelf.rs",
            with: "            Err(KeystoreProblem::None | KeystoreProblem::NoAnswer) => {\n                ⟦Err(OpenProblem::KeystoreShut)⟧",
            without: "Err(OpenProblem::KeyGone)",
        }],
        tests: &[Test {
            file: "a_lost_key_deletes_nothing",
            only: "a_keystore_that_does_not_answer",
        }],
    },
    Control {
        name: "what waits is sealed to the trust",
        rows: &["STORAGE-1 what waits", "H2"],
        edits: &[Edit {
            file: "src/vault/unsent.rs",
            with: "let sealed = ⟦age::encrypt(recipient, &text).ok()?⟧;",
            without: "text.to_vec()",
        }],
        tests: &[
            Test {
                file: "a_lost_key_deletes_nothing",
                only: "what_is_not_sent_is_sealed",
            },
            Test {
                file: "a_lost_key_deletes_nothing",
                only: "the_age_program_opens",
            },
        ],
    },
    Control {
        name: "what cannot be sealed is not accepted",
        rows: &["STORAGE-1 what waits"],
        edits: &[Edit {
            file: "src/vault/unsent.rs",
            with: "let mut file = ⟦open_private(&self.path)?⟧;\n        // A line",
            without: "match open_private(&self.path) { Ok(file) => file, Err(_) => return Ok(()) }",
        }],
        tests: &[Test {
            file: "a_lost_key_deletes_nothing",
            only: "an_item_that_cannot_be_sealed",
        }],
    },
    Control {
        name: "a damaged file is copied aside",
        rows: &["H2"],
        edits: &[Edit {
            file: "src/vault/aside.rs",
            with: "        copy(&file, &aside).map_err(disk)?;\n        copy(\n",
            without: "        std::fs::rename(&file, self.file(id, \"work.db\")).map_err(disk)?;\n        copy(\n",
        }],
        tests: &[Test {
            file: "a_damaged_vault_is_mended",
            only: "",
        }],
    },
    Control {
        name: "the log has no words of a person",
        rows: &["STORAGE-2 nothing of a person"],
        edits: &[Edit {
            file: "src/sync/send.rs",
            with: "⟦tracing::debug!(asked = name_of(&asking), \"asked the trust\");⟧",
            without: "tracing::debug!(asked = name_of(&asking), what = %item.body, \"asked the trust\");",
        }],
        tests: &[Test {
            file: "nothing_of_a_person_is_logged",
            only: "",
        }],
    },
    Control {
        name: "the log has no token",
        rows: &["STORAGE-2 nothing of a person"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: "        ⟦⟧let reply = builder.send().await.map_err(talk_problem)?;",
            without: "let copy = builder.try_clone().and_then(|it| it.build().ok()); let token = copy.as_ref().and_then(|it| it.headers().get(\"authorization\")).and_then(|it| it.to_str().ok()); tracing::trace!(token, \"asks\");",
        }],
        tests: &[Test {
            file: "nothing_of_a_person_is_logged",
            only: "",
        }],
    },
    Control {
        name: "a resource prints nothing of itself",
        rows: &["STORAGE-2 nothing of a person", "CODE-4 hostile input"],
        edits: &[Edit {
            file: "src/fhir/envelope.rs",
            with: "⟦write!(f, \"Envelope({})\", self.kind)⟧",
            without: "write!(f, \"Envelope({})\", self.raw)",
        }],
        tests: &[Test {
            file: "hostile_fhir_is_survived",
            only: "nothing_of_a_person_is_in_an_error",
        }],
    },
    Control {
        name: "a passcode prints nothing",
        rows: &["STORAGE-2 nothing of a person"],
        edits: &[Edit {
            file: "src/vault/passcode.rs",
            with: "⟦f.write_str(\"Passcode(…)\")⟧",
            without: "f.write_str(&self.0)",
        }],
        tests: &[Test {
            file: "lib",
            only: "vault::passcode",
        }],
    },
    Control {
        name: "a try of a passcode is dear (Argon2id)",
        rows: &["CRYPTO-1"],
        edits: &[Edit {
            file: "src/vault/passcode.rs",
            with: "let params = ⟦Params::new(self.memory, self.passes, 1, Some(32)).ok()?⟧;",
            without: "Params::new(8, 1, 1, Some(32)).ok()?",
        }],
        tests: &[Test {
            file: "a_passcode_guards_the_vault",
            only: "a_try_costs_what_it_shall",
        }],
    },
    Control {
        name: "a vault opens with the right passcode only",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/vault/seal.rs",
            with: "    ⟦both[..KEY_BYTES].copy_from_slice(key.bytes());⟧\n",
            without: "",
        }],
        tests: &[
            Test {
                file: "lib",
                only: "vault::seal::tests::with_a_passcode",
            },
            Test {
                file: "a_passcode_guards_the_vault",
                only: "wrong_passcodes_wait",
            },
        ],
    },
    Control {
        name: "a passcode alone opens nothing",
        rows: &["AUTH-2 local lock", "CRYPTO-2"],
        edits: &[Edit {
            file: "src/vault/seal.rs",
            with: "    ⟦both[KEY_BYTES..].copy_from_slice(store_key.bytes());⟧\n",
            without: "",
        }],
        tests: &[Test {
            file: "no_key_stays_in_memory_after_a_lock",
            only: "",
        }],
    },
    Control {
        name: "tries end",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/vault/guard.rs",
            with: "        ⟦if before.left() == 0 {\n            return Err(UnlockProblem::Closed);\n        }⟧\n",
            without: "",
        }],
        tests: &[Test {
            file: "a_passcode_guards_the_vault",
            only: "wrong_passcodes_wait",
        }],
    },
    Control {
        name: "tries wait",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/vault/guard.rs",
            with: "if ⟦wait > Duration::ZERO⟧ {",
            without: "wait > Duration::MAX",
        }],
        tests: &[Test {
            file: "a_passcode_guards_the_vault",
            only: "wrong_passcodes_wait",
        }],
    },
    Control {
        name: "a restart of the phone shortens no wait",
        rows: &["AUTH-2 local lock"],
        edits: &[Edit {
            file: "src/vault/tries.rs",
            with: "            .map_or(⟦wait⟧, |passed| wait.saturating_sub(passed))",
            without: "Duration::ZERO",
        }],
        tests: &[Test {
            file: "lib",
            only: "vault::tries",
        }],
    },
    Control {
        name: "a common passcode is refused",
        rows: &["AUTH-2 local lock"],
        edits: &[Edit {
            file: "src/vault/passcode.rs",
            with: "if ⟦is_common(&signs)⟧ {",
            without: "is_common(&signs) && signs.is_empty()",
        }],
        tests: &[Test {
            file: "lib",
            only: "vault::passcode",
        }],
    },
    Control {
        name: "a lock closes the database",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/app/away.rs",
            with: "if tokio::task::spawn_blocking(move || ⟦vault.close()⟧)",
            without: "std::mem::forget(vault)",
        }],
        tests: &[Test {
            file: "locked_means_no_key_and_nothing_sent",
            only: "a_locked_vault_shows_nothing",
        }],
    },
    Control {
        name: "a lock takes the record out of the view",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/app/away.rs",
            with: "                view.stage = Stage::Locked(super::Locked::default());\n            }\n            ⟦forget(view);⟧",
            without: "",
        }],
        tests: &[Test {
            file: "locked_means_no_key_and_nothing_sent",
            only: "a_locked_vault_shows_nothing",
        }],
    },
    Control {
        name: "away too long is locked",
        rows: &["AUTH-2 local lock", "H9"],
        edits: &[Edit {
            file: "src/app/away.rs",
            with: "since.is_some_and(|since| moment().since(&since).is_none_or(|passed| ⟦passed >= time⟧))",
            without: "passed > Duration::MAX - time",
        }],
        tests: &[Test {
            file: "locked_means_no_key_and_nothing_sent",
            only: "away_too_long",
        }],
    },
    Control {
        name: "keys are wiped from memory",
        rows: &["CRYPTO-2"],
        edits: &[
            Edit {
                file: "src/platform/key.rs",
                with: "        self.0.zeroize();\n",
                without: "",
            },
            Edit {
                file: "src/lib.rs",
                with: "#[global_allocator]\n",
                without: "",
            },
        ],
        tests: &[Test {
            file: "no_key_stays_in_memory_after_a_lock",
            only: "",
        }],
    },
    Control {
        name: "what is given back to the system is wiped",
        rows: &["CRYPTO-2"],
        edits: &[Edit {
            file: "src/lib.rs",
            with: "#[global_allocator]\n",
            without: "",
        }],
        tests: &[Test {
            file: "no_key_stays_in_memory_after_a_lock",
            only: "",
        }],
    },
    Control {
        name: "closing a vault closes its database",
        rows: &["CRYPTO-2"],
        edits: &[Edit {
            file: "src/vault/database.rs",
            with: "            ⟦drop(connection);⟧\n            keep_head",
            without: "std::mem::forget(connection);",
        }],
        tests: &[Test {
            file: "locked_means_no_key_and_nothing_sent",
            only: "a_locked_vault_shows_nothing",
        }],
    },
    Control {
        name: "the system's keystore is used where there is one",
        rows: &["CRYPTO-2"],
        edits: &[Edit {
            file: "src/platform/keystore.rs",
            with: "Ok(store) => ⟦Ok(Self::of(store))⟧,",
            without: "drop(store); Ok(Self { place: file() })",
        }],
        tests: &[Test {
            file: "the_real_keystore_keeps_the_key",
            only: "",
        }],
    },
    Control {
        name: "the passcode is asked for before a copy",
        rows: &["AUTH-3 step-up", "PRIVACY-4 the person's own hand"],
        edits: &[Edit {
            file: "src/app/copy.rs",
            with: "        ⟦self.is_passcode(passcode).await?;⟧\n",
            without: "drop(passcode);",
        }],
        tests: &[Test {
            file: "a_person_can_take_everything_along_or_away",
            only: "a_copy_holds_everything",
        }],
    },
    Control {
        name: "a wipe takes the files",
        rows: &["PRIVACY-4 the person's own hand"],
        edits: &[Edit {
            file: "src/app/wipe.rs",
            with: "⟦house.shelf.wipe(&open.vault).map_err(|_| NotSaved)⟧",
            without: "let _ = house; open.vault.close(); Ok::<(), NotSaved>(())",
        }],
        tests: &[Test {
            file: "a_person_can_take_everything_along_or_away",
            only: "sign_out_leaves_nothing",
        }],
    },
    Control {
        name: "a wipe gives the tokens back",
        rows: &["PRIVACY-4 the person's own hand"],
        edits: &[Edit {
            file: "src/app/wipe.rs",
            with: "⟦self.beside(async move { api.sign_out().await });⟧",
            without: "drop(api);",
        }],
        tests: &[Test {
            file: "a_person_can_take_everything_along_or_away",
            only: "sign_out_leaves_nothing",
        }],
    },
];
