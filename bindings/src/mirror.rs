//! Records on this side are mirrors of those inside, so that what the core renames breaks no app. One macro writes the
//! mirror and both ways through it; [`Cross`] carries each field.

use std::collections::{BTreeMap, HashMap};

/// From a value inside to the value outside, or back.
pub(crate) trait Cross<T> {
    fn cross(self) -> T;
}

macro_rules! as_it_is {
    ($($type:ty),*) => { $(impl Cross<$type> for $type { fn cross(self) -> $type { self } })* };
}
as_it_is!((), bool, i8, i16, i32, i64, u8, u16, u32, u64, f64, String, requite::Sitting);

impl Cross<String> for &'static str {
    fn cross(self) -> String {
        self.to_owned()
    }
}

impl Cross<u64> for usize {
    fn cross(self) -> u64 {
        u64::try_from(self).unwrap_or(u64::MAX)
    }
}

impl Cross<usize> for u32 {
    fn cross(self) -> usize {
        usize::try_from(self).unwrap_or(usize::MAX)
    }
}

impl Cross<String> for requite_engine::DocumentId {
    fn cross(self) -> String {
        self.to_string()
    }
}

impl<A: Cross<B>, B> Cross<Option<B>> for Option<A> {
    fn cross(self) -> Option<B> {
        self.map(Cross::cross)
    }
}

impl<In: Cross<Out>, Out> Cross<Vec<Out>> for Vec<In> {
    fn cross(self) -> Vec<Out> {
        self.into_iter().map(Cross::cross).collect()
    }
}

impl<In: Cross<Out>, Out> Cross<HashMap<String, Out>> for BTreeMap<String, In> {
    fn cross(self) -> HashMap<String, Out> {
        self.into_iter().map(|(key, value)| (key, value.cross())).collect()
    }
}

impl<In: Cross<Out>, Out> Cross<HashMap<String, Out>> for BTreeMap<&'static str, In> {
    fn cross(self) -> HashMap<String, Out> {
        self.into_iter().map(|(key, value)| (key.to_owned(), value.cross())).collect()
    }
}

/// A record as the other side has it.
macro_rules! record {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, uniffi::Record)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type),*
        }
    };
}

/// The way from one record to another whose fields have the same names.
macro_rules! way {
    ($from:ident to $to:ident { $($field:ident),* }) => {
        impl $crate::mirror::Cross<$to> for $from {
            fn cross(self) -> $to {
                $to { $($field: $crate::mirror::Cross::cross(self.$field)),* }
            }
        }
    };
}

/// A record that comes out: declared here, made from the one inside.
macro_rules! out {
    ($($(#[$doc:meta])* $name:ident from $inner:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    })*) => {$(
        $crate::mirror::record! { $(#[$doc])* $name { $($(#[$field_doc])* $field: $type),* } }
        $crate::mirror::way! { $inner to $name { $($field),* } }
    )*};
}

/// A record that goes in: declared here, made into the one inside.
macro_rules! into {
    ($($(#[$doc:meta])* $name:ident into $inner:ident {
        $($(#[$field_doc:meta])* $field:ident: $type:ty),* $(,)?
    })*) => {$(
        $crate::mirror::record! { $(#[$doc])* $name { $($(#[$field_doc])* $field: $type),* } }
        $crate::mirror::way! { $name to $inner { $($field),* } }
    )*};
}

/// A choice without fields, the same on both sides, in the directions that are named.
macro_rules! choice {
    ($($(#[$doc:meta])* $name:ident is $inner:ident {
        $($(#[$variant_doc:meta])* $variant:ident),* $(,)?
    })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
        pub enum $name {
            $($(#[$variant_doc])* $variant),*
        }

        impl $crate::mirror::Cross<$name> for $inner {
            fn cross(self) -> $name {
                match self { $(Self::$variant => $name::$variant),* }
            }
        }

        impl $crate::mirror::Cross<$inner> for $name {
            fn cross(self) -> $inner {
                match self { $(Self::$variant => $inner::$variant),* }
            }
        }
    )*};
}

pub(crate) use {choice, into, out, record, way};
