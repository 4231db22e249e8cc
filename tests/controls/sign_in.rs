//! Signing in, tokens, links, and the doors of the preview.

use super::{Control, Edit, Test};

const FORGED: &str = "a_forged_sign_in_is_refused";
const PREVIEW: &str = "the_preview_lets_only_its_own_page_in";

const fn id_token(name: &'static str, with: &'static str, without: &'static str) -> [Edit; 1] {
    let _ = name;
    [Edit {
        file: "src/trust/id_token.rs",
        with,
        without,
    }]
}

pub const CONTROLS: &[Control] = &[
    Control {
        name: "a sign-in carries PKCE",
        rows: &["AUTH-1 sign-in by OAuth"],
        edits: &[Edit {
            file: "src/trust/sign_in.rs",
            with: "        .set_pkce_challenge(challenge)\n        .url();",
            without: "        .url();\n    let _ = challenge;",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_state",
        }],
    },
    Control {
        name: "a sign-in says for which server (aud)",
        rows: &["AUTH-1 sign-in by OAuth"],
        edits: &[Edit {
            file: "src/trust/sign_in.rs",
            with: "        .add_extra_param(\"aud\", audience)\n",
            without: "",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_state",
        }],
    },
    Control {
        name: "a server without S256 is refused",
        rows: &["AUTH-1 sign-in by OAuth"],
        edits: &[Edit {
            file: "src/trust/discovered.rs",
            with: "if !methods.any(|method| method == \"S256\") {",
            without: "if methods.any(|method| method == \"none\") {",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_state",
        }],
    },
    Control {
        name: "only a state that waits is taken",
        rows: &["AUTH-1 sign-in by OAuth"],
        edits: &[Edit {
            file: "src/app/sign_in.rs",
            with: ".and_then(|mut waiting| waiting.remove(state));",
            without: ".and_then(|mut waiting| { let any = waiting.keys().next().cloned()?; waiting.remove(&any) });",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_state",
        }],
    },
    Control {
        name: "the nonce of an id_token is compared",
        rows: &["AUTH-1 a forged id_token"],
        edits: &id_token(
            "nonce",
            "(claims.nonce.as_deref() == Some(wanted.nonce)).then_some(claims)",
            "Some(claims)",
        ),
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "the audience of an id_token is compared",
        rows: &["AUTH-1 a forged id_token"],
        edits: &id_token(
            "aud",
            "validation.set_audience(&[wanted.client_id]);",
            "validation.validate_aud = false;",
        ),
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "the issuer of an id_token is compared",
        rows: &["AUTH-1 a forged id_token"],
        edits: &id_token("iss", "    validation.set_issuer(&[wanted.issuer]);\n", ""),
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "the end of an id_token is looked at",
        rows: &["AUTH-1 a forged id_token"],
        edits: &id_token(
            "exp",
            "validation.leeway = 120;",
            "validation.validate_exp = false;",
        ),
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "the signature of an id_token is checked",
        rows: &["AUTH-1 a forged id_token"],
        edits: &[Edit {
            file: "src/trust/id_token.rs",
            with: "    validation.leeway = 120;\n⟦⟧",
            without: "validation.insecure_disable_signature_validation();",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "a person without an id_token is not let in",
        rows: &["AUTH-1 a forged id_token"],
        edits: &[Edit {
            file: "src/trust/sign_in.rs",
            with: "let claims = read_id_token(id_token, &keys, &wanted).ok_or(odd)?;",
            without: "let claims = read_id_token(id_token, &keys, &wanted);\n    let claims = match claims { Some(it) => it, None => serde_json::from_str(r#\"{\"sub\":\"x\"}\"#).map_err(|_| odd)? };",
        }],
        tests: &[Test {
            file: FORGED,
            only: "by_its_id_token_at_the_sandbox",
        }],
    },
    Control {
        name: "renewals do not race",
        rows: &["AUTH-1 renewals that race"],
        edits: &[Edit {
            file: "src/trust/api.rs",
            with: "⟦refused == Some(session.tokens.access.as_str())⟧",
            without: "refused.is_some()",
        }],
        tests: &[Test {
            file: FORGED,
            only: "and_renewals_that_race",
        }],
    },
    Control {
        name: "a new token is kept before it is used",
        rows: &["AUTH-1 renewals that race"],
        edits: &[Edit {
            file: "src/trust/api.rs",
            with: "                ⟦(self.keep)(&tokens);⟧\n",
            without: "",
        }],
        tests: &[Test {
            file: FORGED,
            only: "and_renewals_that_race",
        }],
    },
    Control {
        name: "an ended sign-in loses no answer",
        rows: &["AUTH-1 renewals that race", "H2"],
        edits: &[Edit {
            file: "src/sync/queue.rs",
            with: "            item.state = ⟦ItemState::Pending⟧;\n            item.reason = Some(waits_for(\"sign-in\", doubted));",
            without: "ItemState::Sent",
        }],
        tests: &[Test {
            file: "nothing_is_lost_between_the_phone_and_the_trust",
            only: "f6_",
        }],
    },
    Control {
        name: "\"No, this is not me\" gives everything back",
        rows: &["PRIVACY-1 one person's vault", "H4"],
        edits: &[Edit {
            file: "src/app/sign_in.rs",
            with: "            give_back(house, candidate.trust, candidate.signed_in).await;\n            self.show",
            without: "            drop(candidate);\n            self.show",
        }],
        tests: &[Test {
            file: FORGED,
            only: "and_no_that_is_not_me",
        }],
    },
    Control {
        name: "what was not granted is off",
        rows: &["AUTH-1 scopes", "PRIVACY-3"],
        edits: &[Edit {
            file: "src/app/granted.rs",
            with: "⟦Missing::ALL.into_iter().filter(lacks).collect()⟧",
            without: "Missing::ALL.into_iter().filter(lacks).take(0).collect()",
        }],
        tests: &[
            Test {
                file: "what_was_not_granted_is_switched_off_and_said",
                only: "goals_alone",
            },
            Test {
                file: "lib",
                only: "app::granted",
            },
        ],
    },
    Control {
        name: "what may not be made is not sent",
        rows: &["AUTH-1 scopes"],
        edits: &[Edit {
            file: "src/sync/send.rs",
            with: "⟦first.is_none_or(|create| granted.may(&create.kind, 'c'))⟧",
            without: "let _ = (first, granted); true",
        }],
        tests: &[Test {
            file: "what_was_not_granted_is_switched_off_and_said",
            only: "sending_and_it_is_said",
        }],
    },
    Control {
        name: "what is off is said",
        rows: &["PRIVACY-3", "AUTH-1 scopes"],
        edits: &[Edit {
            file: "src/ui/screens/you/about.rs",
            with: "if ⟦!view.not_granted.is_empty()⟧ {",
            without: "view.not_granted.len() > 99",
        }],
        tests: &[Test {
            file: "what_was_not_granted_is_switched_off_and_said",
            only: "each_is_said_on_the_page",
        }],
    },
    Control {
        name: "only the link that the app claimed is read",
        rows: &["PLATFORM-1"],
        edits: &[Edit {
            file: "src/trust/way_back.rs",
            with: "if ⟦!same⟧ {\n            return None;",
            without: "let _ = same; false",
        }],
        tests: &[Test {
            file: "lib",
            only: "trust::way_back",
        }],
    },
    Control {
        name: "a link that nobody waits for is not looked at",
        rows: &["PLATFORM-1"],
        edits: &[Edit {
            file: "src/app/sign_in.rs",
            with: "⟦self.expects(&back.state).then_some(back)⟧",
            without: "Some(back)",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "a_link_that_nobody_waits_for",
        }],
    },
    Control {
        name: "the preview takes its own name only (Host)",
        rows: &["PLATFORM-2 WebView"],
        edits: &[Edit {
            file: "src/ui/launch/preview.rs",
            with: "if ⟦!host.is_some_and(ours)⟧ {",
            without: "host.is_none()",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "another_name_for_this_machine",
        }],
    },
    Control {
        name: "the preview takes its own page only (Origin)",
        rows: &["PLATFORM-2 WebView"],
        edits: &[Edit {
            file: "src/ui/launch/preview.rs",
            with: "&& ⟦!origin.strip_prefix(\"http://\").is_some_and(ours)⟧",
            without: "origin.is_empty()",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "another_page_in_the_same_browser",
        }],
    },
    Control {
        name: "the preview wants its cookie",
        rows: &["PLATFORM-2 WebView"],
        edits: &[Edit {
            file: "src/ui/launch/preview.rs",
            with: "if ⟦path != \"/callback\" && !has_cookie(headers, &preview.cookie)⟧ {",
            without: "false",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "without_the_cookie",
        }],
    },
    Control {
        name: "the preview's token is taken once",
        rows: &["PLATFORM-2 WebView"],
        edits: &[Edit {
            file: "src/ui/launch/preview.rs",
            with: "Ok(mut slot) if slot.as_deref() == Some(token) => ⟦slot.take().is_some()⟧,",
            without: "slot.is_some()",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "the_token_is_taken_once",
        }],
    },
    Control {
        name: "the preview loads nothing from elsewhere",
        rows: &["PLATFORM-2 WebView"],
        edits: &[Edit {
            file: "src/ui/launch/preview.rs",
            with: "    ⟦out.insert(\n        header::CONTENT_SECURITY_POLICY,\n        HeaderValue::from_static(pages::POLICY),\n    );⟧\n",
            without: "",
        }],
        tests: &[Test {
            file: PREVIEW,
            only: "the_token_is_taken_once",
        }],
    },
];
