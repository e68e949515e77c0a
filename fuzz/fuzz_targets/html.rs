//! Tries `html` of `src/fuzzing` on what the fuzzer invents; what cannot be read is no start for better inputs.
#![no_main]
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus { if stspd::fuzz("html", bytes) { Corpus::Keep } else { Corpus::Reject } });
