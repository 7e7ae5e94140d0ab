//! For callers without a runtime of their own.

use crate::EngineError;

/// Waits here until something is done, such as [`crate::Engine::sync`]. Not to be called from within a runtime.
///
/// # Errors
/// [`EngineError::Internal`] when the system gives no event queue.
pub fn block_on<F: Future>(future: F) -> Result<F::Output, EngineError> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    Ok(runtime.map_err(|_| EngineError::Internal("runtime"))?.block_on(future))
}
