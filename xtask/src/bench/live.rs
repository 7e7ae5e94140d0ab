//! The parts of J6 that speak with each other: a relay, one who writes, one who reads, and the raw wire beside them.

use std::{
    io::{BufRead, Read, Write},
    net::{TcpListener, TcpStream},
};

use requite::{SyncEvent, Until};
use tokio::sync::Notify;

use super::{
    measure::{middle_and_p95, now_ms},
    parts::{told, write},
    stage::{Stage, runtime},
};

/// Rounds on the raw wire.
const ROUNDS: usize = 200;

/// A relay like any other; it says where it listens.
pub(super) fn relay(stage: &Stage) -> Result<(), String> {
    let args = requite_relay::Args {
        listen: ([127, 0, 0, 1], 0).into(),
        data: stage.relay_data(),
        origin: Vec::new(),
        quota_mib: 2_048,
    };
    runtime()?.block_on(requite_relay::run(args, str::to_owned)).map_err(told)
}

/// Keeps in touch, and adds one sentence to an entry for every line that it is told; says when it began to.
pub(super) fn speak(stage: &Stage, device: &str) -> Result<(), String> {
    let mut watching = stage.open(device)?;
    let relay = stage.relay()?;
    let ready = std::sync::Arc::new((std::sync::Mutex::new(false), std::sync::Condvar::new()));
    let told_ready = std::sync::Arc::clone(&ready);
    // A shell's writes come from a handle of their own, while another keeps in touch.
    std::thread::spawn(move || {
        let outcome = runtime().and_then(|runtime| {
            let observe = &mut |event: &SyncEvent| {
                if matches!(event, SyncEvent::Connected(_)) {
                    *told_ready.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = true;
                    told_ready.1.notify_all();
                }
            };
            let never = core::future::pending();
            let relays = core::slice::from_ref(&relay);
            runtime.block_on(watching.sync(relays, Until::Stopped, never, observe)).map_err(told)
        });
        if let Err(why) = outcome {
            eprintln!("speak: {why}");
        }
    });
    let connected = ready.0.lock().map_err(told)?;
    drop(ready.1.wait_while(connected, |connected| !*connected).map_err(told)?);
    let mut practice = stage.open(device)?;
    let mut text = "It rained all day.".to_owned();
    let id = write(&mut practice, &text)?;
    say("ready")?;
    for line in std::io::stdin().lock().lines() {
        text.push(' ');
        text.push_str(&line.map_err(told)?);
        let began = now_ms();
        practice.edit(&id, None, &text).map_err(told)?;
        say(&began.to_string())?;
    }
    Ok(())
}

/// Keeps in touch, and says when something can be read here.
pub(super) fn hear(stage: &Stage, device: &str) -> Result<(), String> {
    let mut practice = stage.open(device)?;
    let relay = stage.relay()?;
    let failed = Notify::new();
    let observe = &mut |event: &SyncEvent| {
        let said = match event {
            SyncEvent::Connected(_) => say("ready"),
            SyncEvent::Changed(_) => say(&now_ms().to_string()),
            _ => Ok(()),
        };
        if said.is_err() {
            failed.notify_one();
        }
    };
    let relays = core::slice::from_ref(&relay);
    let synced = practice.sync(relays, Until::Stopped, failed.notified(), observe);
    runtime()?.block_on(synced).map(drop).map_err(told)
}

/// The floor of J6: for each line "bytes", so many bytes through a relay of nothing but sockets, and what one durable
/// write costs.
pub(super) fn raw() -> Result<(), String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).map_err(told)?;
    let size = line.trim().parse().map_err(told)?;
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
    let address = listener.local_addr().map_err(told)?;
    let relay = std::thread::spawn(move || forward(&listener, size));
    let mut writer = TcpStream::connect(address).map_err(told)?;
    let mut reader = TcpStream::connect(address).map_err(told)?;
    writer.set_nodelay(true).map_err(told)?;
    let message = vec![7; size];
    let mut heard = vec![0; size];
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = now_ms();
        writer.write_all(&message).map_err(told)?;
        reader.read_exact(&mut heard).map_err(told)?;
        times.push(now_ms() - began);
    }
    drop((writer, reader));
    relay.join().map_err(|_| "the raw relay panicked".to_owned())?.map_err(told)?;
    let (wire, wire_p95) = middle_and_p95(&mut times);
    let (disk, disk_p95) = durable_write()?;
    super::measure::report(&[
        ("wire_ms", wire),
        ("wire_p95_ms", wire_p95),
        ("disk_ms", disk),
        ("disk_p95_ms", disk_p95),
    ]);
    Ok(())
}

fn forward(listener: &TcpListener, size: usize) -> std::io::Result<()> {
    let (mut from, _) = listener.accept()?;
    let (mut to, _) = listener.accept()?;
    to.set_nodelay(true)?;
    let mut message = vec![0; size];
    while from.read_exact(&mut message).is_ok() {
        to.write_all(&message)?;
    }
    Ok(())
}

/// One page appended and on the disk.
fn durable_write() -> Result<(f64, f64), String> {
    let mut file = tempfile::tempfile().map_err(told)?;
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let began = now_ms();
        file.write_all(&[7; 4_096]).and_then(|()| file.sync_data()).map_err(told)?;
        times.push(now_ms() - began);
    }
    Ok(middle_and_p95(&mut times))
}

fn say(line: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(told)
}
