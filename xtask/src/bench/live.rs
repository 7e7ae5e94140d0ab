//! The parts of J6 that speak with each other: a relay, one who writes, one who reads, and the raw wire beside them.

use std::{
    io::{BufRead, Read, Write},
    net::{TcpListener, TcpStream},
};

use requite::{SyncEvent, Until};
use tokio::sync::Notify;

use super::{
    measure::now_ms,
    parts::{told, write},
    stage::{Stage, runtime},
};

/// Bytes of a message on the raw wire: what a sealed sentence may have.
const RAW_BYTES: usize = 600;

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

/// The floor of J6, between sentences and in processes of their own like everything else: a relay of nothing but sockets. It says
/// where it listens; who hears comes first, who speaks second.
pub(super) fn raw_relay() -> Result<(), String> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
    say(&listener.local_addr().map_err(told)?.port().to_string())?;
    let (mut to, _) = listener.accept().map_err(told)?;
    let (mut from, _) = listener.accept().map_err(told)?;
    to.set_nodelay(true).map_err(told)?;
    let mut message = [0; RAW_BYTES];
    while from.read_exact(&mut message).is_ok() {
        to.write_all(&message).map_err(told)?;
    }
    Ok(())
}

/// Says when it has heard a message from the raw relay.
pub(super) fn raw_hear(port: u16) -> Result<(), String> {
    let mut from = TcpStream::connect(("127.0.0.1", port)).map_err(told)?;
    say("ready")?;
    let mut message = [0; RAW_BYTES];
    while from.read_exact(&mut message).is_ok() {
        say(&now_ms().to_string())?;
    }
    Ok(())
}

/// Sends a message to the raw relay for every line that it is told, and says when it began to.
pub(super) fn raw_speak(port: u16) -> Result<(), String> {
    let mut to = TcpStream::connect(("127.0.0.1", port)).map_err(told)?;
    to.set_nodelay(true).map_err(told)?;
    say("ready")?;
    for line in std::io::stdin().lock().lines() {
        line.map_err(told)?;
        let began = now_ms();
        to.write_all(&[7; RAW_BYTES]).map_err(told)?;
        say(&began.to_string())?;
    }
    Ok(())
}

/// Brings one page to the disk on which the devices are for every line that it is told, and says how long that took.
pub(super) fn raw_disk(stage: &Stage) -> Result<(), String> {
    let mut file = tempfile::tempfile_in(&stage.folder).map_err(told)?;
    say("ready")?;
    for line in std::io::stdin().lock().lines() {
        line.map_err(told)?;
        let began = now_ms();
        file.write_all(&[7; 4_096]).and_then(|()| file.sync_data()).map_err(told)?;
        say(&(now_ms() - began).to_string())?;
    }
    Ok(())
}

fn say(line: &str) -> Result<(), String> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(told)
}
