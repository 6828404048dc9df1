//! The operator's own table.
