//! What fields say and do not say.
