//! The signals that ask for the end: they wait while something is being written, or is to be cleaned up.

#[cfg(unix)]
pub(super) use self::unix::Held;

#[cfg(not(unix))]
pub(super) use self::other::Held;

/// Where there are signals.
#[cfg(unix)]
mod unix {
    use std::io;
    use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

    use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
    use signal_hook::flag::{register, register_conditional_default, register_usize};

    /// As long as one is there, a signal that asks for the end waits. The end comes when the last one goes.
    #[derive(Debug)]
    pub(in crate::write) struct Held(());

    /// What the signals do, for the whole process.
    static SIGNALS: Mutex<Option<Signals>> = Mutex::new(None);

    /// What the signals do.
    struct Signals {
        /// How many hold them.
        holders: usize,
        /// The last one that came; 0 when there was none.
        came: Arc<AtomicUsize>,
        /// Whether they act as usual.
        as_usual: Arc<AtomicBool>,
    }

    impl Signals {
        /// Starts to listen.
        fn listen() -> io::Result<Self> {
            let signals = Self {
                holders: 0,
                came: Arc::default(),
                as_usual: Arc::new(AtomicBool::new(true)),
            };
            for signal in [SIGHUP, SIGINT, SIGQUIT, SIGTERM] {
                if is_ignored(signal) {
                    continue;
                }
                let number = signal as usize;
                register_conditional_default(signal, signals.as_usual.clone())?;
                register_usize(signal, signals.came.clone(), number)?;
            }
            // A file larger than the user may have is an error to say, not an end without a word.
            register(SIGXFSZ, Arc::default())?;
            Ok(signals)
        }

        /// Returns the signal that came.
        fn came(&self) -> Option<i32> {
            let came = i32::try_from(self.came.load(Ordering::SeqCst)).ok();
            came.filter(|&signal| signal != 0)
        }
    }

    /// Returns the signals, for this thread alone.
    fn signals() -> MutexGuard<'static, Option<Signals>> {
        SIGNALS.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns whether the process was started with a signal ignored, as nohup does, where the system says it.
    fn is_ignored(signal: i32) -> bool {
        let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
        let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
        let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
        mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
    }

    impl Held {
        /// Starts to hold the signals.
        pub(in crate::write) fn start() -> io::Result<Self> {
            let mut signals = signals();
            let signals = match &mut *signals {
                Some(signals) => signals,
                absent => absent.insert(Signals::listen()?),
            };
            signals.holders += 1;
            signals.as_usual.store(false, Ordering::SeqCst);
            Ok(Self(()))
        }

        /// Returns the signal that asked for the end.
        pub(in crate::write) fn signal(&self) -> Option<i32> {
            signals().as_ref().and_then(Signals::came)
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            let mut signals = signals();
            let Some(signals) = &mut *signals else { return };
            signals.holders -= 1;
            if signals.holders > 0 {
                return;
            }
            // From here on a signal ends the process by itself; one that came before is heard now.
            signals.as_usual.store(true, Ordering::SeqCst);
            if let Some(signal) = signals.came() {
                // A signal that cannot end it leaves it to go on.
                let _ = signal_hook::low_level::emulate_default_handler(signal);
            }
        }
    }
}

/// Where there are none.
#[cfg(not(unix))]
mod other {
    /// Nothing to hold: the system ends the process.
    #[derive(Debug)]
    pub(in crate::write) struct Held(());

    impl Held {
        /// Starts to hold nothing.
        pub(in crate::write) fn start() -> std::io::Result<Self> {
            Ok(Self(()))
        }

        /// Returns no signal.
        pub(in crate::write) fn signal(&self) -> Option<i32> {
            None
        }
    }
}
