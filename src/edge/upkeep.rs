//! What is done to the kiosk itself, beside the loop: a PIN is checked, the public is shut out.

use std::sync::Arc;

use tokio::sync::Notify;
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;

use super::store::Store;
use super::store::StoreError;
use crate::app::Msg;
use crate::app::VisitNumber;
use crate::pin::Pin;
use crate::pin::PinHash;
use crate::pin::WRONG_MAX;
use crate::text::CleanText;
use crate::text::clean_error;
use crate::upkeep::Checked;
use crate::upkeep::Closure;
use crate::upkeep::News;
use crate::upkeep::Task;

/// Whoever stands at the screen and knows the PIN, in the journal.
const AT_THE_SCREEN: &str = "PIN";

/// A clone is the same keeper.
#[derive(Clone)]
pub struct Keeper {
    /// `None` where it cannot be written.
    pub store: Option<Arc<Store>>,
    /// `None` where no PIN is configured.
    pub hash: Option<PinHash>,
    /// Wakes whoever pulls.
    pub pull: Arc<Notify>,
    pub news: mpsc::Sender<Msg>,
}

impl Keeper {
    /// Checks a PIN; what became of it comes as [`Msg::PinChecked`].
    pub fn check(&self, visit: VisitNumber, pin: Pin) {
        let own = self.clone();
        tokio::spawn(async move {
            let news = own.news.clone();
            // A panic there has been logged, and the wrong one is written down.
            let checked = spawn_blocking(move || own.checked(&pin)).await;
            let checked = checked.unwrap_or(Checked::NotWritten);
            // A closed channel means that the program is ending.
            drop(news.send(Msg::PinChecked(visit, checked)).await);
        });
    }

    /// Does what was asked at the screen; what becomes of it comes as [`Msg::Upkeep`].
    pub fn act(&self, task: Task) {
        let who = CleanText::new(AT_THE_SCREEN, 40);
        match task {
            Task::Pull => {
                tracing::info!(%who, "staff want the feeds pulled");
                self.pull.notify_waiters();
            }
            Task::Restart => tracing::info!(%who, "staff restart the program"),
            Task::Close(closure) => {
                let (store, news) = (self.store.clone(), self.news.clone());
                tokio::spawn(async move {
                    let told =
                        spawn_blocking(
                            move || match store.as_deref().map(|store| close(store, closure, &who)) {
                                Some(Ok(closure)) => News::Closure(closure),
                                Some(Err(_)) | None => News::NotWritten,
                            },
                        );
                    let told = told.await.unwrap_or(News::NotWritten);
                    // A closed channel means that the program is ending.
                    drop(news.send(Msg::Upkeep(told)).await);
                });
            }
        }
    }

    fn checked(&self, pin: &Pin) -> Checked {
        let (Some(store), Some(hash)) = (&self.store, &self.hash) else {
            return Checked::NotWritten;
        };
        let wrong = match store.note_wrong_pin() {
            Ok(wrong) => wrong,
            Err(error) => {
                tracing::warn!(reason = %clean_error(&error), "a PIN is not taken: nothing can be written");
                return Checked::NotWritten;
            }
        };
        if wrong > WRONG_MAX || !hash.is_of(pin) {
            tracing::warn!(wrong, "a wrong PIN at the kiosk");
            return Checked::Wrong(wrong);
        }
        if let Err(error) = store.forget_wrong_pins() {
            tracing::warn!(reason = %clean_error(&error), "the number of wrong PINs could not be set back");
        }
        tracing::info!("somebody with the PIN opened the maintenance screen");
        Checked::Right
    }
}

/// Closes the kiosk to the public, or opens it, and says so in the journal.
///
/// # Errors
///
/// Where the store cannot be written; then nothing was changed.
pub fn close(store: &Store, closure: Option<Closure>, who: &CleanText) -> Result<Option<Closure>, StoreError> {
    if let Err(error) = store.close(closure.as_ref()) {
        tracing::warn!(%who, reason = %clean_error(&error), "the kiosk could be neither closed nor opened");
        return Err(error);
    }
    match &closure {
        Some(Closure { text }) => {
            let text = text.as_deref().unwrap_or_default();
            tracing::info!(%who, text, "staff closed the kiosk to the public");
        }
        None => tracing::info!(%who, "staff opened the kiosk to the public"),
    }
    Ok(closure)
}
