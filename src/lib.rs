pub mod bulletin;
pub mod config;
pub mod edge;
pub mod feed;
pub mod posting;
pub mod text;
