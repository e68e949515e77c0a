//! Tries `terminal` of `src/fuzzing` on what the fuzzer invents; what cannot be read is no start for better inputs.
#![no_main]
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|bytes: &[u8]| -> Corpus { if stspd::fuzz("terminal", bytes) { Corpus::Keep } else { Corpus::Reject } });
