//! The line to the trust, and what comes over it.

use super::{Control, Edit, Test};

pub const CONTROLS: &[Control] = &[
    Control {
        name: "plain HTTP goes to this machine only",
        rows: &["NETWORK-1 TLS everywhere"],
        edits: &[Edit {
            file: "src/trust/address.rs",
            with: "Some(url::Host::Domain(name)) => ⟦name == \"localhost\"⟧,",
            without: "true",
        }],
        tests: &[Test {
            file: "lib",
            only: "trust::address",
        }],
    },
    Control {
        name: "no redirect is followed",
        rows: &["NETWORK-1 no redirect"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: ".redirect(⟦reqwest::redirect::Policy::none()⟧)",
            without: "reqwest::redirect::Policy::limited(5)",
        }],
        tests: &[
            Test {
                file: "no_redirect_is_followed",
                only: "and_no_record_and_no_token",
            },
            Test {
                file: "no_redirect_is_followed",
                only: "and_no_renewal",
            },
            Test {
                file: "no_redirect_is_followed",
                only: "and_nothing_that_is_asked_before",
            },
        ],
    },
    Control {
        name: "a token goes below the trust's base only",
        rows: &["NETWORK-1 no redirect"],
        edits: &[Edit {
            file: "src/trust/address.rs",
            with: "    ⟦ours.then_some(url)⟧\n",
            without: "Some(url)",
        }],
        tests: &[
            Test {
                file: "lib",
                only: "trust::address",
            },
            Test {
                file: "bad_answers_from_the_trust_lose_nothing",
                only: "nothing_and_no_token_follows",
            },
        ],
    },
    Control {
        name: "a token goes to the trust that granted it",
        rows: &["NETWORK-1 no redirect"],
        edits: &[Edit {
            file: "src/app/open.rs",
            with: "if ⟦granted.by != granted_by(&trust)⟧ {",
            without: "granted.by.is_empty()",
        }],
        tests: &[Test {
            file: "a_token_stays_with_the_trust_that_granted_it",
            only: "",
        }],
    },
    Control {
        name: "bodies are capped",
        rows: &["CODE-4 hostile input"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: "if ⟦bytes.len() + piece.len() > MOST_BYTES⟧ {",
            without: "bytes.len() > 99 * MOST_BYTES",
        }],
        tests: &[Test {
            file: "bad_answers_from_the_trust_lose_nothing",
            only: "fifty_megabytes",
        }],
    },
    Control {
        name: "waits are bounded",
        rows: &["CODE-4 hostile input"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: ".timeout(⟦LONGEST⟧)",
            without: "LONGEST * 99",
        }],
        tests: &[Test {
            file: "bad_answers_from_the_trust_lose_nothing",
            only: "a_late_answer",
        }],
    },
    Control {
        name: "a page that is not FHIR takes nothing away",
        rows: &["CODE-4 hostile input"],
        edits: &[Edit {
            file: "src/sync/push.rs",
            with: "        200..=299 if !reply.json && !reply.body.is_empty() => {\n            doubt(progress, asked);\n            ⟦return Some(Step::Wait(Why::Odd, None));⟧",
            without: "return Some(Step::Arrived { elsewhere: false });",
        }],
        tests: &[Test {
            file: "nothing_is_lost_between_the_phone_and_the_trust",
            only: "f9_",
        }],
    },
    Control {
        name: "a trust file's address is https",
        rows: &["CODE-4 a trust file"],
        edits: &[Edit {
            file: "src/trust/file.rs",
            with: "    if ⟦is_allowed(&url)⟧ {\n        Ok(url)",
            without: "true",
        }],
        tests: &[
            Test {
                file: "a_trust_file_is_checked_and_told_where_it_is_wrong",
                only: "what_is_wrong_is_wrong_by_both",
            },
            Test {
                file: "lib",
                only: "trust::file",
            },
        ],
    },
    Control {
        name: "an error of a trust file names its place",
        rows: &["CODE-4 a trust file"],
        edits: &[Edit {
            file: "src/trust/file.rs",
            with: "        place: ⟦place.to_owned()⟧,\n",
            without: "String::new()",
        }],
        tests: &[Test {
            file: "a_trust_file_is_checked_and_told_where_it_is_wrong",
            only: "what_is_wrong_is_wrong_by_both",
        }],
    },
    Control {
        name: "no line is shared with an answer without a name",
        rows: &["PRIVACY-2"],
        edits: &[Edit {
            file: "src/app/feedback.rs",
            with: "strftime(⟦\"%Y-%m\"⟧)",
            without: "\"%Y-%m-%dT%H:%M:%S\"",
        }],
        tests: &[Test {
            file: "feedback_cannot_be_tied_to_a_person",
            only: "feedback_cannot",
        }],
    },
    Control {
        name: "an answer without a name has an id of chance alone",
        rows: &["PRIVACY-2"],
        edits: &[Edit {
            file: "src/app/feedback.rs",
            with: "let id = ⟦uuid::Uuid::new_v4().to_string()⟧;\n        let month",
            without: "uuid::Uuid::now_v7().to_string()",
        }],
        tests: &[Test {
            file: "feedback_cannot_be_tied_to_a_person",
            only: "feedback_cannot",
        }],
    },
    Control {
        name: "the sandbox looks at scopes",
        rows: &["AUTH-1 the sandbox enforces"],
        edits: &[Edit {
            file: "src/sandbox/access.rs",
            with: ".any(|it| ⟦it.kind == kind && it.letters.contains(letter)⟧)",
            without: "it.kind == kind || it.letters.contains(letter)",
        }],
        tests: &[Test {
            file: "sandbox_records",
            only: "a_token_does_only",
        }],
    },
    Control {
        name: "the sandbox keeps records apart",
        rows: &["AUTH-1 the sandbox enforces"],
        edits: &[Edit {
            file: "src/sandbox/access.rs",
            with: "if ⟦!is_about(resource, &self.viewer.patient)⟧\n            || needs_release",
            without: "false",
        }],
        tests: &[Test {
            file: "sandbox_records",
            only: "another_persons_record",
        }],
    },
    Control {
        name: "the sandbox holds back what is not released",
        rows: &["AUTH-1 the sandbox enforces"],
        edits: &[Edit {
            file: "src/sandbox/access.rs",
            with: "            || ⟦needs_release(resource) && !is_released(resource)⟧\n",
            without: "false",
        }],
        tests: &[Test {
            file: "sandbox_records",
            only: "what_is_not_released",
        }],
    },
    Control {
        name: "the sandbox checks PKCE",
        rows: &["AUTH-1 the sandbox enforces"],
        edits: &[Edit {
            file: "src/sandbox/families.rs",
            with: "if ⟦URL_SAFE_NO_PAD.encode(digest::digest(&digest::SHA256, verifier.as_bytes())) != challenge⟧ {",
            without: "challenge.is_empty()",
        }],
        tests: &[Test {
            file: "sandbox_sign_in",
            only: "a_wrong_verifier",
        }],
    },
    Control {
        name: "the sandbox looks at what is shared",
        rows: &["AUTH-1 the sandbox enforces", "PRIVACY-4 what is shared"],
        edits: &[Edit {
            file: "src/sandbox/access.rs",
            with: "            Who::Carer => ⟦self\n                .permits\n                .let_through(resource, &self.viewer.subject, self.now)⟧,",
            without: "true",
        }],
        tests: &[Test {
            file: "sandbox_sharing",
            only: "noor_sees",
        }],
    },
    Control {
        name: "what was shared ends with its day",
        rows: &["PRIVACY-4 what is shared"],
        edits: &[Edit {
            file: "src/sandbox/sharing.rs",
            with: "\"Goal\" => ⟦self.goals.contains(&name)⟧,",
            without: "true",
        }],
        tests: &[Test {
            file: "sandbox_sharing",
            only: "when_sharing_ends",
        }],
    },
    Control {
        name: "certificates are checked",
        rows: &["NETWORK-1 TLS everywhere"],
        edits: &[Edit {
            file: "src/trust/line.rs",
            with: "⟦self\n            .usual\n            .verify_server_cert(end, between, server, ocsp, now)?⟧;",
            without: "let _ = ocsp; ServerCertVerified::assertion()",
        }],
        tests: &[
            Test {
                file: "a_certificate_that_nobody_vouches_for_is_refused",
                only: "and_no_request_reaches",
            },
            Test {
                file: "a_server_that_is_not_the_trusts_is_told_apart",
                only: "each_doubt_by_its_name",
            },
            Test {
                file: "a_trust_names_the_keys_of_its_servers",
                only: "a_named_key_does_not_stand_in",
            },
        ],
    },
    Control {
        name: "a server has a key that the trust named",
        rows: &["NETWORK-2"],
        edits: &[Edit {
            file: "src/trust/line.rs",
            with: "if ⟦self.has_a_named_key(end, between, server, now)⟧ {",
            without: "true",
        }],
        tests: &[
            Test {
                file: "a_trust_names_the_keys_of_its_servers",
                only: "with_a_named_key",
            },
            Test {
                file: "a_trust_names_the_keys_of_its_servers",
                only: "a_certificate_that_is_only_sent",
            },
        ],
    },
    Control {
        name: "a named key counts only where it leads to the server",
        rows: &["NETWORK-2"],
        edits: &[Edit {
            file: "src/trust/line.rs",
            with: "EndEntityCert::try_from(end).is_ok_and(|end| {\n            ⟦⟧",
            without: "let alone = |it: &CertificateDer<'_>| EndEntityCert::try_from(it).is_ok_and(|it| is_wanted(&it.subject_public_key_info())); if between.iter().any(alone) { return true; }",
        }],
        tests: &[Test {
            file: "a_trust_names_the_keys_of_its_servers",
            only: "a_certificate_that_is_only_sent",
        }],
    },
    Control {
        name: "new keys end the lines that were open",
        rows: &["NETWORK-2"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: "            ⟦lines.client = client(self.roots.clone(), pins);⟧\n",
            without: "",
        }],
        tests: &[Test {
            file: "a_trust_names_the_keys_of_its_servers",
            only: "lines_that_were_open",
        }],
    },
    Control {
        name: "one key alone is refused",
        rows: &["NETWORK-2", "CODE-4 a trust file"],
        edits: &[Edit {
            file: "src/trust/pins.rs",
            with: ".filter(|list| ⟦list.len() >= 2⟧)",
            without: "!list.is_empty()",
        }],
        tests: &[
            Test {
                file: "lib",
                only: "trust::pins",
            },
            Test {
                file: "a_trust_file_is_checked_and_told_where_it_is_wrong",
                only: "what_is_wrong_is_wrong_by_both",
            },
        ],
    },
    Control {
        name: "doubt is told apart from no signal",
        rows: &["NETWORK-1 TLS everywhere"],
        edits: &[Edit {
            file: "src/trust/http.rs",
            with: "} else if let Some(doubt) = ⟦Doubt::of(&error)⟧ {",
            without: "None::<Doubt>",
        }],
        tests: &[Test {
            file: "a_server_that_is_not_the_trusts_is_told_apart",
            only: "what_waits_stays",
        }],
    },
];
