pub mod bulletin;
pub mod posting;
pub mod text;
