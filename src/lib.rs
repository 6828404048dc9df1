pub mod bulletin;
pub mod config;
pub mod posting;
pub mod text;
