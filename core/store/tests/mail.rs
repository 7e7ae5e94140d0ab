//! The mail file and the way out: chains only grow, and an envelope is never lost between the two files.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::similar_names,
    clippy::redundant_closure_for_method_calls,
    clippy::format_collect,
    clippy::unused_self,
    reason = "a test that fails says so by panicking, and reads best in one line"
)]

mod made;

use made::Home;
use requite_record::DocumentId;
use requite_store::{Inserted, JournalWrite, Lane, Mail, RelayCursor, StoreError};
use requite_wire::{DeviceId, Envelope, EnvelopeKind, Hash, Header, Tip};

fn envelope(device: u8, previous: Option<Tip>, filling: u8) -> Envelope {
    let header = Header {
        kind: EnvelopeKind::Changes,
        device: DeviceId::new([device; 8]),
        epoch: 0,
        n: previous.map_or(0, |tip| tip.n) + 1,
        prev: previous.map_or(Hash::ZERO, |tip| tip.hash),
        nonce: [0; 24],
        commit: [0; 32],
    };
    Envelope::assemble(&header, &[filling; 272], &[0; 64]).unwrap()
}

#[test]
fn a_chain_takes_its_next_envelope_and_keeps_evidence_of_another() {
    let home = Home::new();
    let mut mail = Mail::create(&home.file(), &made::key()).unwrap();
    let first = envelope(1, None, 1);
    let second = envelope(1, Some(first.tip()), 2);
    let other = envelope(1, Some(first.tip()), 3);
    let mut insert = |envelope: &Envelope| mail.write(|mail| mail.insert(envelope)).unwrap();
    assert_eq!(insert(&second), Inserted::Gap);
    assert_eq!(insert(&first), Inserted::New);
    assert_eq!(insert(&second), Inserted::New);
    assert_eq!(insert(&second), Inserted::Known);
    assert_eq!(insert(&first), Inserted::Known);
    assert_eq!(insert(&other), Inserted::Forked);
    let third_of_other = envelope(1, Some(other.tip()), 4);
    assert_eq!(insert(&third_of_other), Inserted::Forked);
    drop(mail);
    let mut mail = Mail::open(&home.file(), &made::key()).unwrap();
    mail.read(|mail| {
        assert_eq!(mail.tips()?, [second.tip()]);
        assert_eq!(mail.envelope(first.header().device, 1)?.unwrap().bytes(), first.bytes());
        assert_eq!(mail.envelopes(first.header().device, 0, 10, 1)?.len(), 1, "at least one");
        assert_eq!(mail.envelopes(first.header().device, 0, 10, usize::MAX)?.len(), 2);
        Ok::<_, StoreError>(())
    })
    .unwrap();
}

#[test]
fn cursors_and_the_offered_mark_only_say_what_was_said() {
    let home = Home::new();
    let mut mail = Mail::create(&home.file(), &made::key()).unwrap();
    let cursor = RelayCursor { generation: [3; 16], after: 7 };
    mail.write(|mail| {
        mail.set_cursor("http://127.0.0.1:1", &cursor)?;
        mail.set_offered(5)?;
        mail.set_offered(3)?;
        mail.set_heard(DeviceId::new([1; 8]), 1_000)?;
        mail.set_heard(DeviceId::new([1; 8]), 900)
    })
    .unwrap();
    mail.read(|mail| {
        assert_eq!(mail.cursor("http://127.0.0.1:1")?, Some(cursor));
        assert_eq!(mail.cursor("http://127.0.0.1:2")?, None);
        assert_eq!(mail.offered()?, 5, "never back");
        assert_eq!(mail.heard(DeviceId::new([1; 8]))?, Some(1_000));
        Ok::<_, StoreError>(())
    })
    .unwrap();
}

