//! What staff do to the kiosk itself from afar.

use serde_json::Value;
use serde_json::json;

use super::clerk::Clerk;
use super::refusal::Refusal;
use crate::app::Msg;
use crate::edge::store::Store;
use crate::edge::upkeep::close;
use crate::text::CleanText;
use crate::upkeep::Closure;
use crate::upkeep::News;

impl Clerk {
    /// Closes the kiosk to the public, or opens it; its screen says so at once.
    pub(super) async fn close(&self, on: bool, text: Option<String>, who: &CleanText) -> Result<Value, Refusal> {
        let text = text.as_deref().and_then(CleanText::line);
        let (closure, who) = (on.then_some(Closure { text }), who.clone());
        let closure = self.write(move |store| close(store, closure, &who)).await?;
        let result = json!({"maintenance": closure});
        self.tell(Msg::Upkeep(News::Closure(closure))).await?;
        Ok(result)
    }

    /// Whoever has the PIN may try again at once.
    pub(super) async fn reset_pins(&self, who: &CleanText) -> Result<Value, Refusal> {
        self.write(Store::forget_wrong_pins).await?;
        tracing::info!(%who, "staff forgave the wrong PINs");
        self.tell(Msg::Upkeep(News::LockReset)).await?;
        Ok(json!({}))
    }
}
