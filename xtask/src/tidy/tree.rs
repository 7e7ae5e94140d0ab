//! The files of the workspace, read once: text only, without what is built or fetched.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that hold nothing written by hand.
const SKIPPED: &[&str] = &[".git", ".build", "target", "node_modules"];

/// A text file of the workspace.
#[derive(Debug, Clone)]
pub(crate) struct File {
    /// Relative to the root, with forward slashes.
    pub(crate) path: String,
    pub(crate) text: String,
}

/// Every text file of the workspace, in order.
#[derive(Debug)]
pub(crate) struct Tree {
    root: PathBuf,
    files: Vec<File>,
}

impl Tree {
    /// Reads the workspace at this root. What is not text is passed over, and symbolic links are not followed.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let mut tree = Self { root: root.to_owned(), files: Vec::new() };
        let mut folders = vec![root.to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).map_err(|error| trouble(&folder, &error))? {
                let entry = entry.map_err(|error| trouble(&folder, &error))?;
                let kind = entry.file_type().map_err(|error| trouble(&entry.path(), &error))?;
                if kind.is_dir() {
                    if !SKIPPED.iter().any(|skipped| entry.file_name() == *skipped) {
                        folders.push(entry.path());
                    }
                } else if kind.is_file() {
                    tree.add(&entry.path())?;
                }
            }
        }
        tree.files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(tree)
    }

    /// Every text file.
    pub(crate) fn files(&self) -> &[File] {
        &self.files
    }

    /// Every Rust source file.
    pub(crate) fn rust(&self) -> impl Iterator<Item = &File> {
        self.with_ending(".rs")
    }

    /// Every Markdown page.
    pub(crate) fn pages(&self) -> impl Iterator<Item = &File> {
        self.with_ending(".md")
    }

    /// The text of one file, if it is there.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        self.files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
    }

    /// Whether something, of any kind, is at this path within the root.
    pub(crate) fn has(&self, path: &Path) -> bool {
        self.root.join(path).exists()
    }

    fn with_ending<'a>(&'a self, ending: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.path.ends_with(ending))
    }

    fn add(&mut self, path: &Path) -> Result<(), String> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            // Editors and other commands come and go while we read.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(trouble(path, &error)),
        };
        if let Ok(text) = String::from_utf8(bytes) {
            let relative = path.strip_prefix(&self.root).unwrap_or(path);
            self.files.push(File { path: relative.to_string_lossy().replace('\\', "/"), text });
        }
        Ok(())
    }
}

fn trouble(path: &Path, error: &std::io::Error) -> String {
    format!("cannot read {}: {error}", path.display())
}
