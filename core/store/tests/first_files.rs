//! A process whose first files are opened by many threads at the same moment: a file of its own, since only the first opening of a
//! process can go wrong in this way.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::sync::Barrier;

use requite_store::{FileKey, Mail};

const THREADS: usize = 16;

#[test]
fn the_first_files_of_a_process_are_opened_by_many_threads_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let together = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for n in 0..THREADS {
            let (together, path) = (&together, folder.path().join(format!("mail {n}")));
            scope.spawn(move || {
                together.wait();
                Mail::create(&path, &FileKey::new([7; 32])).unwrap();
            });
        }
    });
}
