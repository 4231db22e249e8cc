//! The line to a server: who vouches for the other end, which keys it may have, and what is in doubt.
//!
//! A certificate is checked twice. The usual check (rustls, Mozilla's authorities) has to say yes for every
//! server. Where the trust's file names keys for the host, one of them has to stand in a chain that leads from the
//! server's certificate to an authority: not just among what the server sends along, since anybody can send
//! along a certificate of somebody else. A "no" of either ends the line before a request has left.

use super::pins::Pins;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use webpki::{EndEntityCert, KeyUsage, VerifiedPath};

/// Why a server is not believed to be the trust's. Nothing was sent to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Its certificate begins in the future: the clock of this device is behind, most likely.
    TooEarly,
    /// Its certificate has run out, or the clock of this device is ahead.
    OutOfDate,
    /// Its certificate is for another host: something else answers in its place.
    AnotherHost,
    /// Nobody vouches for its certificate: self-made, or of an authority that nobody knows.
    NobodyVouches,
    /// It has none of the keys that the trust's file names.
    OtherKey,
}

impl Doubt {
    /// Every one of them.
    pub const ALL: [Doubt; 5] = [
        Doubt::TooEarly,
        Doubt::OutOfDate,
        Doubt::AnotherHost,
        Doubt::NobodyVouches,
        Doubt::OtherKey,
    ];

    /// Its name, as it is written down.
    pub fn name(self) -> &'static str {
        match self {
            Doubt::TooEarly => "doubt-too-early",
            Doubt::OutOfDate => "doubt-out-of-date",
            Doubt::AnotherHost => "doubt-another-host",
            Doubt::NobodyVouches => "doubt-nobody-vouches",
            Doubt::OtherKey => "doubt-other-key",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// What an error of a connection says of the other end; none where it is about something else.
    pub(super) fn of(error: &(dyn std::error::Error + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(here) = cause {
            // One error of the system lies in another, and neither names what it holds as its cause.
            let mut inside = here;
            while let Some(held) = inside
                .downcast_ref::<std::io::Error>()
                .and_then(|it| it.get_ref())
            {
                inside = held;
            }
            if let Some(rustls::Error::InvalidCertificate(problem)) = inside.downcast_ref() {
                return Some(Self::of_certificate(problem));
            }
            cause = here.source();
        }
        None
    }

    fn of_certificate(problem: &CertificateError) -> Self {
        use CertificateError as C;
        match problem {
            C::NotValidYet | C::NotValidYetContext { .. } => Doubt::TooEarly,
            C::Expired | C::ExpiredContext { .. } => Doubt::OutOfDate,
            C::NotValidForName | C::NotValidForNameContext { .. } => Doubt::AnotherHost,
            C::ApplicationVerificationFailure => Doubt::OtherKey,
            _ => Doubt::NobodyVouches,
        }
    }
}

/// How lines are made: with these authorities, and these keys where they are named.
pub(super) fn tls(roots: Arc<RootCertStore>, pins: Pins) -> Option<ClientConfig> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let usual = WebPkiServerVerifier::builder_with_provider(roots.clone(), provider.clone())
        .build()
        .ok()?;
    let verifier = Arc::new(Verifier { usual, roots, pins });
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .ok()?
        .dangerous()
        .with_custom_certificate_verifier(verifier)
        .with_no_client_auth();
    Some(config)
}

/// The usual check, and the keys beside it.
#[derive(Debug)]
struct Verifier {
    usual: Arc<WebPkiServerVerifier>,
    roots: Arc<RootCertStore>,
    pins: Pins,
}

impl Verifier {
    fn has_a_named_key(
        &self,
        end: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        now: UnixTime,
    ) -> bool {
        let Some(wanted) = self.pins.of(server.to_str().trim_end_matches('.')) else {
            return true;
        };
        let is_wanted = |key: &[u8]| wanted.iter().any(|pin| Sha256::digest(key)[..] == pin[..]);
        let right = |path: &VerifiedPath<'_>| {
            let between = path.intermediate_certificates();
            let named = is_wanted(&path.end_entity().subject_public_key_info())
                || between
                    .map(|it| it.subject_public_key_info())
                    .any(|it| is_wanted(&it))
                || is_wanted(&path.issuer_spki());
            named.then_some(()).ok_or(webpki::Error::UnknownIssuer)
        };
        let algorithms = rustls::crypto::ring::default_provider().signature_verification_algorithms;
        EndEntityCert::try_from(end).is_ok_and(|end| {
            let usage = KeyUsage::server_auth();
            let (roots, all) = (&self.roots.roots, algorithms.all);
            end.verify_for_usage(all, roots, between, now, usage, None, Some(&right))
                .is_ok()
        })
    }
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        server: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let usual = self
            .usual
            .verify_server_cert(end, between, server, ocsp, now)?;
        if self.has_a_named_key(end, between, server, now) {
            Ok(usual)
        } else {
            Err(CertificateError::ApplicationVerificationFailure.into())
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls12_signature(message, cert, dss)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        self.usual.verify_tls13_signature(message, cert, dss)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.usual.supported_verify_schemes()
    }
}
