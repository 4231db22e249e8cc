//! Real certificates, made by `openssl` here and now: an authority, one below it, servers' own; and a server that
//! shows them and counts what reaches it.
#![allow(dead_code, reason = "each test uses the part that it needs")]

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// From when until when: as `openssl ca` takes it.
pub const NOW: (&str, &str) = ("20200101000000Z", "20490101000000Z");
pub const LONG_AGO: (&str, &str) = ("20200101000000Z", "20210101000000Z");
pub const LATER: (&str, &str) = ("20480101000000Z", "20490101000000Z");

/// Somebody who makes certificates.
pub struct Authority {
    folder: PathBuf,
    name: String,
}

/// A certificate with its key and what leads from it to the authority, as files of a server have them.
pub struct Shown {
    pub chain: Vec<u8>,
    pub key: Vec<u8>,
}

/// Whether `openssl` is here; under CI it has to be.
pub fn can_be_made() -> bool {
    let there = run(Command::new("openssl").arg("version")).is_some();
    assert!(
        there || std::env::var("CI").as_deref() != Ok("true"),
        "openssl is needed"
    );
    if !there {
        eprintln!("\nSKIPPED: certificates are made with openssl, which is not here\n");
    }
    there
}

impl Authority {
    /// One that nobody vouches for but itself.
    pub fn root(folder: &Path, name: &str) -> Self {
        let this = Self::in_folder(folder, name);
        this.openssl(&format!(
            "req -x509 {NEW_KEY} -keyout {name}.key -out {name}.pem -days 9000 -subj /CN={name} \
             -addext basicConstraints=critical,CA:TRUE"
        ));
        this.write("index.txt", "");
        this
    }

    fn in_folder(folder: &Path, name: &str) -> Self {
        let folder = folder.join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let this = Self {
            folder,
            name: name.to_owned(),
        };
        this.write(
            "ca.cnf",
            &format!(
                "[ca]\ndefault_ca=me\n[me]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\n\
                 private_key={name}.key\ncertificate={name}.pem\ndefault_md=sha256\npolicy=any\n\
                 unique_subject=no\n[any]\ncommonName=supplied\n"
            ),
        );
        this
    }

    /// Another one below it.
    pub fn below(&self, folder: &Path, name: &str) -> Self {
        let other = Self::in_folder(folder, name);
        let (pem, key) = self.sign(name, "basicConstraints=critical,CA:TRUE", NOW);
        std::fs::write(other.folder.join(format!("{name}.pem")), pem).unwrap();
        std::fs::write(other.folder.join(format!("{name}.key")), key).unwrap();
        other.write("index.txt", "");
        other
    }

    /// A server's certificate: for whom (`IP:127.0.0.1`), from when until when.
    pub fn server(&self, name: &str, host: &str, time: (&str, &str)) -> Shown {
        let (chain, key) = self.sign(name, &format!("subjectAltName={host}"), time);
        Shown { chain, key }
    }

    /// The certificate of the authority itself.
    pub fn pem(&self) -> Vec<u8> {
        std::fs::read(self.folder.join(format!("{}.pem", self.name))).unwrap()
    }

    fn sign(&self, name: &str, extension: &str, (from, until): (&str, &str)) -> (Vec<u8>, Vec<u8>) {
        let stem = format!("for-{name}");
        self.write(&format!("{stem}.ext"), extension);
        self.openssl(&format!(
            "req {NEW_KEY} -keyout {stem}.key -out {stem}.csr -subj /CN={name}"
        ));
        self.openssl(&format!(
            "ca -config ca.cnf -batch -notext -in {stem}.csr -out {stem}.pem -extfile {stem}.ext \
             -startdate {from} -enddate {until}"
        ));
        let read = |end: &str| std::fs::read(self.folder.join(format!("{stem}.{end}"))).unwrap();
        (read("pem"), read("key"))
    }

    fn openssl(&self, line: &str) {
        let mut command = Command::new("openssl");
        command
            .current_dir(&self.folder)
            .args(line.split_whitespace());
        assert!(run(&mut command).is_some(), "openssl {line}");
    }

    fn write(&self, file: &str, text: &str) {
        std::fs::write(self.folder.join(file), text).unwrap();
    }

    /// What vouches for servers where this is the only authority.
    pub fn roots(&self) -> rustls::RootCertStore {
        let mut roots = rustls::RootCertStore::empty();
        let pem = self.pem();
        let (added, _) = roots.add_parsable_certificates(certificates(&pem));
        assert_eq!(added, 1);
        roots
    }
}

const NEW_KEY: &str = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

fn run(command: &mut Command) -> Option<Vec<u8>> {
    let done = command.stdin(Stdio::null()).stderr(Stdio::null()).output();
    done.ok()
        .filter(|it| it.status.success())
        .map(|it| it.stdout)
}

fn certificates(pem: &[u8]) -> Vec<CertificateDer<'static>> {
    CertificateDer::pem_slice_iter(pem)
        .map(Result::unwrap)
        .collect()
}

/// The pin of a certificate's key, found as `docs/trusts.md` says.
pub fn pin(folder: &Path, pem: &[u8]) -> String {
    use base64::Engine;
    let file = folder.join("to-pin.pem");
    std::fs::write(&file, pem).unwrap();
    let public = run(Command::new("openssl")
        .args(["x509", "-noout", "-pubkey", "-in"])
        .arg(&file))
    .unwrap();
    std::fs::write(&file, public).unwrap();
    let der = run(Command::new("openssl")
        .args(["pkey", "-pubin", "-outform", "der", "-in"])
        .arg(&file));
    base64::engine::general_purpose::STANDARD.encode(Sha256::digest(der.unwrap()))
}

/// A server: where it is, and how many requests reached it.
pub struct Server {
    pub port: u16,
    read: Arc<AtomicUsize>,
}

impl Server {
    /// Shows this certificate to everybody, and says `{}` to whoever goes on.
    pub fn start(shown: &Shown) -> Self {
        let key = PrivateKeyDer::from_pem_slice(&shown.key).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(certificates(&shown.chain), key)
            .unwrap();
        let (config, read) = (Arc::new(config), Arc::new(AtomicUsize::new(0)));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let count = read.clone();
        std::thread::spawn(move || {
            for tcp in listener.incoming() {
                let (Ok(mut tcp), config, count) = (tcp, config.clone(), count.clone()) else {
                    return;
                };
                std::thread::spawn(move || {
                    let mut tls = rustls::ServerConnection::new(config).unwrap();
                    let mut stream = rustls::Stream::new(&mut tls, &mut tcp);
                    let mut bytes = [0u8; 4096];
                    while let Ok(length @ 1..) = stream.read(&mut bytes) {
                        count.fetch_add(usize::from(length > 0), Ordering::SeqCst);
                        let said = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}";
                        if stream.write_all(said.as_bytes()).is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { port, read }
    }

    /// How many requests reached it.
    pub fn read(&self) -> usize {
        self.read.load(Ordering::SeqCst)
    }
}
