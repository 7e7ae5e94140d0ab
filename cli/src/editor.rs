//! `$EDITOR` on a private file in memory: the draft never touches a disk, and is gone afterwards.

use std::{
    ffi::OsString,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::failure::Shell;

/// A folder of our own in memory, removed when dropped, whatever happens.
struct Draft {
    folder: tempfile::TempDir,
}

/// Lets the person edit a text.
pub(crate) fn edit(text: &str) -> Result<String, Shell> {
    let editor = editor().ok_or(Shell::NoEditor)?;
    let draft = Draft::new(text)?;
    // The shell splits what the variable holds; the path comes as an argument of its own. Nothing written is in either.
    let status = Command::new("sh")
        .arg("-c")
        .arg({
            let mut script = editor;
            script.push(" \"$1\"");
            script
        })
        .arg("sh")
        .arg(draft.file())
        .status()
        .map_err(|_| Shell::Editor)?;
    if !status.success() {
        return Err(Shell::Editor);
    }
    let bytes = std::fs::read(draft.file()).map_err(|_| Shell::Editor)?;
    let mut text = String::from_utf8(bytes).map_err(|_| Shell::Utf8)?;
    if text.ends_with('\n') {
        text.pop();
    }
    Ok(text)
}

impl Draft {
    fn new(text: &str) -> Result<Self, Shell> {
        let parent = memory_folder().ok_or(Shell::NoMemoryFolder)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix("draft-");
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        let folder = builder
            .permissions(permissions)
            .tempdir_in(parent)
            .map_err(|_| Shell::NoMemoryFolder)?;
        let draft = Self { folder };
        let mut options = std::fs::OpenOptions::new();
        let file = options.write(true).create_new(true).mode(0o600).open(draft.file());
        let written = file.and_then(|mut file| file.write_all(text.as_bytes()));
        written.map_err(|_| Shell::Editor)?;
        Ok(draft)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("draft.txt")
    }
}

fn editor() -> Option<OsString> {
    ["VISUAL", "EDITOR"]
        .iter()
        .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()))
}

/// A folder that lives in memory: said so by the kernel's list of mounts, not only by its name.
fn memory_folder() -> Option<PathBuf> {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
    let candidates = runtime.into_iter().chain([PathBuf::from("/dev/shm")]);
    candidates.into_iter().find(|folder| folder.is_dir() && is_in_memory(folder, &mounts))
}

fn is_in_memory(folder: &Path, mounts: &str) -> bool {
    let mounted = mounts.lines().filter_map(|line| {
        let mut words = line.split(' ').skip(1);
        Some((words.next()?, words.next()?))
    });
    let nearest = mounted.filter(|(at, _)| folder.starts_with(at)).max_by_key(|(at, _)| at.len());
    nearest.is_some_and(|(_, kind)| matches!(kind, "tmpfs" | "ramfs"))
}
