//! A relay that hangs up in the middle: a one-off sync goes on where it was, and never says that it is done before it is.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says so by panicking"
)]

mod home;

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

use home::{Device, Mia};

/// Passes everything on to Mia's relay, which goes by this address from now on, and hangs up on the first so many connections
/// after so many bytes of an answer.
fn wire(mia: &mut Mia, cuts: u32, after: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    mia.relay.called(&url);
    let relay = mia.relay.url.strip_prefix("http://").unwrap().to_owned();
    let left = Arc::new(AtomicU32::new(cuts));
    std::thread::spawn(move || {
        for client in listener.incoming() {
            let (Ok(mut client), Ok(mut server)) = (client, TcpStream::connect(&relay)) else {
                return;
            };
            let (mut up, mut to) = (client.try_clone().unwrap(), server.try_clone().unwrap());
            std::thread::spawn(move || {
                // It ends when either side hangs up.
                let _passed = std::io::copy(&mut up, &mut to);
                let _closed = to.shutdown(std::net::Shutdown::Both);
            });
            let left = Arc::clone(&left);
            std::thread::spawn(move || {
                let (mut passed, mut bytes) = (0, [0; 4_096]);
                while let Ok(n @ 1..) = server.read(&mut bytes) {
                    let take = left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| {
                        (passed + n > after).then(|| left.checked_sub(1)).flatten()
                    });
                    if take.is_ok() || client.write_all(&bytes[..n]).is_err() {
                        break;
                    }
                    passed += n;
                }
                let _closed = client.shutdown(std::net::Shutdown::Both);
                let _closed = server.shutdown(std::net::Shutdown::Both);
            });
        }
    });
    url
}

/// Text that no compression makes small.
fn noise(seed: u32) -> String {
    let mut state = seed.wrapping_mul(2_654_435_761) | 1;
    let letter = |_| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        char::from(b'a' + u8::try_from(state % 26).unwrap())
    };
    (0..20_000).map(letter).collect()
}

/// Mia's phone has 3 MB on the relay.
fn full() -> Mia {
    let mia = Mia::new();
    let line = |n: u32| {
        serde_json::json!({"date": "2026-11-20", "timezone": "UTC", "text": noise(n)}).to_string()
    };
    let file: Vec<String> = (1..=150).map(line).collect();
    mia.phone.tell(&["import", "jsonl", "-"], file.join("\n").as_bytes()).ok();
    mia.phone.ok(&["sync"]);
    mia
}

#[test]
fn a_line_that_is_cut_three_times_still_brings_everything() {
    let mut mia = full();
    let url = wire(&mut mia, 3, 300_000);
    let tablet = Device::new(mia.folder.path(), "tablet");
    let args = ["restore", "--relay", &url, "--device", "tablet"];
    tablet.tell(&args, mia.words.as_bytes()).ok();
    tablet.ok(&["sync"]);
    assert_eq!(tablet.ids().len(), 150);
}

#[test]
fn a_line_that_is_always_cut_is_never_called_done() {
    let mut mia = full();
    let url = wire(&mut mia, u32::MAX, 40_000);
    let tablet = Device::new(mia.folder.path(), "tablet");
    let args = ["restore", "--relay", &url, "--device", "tablet"];
    // It has the journal then, and its entries as far as they came: the next sync brings the others.
    tablet.tell(&args, mia.words.as_bytes()).ok();
    let synced = tablet.run(&["sync"]);
    assert!(synced.code == 6 || tablet.ids().len() == 150, "{} {}", synced.code, synced.stderr);
}
