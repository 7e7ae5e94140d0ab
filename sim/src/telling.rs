//! How every device of a world stands, for whoever replays a seed.

use crate::world::World;

impl World {
    /// How every device stands, for who replays a seed.
    pub(crate) fn describe(&mut self) {
        let Some(tell) = &mut self.teller else { return };
        for (index, device) in self.devices.iter_mut().enumerate() {
            let Some(engine) = &mut device.engine else {
                tell(&format!("device {index} is not running"));
                continue;
            };
            let id = engine.device_id();
            let is_removed = self.removed.contains(&id);
            let courier = device
                .courier
                .as_ref()
                .map(|courier| format!("quiet {} {:?}", courier.is_quiet(), courier.report()));
            let status = engine.status().map(|mut status| {
                status.devices.clear();
                status
            });
            let mail: Option<[u8; 32]> = device.keys.first_chunk().copied();
            let path = device.folder.join("mail");
            let mut mail = mail.and_then(|key| {
                requite_store::Mail::open(&path, &requite_store::FileKey::new(key)).ok()
            });
            let tips = mail.as_mut().map(|mail| {
                mail.read(|mail| {
                    Ok::<_, requite_store::StoreError>((
                        mail.tips()?
                            .iter()
                            .map(|t| format!("{}:{}", t.device, t.n))
                            .collect::<Vec<_>>(),
                        mail.roster_len()?,
                    ))
                })
            });
            let content: Option<[u8; 32]> = device.keys.last_chunk().copied();
            let path = device.folder.join("journal");
            let mut journal = content.and_then(|key| {
                requite_store::Journal::open(&path, &requite_store::FileKey::new(key)).ok()
            });
            let aside = journal.as_mut().map(|journal| {
                journal.read(|journal| {
                    Ok::<_, requite_store::StoreError>((journal.quarantined()?, journal.opened()?))
                })
            });
            tell(&format!("   {tips:?} {aside:?}"));
            tell(&format!("device {index} {id} removed {is_removed} {status:?}\n   {courier:?}"));
        }
    }
}
