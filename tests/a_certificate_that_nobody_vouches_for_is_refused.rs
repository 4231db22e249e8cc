//! F13: certificates that are self-made, out of date or for another host. The app does not talk to
//! such a server at all: not one byte of a request, and no token, reaches it.

#![allow(
    clippy::unwrap_used,
    reason = "a test says what went wrong by stopping"
)]

#[path = "support/tally.rs"]
mod tally;

use pathway_companion::trust::{Http, Method, Request, TalkProblem};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc;
use tally::Tally;

/// A certificate made here, for this host and these days.
fn made(folder: &Path, name: &str, host: &str, days: &str) -> Option<(Vec<u8>, Vec<u8>)> {
    let (key, cert) = (
        folder.join(format!("{name}.key")),
        folder.join(format!("{name}.pem")),
    );
    let done = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
        ])
        .args([
            "-subj",
            &format!("/CN={host}"),
            "-addext",
            &format!("subjectAltName={host}"),
        ])
        .args(["-days", days, "-keyout"])
        .arg(&key)
        .arg("-out")
        .arg(&cert)
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .status();
    done.is_ok_and(|it| it.success())
        .then(|| (std::fs::read(cert).unwrap(), std::fs::read(key).unwrap()))
}

/// Answers one caller; tells how many bytes of a request it could read.
fn serve(cert: &[u8], key: &[u8]) -> (u16, mpsc::Receiver<usize>) {
    let chain: Vec<_> = CertificateDer::pem_slice_iter(cert)
        .map(Result::unwrap)
        .collect();
    let key = PrivateKeyDer::from_pem_slice(key).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, read) = mpsc::channel();
    std::thread::spawn(move || {
        let (mut tcp, _) = listener.accept().unwrap();
        let mut tls = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
        let mut bytes = [0u8; 4096];
        tell.send(stream.read(&mut bytes).unwrap_or(0)).ok();
    });
    (port, read)
}

#[tokio::test(flavor = "multi_thread")]
async fn and_no_request_reaches_its_server() {
    let folder = tempfile::tempdir().unwrap();
    let http = Http::new().unwrap();
    let mut all = Tally::default();
    for (name, host, days) in [
        ("self-made", "IP:127.0.0.1", "365"),
        ("out-of-date", "IP:127.0.0.1", "-1"),
        ("of-another-host", "DNS:trust.example", "365"),
    ] {
        // Where openssl makes none that ended before it began, a day that is nearly over has to do.
        let made =
            made(folder.path(), name, host, days).or_else(|| made(folder.path(), name, host, "1"));
        let Some((cert, key)) = made else {
            assert!(
                std::env::var("CI").as_deref() != Ok("true"),
                "openssl is needed"
            );
            eprintln!("\nSKIPPED: certificates are made with openssl, which is not here\n");
            return;
        };
        let (port, read) = serve(&cert, &key);
        let asked = Request {
            method: Method::Get,
            url: format!("https://127.0.0.1:{port}/fhir/Patient/1")
                .parse()
                .unwrap(),
            headers: vec![("authorization", "Bearer planted".to_owned())],
            body: None,
        };
        let said = http.ask(asked).await;
        assert!(matches!(said, Err(TalkProblem::Doubted(_))), "{name}");
        let read = tokio::task::spawn_blocking(move || read.recv().unwrap())
            .await
            .unwrap();
        all.add(Tally::of_one(false, false, read > 0));
    }
    all.row(13, "certificates");
}
