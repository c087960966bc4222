//! A place in an edition for what its readers work out from it.

use std::any::Any;
use std::fmt;
use std::sync::OnceLock;

/// What one reader of an edition has worked out from all of its figures, kept as long as the edition is.
///
/// A copy of an edition starts without it, because a copy is made to be changed.
#[derive(Default)]
pub struct Derived(OnceLock<Box<dyn Any + Send + Sync>>);

impl Derived {
    /// What was worked out; by `work_out` where nobody has asked before. None when something of another kind is kept here.
    pub fn get_or_work_out<T: Any + Send + Sync>(&self, work_out: impl FnOnce() -> T) -> Option<&T> {
        self.0.get_or_init(|| Box::new(work_out())).downcast_ref()
    }
}

impl Clone for Derived {
    fn clone(&self) -> Derived {
        Derived::default()
    }
}

impl fmt::Debug for Derived {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(if self.0.get().is_some() { "Derived(worked out)" } else { "Derived" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_worked_out_once_and_not_copied() {
        let derived = Derived::default();
        assert_eq!(derived.get_or_work_out(|| 1_u32), Some(&1));
        assert_eq!(derived.get_or_work_out(|| 2_u32), Some(&1));
        assert_eq!(derived.get_or_work_out(|| "another kind"), None);
        assert_eq!(derived.clone().get_or_work_out(|| 3_u32), Some(&3));
    }
}
