//! The devices of a journal: letting one in, removing one, new words.

use std::path::Path;

use requite_engine::{
    DeviceInfo, FreshAuth, History, Invite, JoinEvent, Lock, RecoveryWords, RelayUrl, Setup,
};

use crate::{Practice, PracticeError, kinds};

impl Practice {
    /// Joins the journal of another device by the line that it shows.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub async fn join(
        folder: &Path,
        line: &str,
        device_name: &str,
        passphrase: &str,
        now_ms: i64,
        observe: &mut dyn FnMut(&JoinEvent),
    ) -> Result<(Self, RelayUrl), PracticeError> {
        let setup = Setup::new(folder, kinds::schema()?);
        let lock = Lock::Passphrase(passphrase);
        let (engine, relay) = setup.join(line, device_name, lock, observe).await?;
        let mut practice = Self { engine, kept: None };
        practice.introduce(device_name, now_ms)?;
        Ok((practice, relay))
    }

    /// Asks for the passphrase afresh.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::WrongPassphrase`].
    pub fn authenticate(&self, passphrase: &str) -> Result<FreshAuth, PracticeError> {
        Ok(self.engine.authenticate(passphrase)?)
    }

    /// Invites a device by way of a relay.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::AuthRequired`] and the like.
    pub async fn invite(
        &mut self,
        relay: &RelayUrl,
        auth: &FreshAuth,
    ) -> Result<Invite, PracticeError> {
        Ok(self.engine.invite(relay, auth).await?)
    }

    /// Waits for the newcomer of an invitation; gives the name that it goes by.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::PairingExpired`] and the like.
    pub async fn meet(&mut self, invite: &mut Invite) -> Result<String, PracticeError> {
        Ok(invite.meet(&mut self.engine).await?)
    }

    /// Lets the newcomer in, if these are the digits that it shows.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::WrongDigits`] and the like.
    pub async fn confirm(
        &mut self,
        invite: Invite,
        digits: &str,
        auth: &FreshAuth,
        history: History,
    ) -> Result<String, PracticeError> {
        let device = invite.confirm(&mut self.engine, digits, auth, history).await?;
        Ok(device.to_string())
    }

    /// Every device that is or was in the journal.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn devices(&mut self) -> Result<Vec<DeviceInfo>, PracticeError> {
        Ok(self.engine.devices()?)
    }

    /// Removes the device whose id begins so. Gives its whole id.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::NotFound`], [`requite_engine::EngineError::Ambiguous`], [`requite_engine::EngineError::LastDevice`].
    pub fn revoke(&mut self, prefix: &str) -> Result<String, PracticeError> {
        let device = self.engine.find_device(prefix)?;
        self.engine.revoke(&[device])?;
        Ok(device.to_string())
    }

    /// Gives newcomers what was held back from them.
    ///
    /// # Errors
    /// [`requite_engine::EngineError::NotFound`] when nothing is.
    pub fn release_history(&mut self) -> Result<(), PracticeError> {
        Ok(self.engine.release_history()?)
    }

    /// New recovery words; the old ones open nothing any more once everybody knows.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn change_recovery(&mut self) -> Result<RecoveryWords, PracticeError> {
        Ok(self.engine.change_recovery()?)
    }

    /// Whether these recovery words open this journal.
    ///
    /// # Errors
    /// [`EngineError::WrongWords`](requite_engine::EngineError), [`EngineError::OtherWords`](requite_engine::EngineError).
    pub fn test_words(&mut self, words: &str) -> Result<(), PracticeError> {
        Ok(self.engine.test_words(words)?)
    }

    /// What proves that a device was copied, or that a relay told two stories: sealed envelopes.
    ///
    /// # Errors
    /// [`PracticeError::Engine`].
    pub fn evidence(&mut self) -> Result<Vec<Vec<u8>>, PracticeError> {
        Ok(self.engine.evidence()?)
    }
}
