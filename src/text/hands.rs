//! Divides the files of a plan between the hands that read and check them.

use std::thread;

use super::limits::{SECOND_THREAD, THREADS};

/// Does a work on items, which are divided in runs, each with the rank of its first item; returns what each run gives, in
/// order. Small works, and those for which no thread can be started, are done in one run or one after the other.
pub(crate) fn share<T: Sync, R: Send>(
    items: &[T],
    work: impl Fn(&[T], usize) -> R + Sync,
) -> Vec<R> {
    let hands = thread::available_parallelism().map_or(1, |most| most.get().min(THREADS));
    if items.len() < SECOND_THREAD || hands == 1 {
        return vec![work(items, 0)];
    }
    let (left, right) = items.split_at(items.len() / 2);
    let work = &work;
    thread::scope(|scope| {
        let other = thread::Builder::new().spawn_scoped(scope, || work(right, left.len()));
        let first = work(left, 0);
        let second = match other.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(done)) => done,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            // The system has no thread to lend.
            Err(_) => work(right, left.len()),
        };
        vec![first, second]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_item_is_in_one_run_in_order() {
        for count in [0, 1, SECOND_THREAD - 1, SECOND_THREAD, SECOND_THREAD + 1] {
            let items: Vec<usize> = (0..count).collect();
            let runs = share(&items, |run, first| {
                assert_eq!(run.first().copied().unwrap_or(first), first);
                run.to_vec()
            });
            assert_eq!(runs.concat(), items);
        }
    }
}
