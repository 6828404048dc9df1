//! Where the program meets the world: the disk, the network, the clock. Everything above this module is pure.

#![expect(clippy::disallowed_methods, reason = "this is the edge")]

pub mod store;
pub mod sync;
