pub mod bulletin;
pub mod feed;
pub mod posting;
pub mod text;
