//! When a world has come to rest: nobody has anything to say any more, and it took no storm to get there.

use requite_engine::Courier;

use crate::{
    device::Contact,
    world::{Failed, World},
};

/// Simulated time without any change after which the world is at rest.
const REST_MS: u64 = 75_000;
/// Simulated time in which it has to come to rest.
const REST_BY_MS: u64 = 1_800_000;
/// Requests to the relay that each device may make while it comes to rest.
const STORM: u64 = 600;

impl World {
    /// Until nothing changes any more.
    pub(crate) fn rest(&mut self) -> Result<(), Failed> {
        let began = self.now;
        let served = self.post.served;
        let mut since = self.now;
        let mut before = self.state();
        let mut busy = 0_u32;
        while self.now < since + REST_MS {
            for index in 0..self.devices.len() {
                self.look(index)?;
            }
            self.advance(self.now + 1_000)?;
            let state = self.state();
            // A look at a relay that is due anyway is under way now and then.
            busy = if self.is_quiet() { 0 } else { busy + 1 };
            if state != before || busy > 3 {
                since = self.now;
                before = state;
            }
            if self.now > began + REST_BY_MS {
                self.describe();
                return Err("the world did not come to rest".to_owned());
            }
        }
        let storm = STORM * u64::try_from(self.devices.len()).unwrap_or(1);
        let made = self.post.served - served;
        if made > storm {
            return Err(format!("a storm of {made} requests"));
        }
        Ok(())
    }

    /// Whether nobody has anything to say. A courier that has no line is quiet, for it can do nothing; a world in which somebody
    /// has yet to reach the relay is not: whoever is let in there is on the line before anything is at rest.
    fn is_quiet(&self) -> bool {
        self.devices.iter().filter(|device| device.courier.is_some()).all(|device| {
            let is_met = device.contact != Contact::Nobody;
            is_met && device.courier.as_ref().is_some_and(Courier::is_quiet)
        })
    }

    fn state(&mut self) -> Vec<u64> {
        let reports = self.devices.iter().filter_map(|device| device.courier.as_ref());
        reports.map(|courier| courier.report().received + courier.report().sent).collect()
    }
}