#[test]
fn changes_become_an_envelope_once_and_in_order() {
    let home = Home::new();
    let mut journal = home.create();
    let id = DocumentId::new([1; 16]);
    journal
        .write(|journal| {
            journal.append_unsealed(Lane::Own, id, "entry", &[vec![1], vec![2]])?;
            journal.append_unsealed(Lane::Import, id, "entry", &[vec![3]])
        })
        .unwrap();
    let waiting = journal.read(|journal| journal.unsealed(usize::MAX)).unwrap();
    assert_eq!(waiting.iter().map(|change| change.change[0]).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(waiting[2].lane, Lane::Import);
    let first = envelope(1, None, 1);
    let third = envelope(1, Some(envelope(1, Some(first.tip()), 2).tip()), 3);
    let seqs: Vec<i64> = waiting.iter().take(2).map(|change| change.seq).collect();
    assert_eq!(journal.write(|j| j.seal(&seqs, &third)), Err(StoreError::Chain));
    assert_eq!(journal.read(|j| j.unsealed_count()).unwrap(), 3, "a refused seal takes nothing");
    journal.write(|j| j.seal(&seqs, &first)).unwrap();
    assert_eq!(journal.read(|j| j.unsealed_count()).unwrap(), 1);
    assert_eq!(journal.read(|j| j.chain()).unwrap(), Some((1, first.hash())));
    assert_eq!(journal.read(|j| j.sealed()).unwrap(), [first]);
    journal.write(|j| j.forget_sealed(1)).unwrap();
    assert!(journal.read(|j| j.sealed()).unwrap().is_empty());
}

#[test]
fn what_is_set_aside_is_noted_once_however_often_it_is_opened() {
    let home = Home::new();
    let mut journal = home.create();
    let device = envelope(1, None, 1).header().device;
    let document = DocumentId::new([1; 16]);
    for _ in 0..2 {
        journal.write(|j| j.quarantine(device, 1, None, "cipher")).unwrap();
        journal.write(|j| j.quarantine(device, 1, Some(document), "cipher")).unwrap();
    }
    journal.write(|j| j.quarantine(device, 2, None, "cipher")).unwrap();
    let noted = journal.read(|j| j.quarantined()).unwrap();
    let mut noted: Vec<_> = noted.into_iter().map(|one| (one.n, one.document)).collect();
    noted.sort();
    assert_eq!(noted, [(1, None), (1, Some(document)), (2, None)]);
}

fn put(name: &str) -> impl FnOnce(&mut JournalWrite<'_>) -> Result<(), StoreError> {
    move |journal| journal.put_setting(name, b"1")
}

#[test]
fn only_what_nobody_relies_on_is_written_without_waiting_for_the_disk() {
    let home = Home::new();
    let mut journal = home.create();
    let before = journal.durable_writes();
    journal.write_soon(put("soon")).unwrap();
    journal.write_whenever(put("whenever")).unwrap();
    assert_eq!(journal.durable_writes(), before);
    journal.settle().unwrap();
    journal.settle().unwrap();
    assert_eq!(journal.durable_writes(), before + 1, "once, and only while there is something");
    journal.write_whenever(put("later")).unwrap();
    journal.settle().unwrap();
    assert_eq!(journal.durable_writes(), before + 1, "what is made anew is not waited for");
    journal.write_soon(put("more")).unwrap();
    journal.write(put("now")).unwrap();
    journal.settle().unwrap();
    assert_eq!(
        journal.durable_writes(),
        before + 2,
        "a durable write takes along what was before it"
    );
    let all = ["soon", "whenever", "later", "more", "now"];
    assert!(all.iter().all(|name| journal.read(|j| j.setting(name)).unwrap().is_some()));
}

#[cfg(unix)]
#[test]
fn in_a_folder_that_others_may_look_into_the_files_are_still_mias_alone() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    std::fs::set_permissions(home.folder(), PermissionsExt::from_mode(0o755)).unwrap();
    let mut mail = Mail::create(&home.file(), &made::key()).unwrap();
    mail.write(|mail| mail.insert(&envelope(1, None, 1))).unwrap();
    let files: Vec<_> = std::fs::read_dir(home.folder()).unwrap().map(Result::unwrap).collect();
    assert_eq!(files.len(), 3, "the file, its log and the log's index");
    for file in files {
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.file_name());
    }
}
