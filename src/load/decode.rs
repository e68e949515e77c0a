//! The text of a file, from its bytes.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A file that is no UTF-8 text.
pub(super) struct Undecoded {
    /// What can be shown of it.
    pub(super) shown: String,
    /// Where the fault is, in what is shown.
    pub(super) offset: usize,
    /// What it is.
    pub(super) message: String,
    /// What tells its bytes from others.
    pub(super) sum: u64,
}

impl Undecoded {
    /// Tells a file that is no text by its bytes.
    fn new(bytes: &[u8], shown: String, (offset, message): (usize, String)) -> Self {
        // Ends of lines change from one machine to another, by the settings of git.
        let mut hasher = DefaultHasher::new();
        let bytes: Vec<u8> = bytes
            .iter()
            .copied()
            .filter(|byte| *byte != b'\r')
            .collect();
        bytes.hash(&mut hasher);
        Self {
            shown,
            offset,
            message,
            sum: hasher.finish(),
        }
    }
}

/// Decodes the bytes of a file.
pub(super) fn decoded(bytes: Vec<u8>) -> Result<String, Undecoded> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        let message = "ce fichier est en UTF-16, et non en UTF-8".to_owned();
        return Err(Undecoded::new(&bytes, String::new(), (0, message)));
    }
    match String::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            let offset = text.find('\0').unwrap_or(0);
            let message = "ce fichier contient un caractère nul : il n'est pas un texte UTF-8";
            let fault = (offset, message.to_owned());
            Err(Undecoded::new(&[], text, fault))
        }
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let byte = bytes.get(offset).copied().unwrap_or_default();
            let message = format!("ce fichier n'est pas en UTF-8 (octet 0x{byte:02X})");
            let shown = String::from_utf8_lossy(bytes).into_owned();
            Err(Undecoded::new(bytes, shown, (offset, message)))
        }
    }
}
