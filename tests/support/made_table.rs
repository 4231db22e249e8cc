//! A table in a document that the tests make: it stands between two markers, and is written anew where a variable of the
//! environment says `write`.

use std::path::PathBuf;

pub struct MadeTable {
    /// Below the project.
    pub document: &'static str,
    pub begin: &'static str,
    pub end: &'static str,
    pub variable: &'static str,
}

impl MadeTable {
    /// The table as it stands in the document, made anew before where that is wanted.
    pub fn read(&self, made: impl FnOnce() -> String) -> String {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(self.document);
        let text = std::fs::read_to_string(&path).unwrap();
        let (before, rest) = text.split_once(self.begin).expect("the first marker");
        let (table, after) = rest.split_once(self.end).expect("the last marker");
        if std::env::var(self.variable).as_deref() != Ok("write") {
            return table.to_owned();
        }
        let table = made();
        let text = format!("{before}{}{table}{}{after}", self.begin, self.end);
        std::fs::write(path, text).unwrap();
        table
    }
}
