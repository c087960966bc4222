//! Codes that stand as words in a file.

/// Defines an enum of codes with the word each has in a file.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $code:ident = $word:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$of])* $code),*
        }

        impl $name {
            /// Every code, in the order of the format.
            pub const ALL: &'static [$name] = &[$($name::$code),*];

            /// The word in a file.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$code => $word),*
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}

pub(crate) use words;
