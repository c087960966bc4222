//! Work on several threads whose result does not depend on how many there are.

/// Applies `of` to blocks of `size` items on some threads; the answers come in the order of the blocks.
pub(crate) fn in_parallel<Item: Sync, Answer: Send>(
    items: &[Item],
    size: usize,
    threads: usize,
    of: impl Fn(&[Item]) -> Answer + Sync,
) -> Vec<Answer> {
    let blocks: Vec<&[Item]> = items.chunks(size.max(1)).collect();
    if threads <= 1 || blocks.len() <= 1 {
        return blocks.into_iter().map(of).collect();
    }
    let share = blocks.len().div_ceil(threads);
    std::thread::scope(|scope| {
        let of = &of;
        let work: Vec<_> = blocks
            .chunks(share)
            .map(|part| scope.spawn(move || part.iter().map(|block| of(block)).collect::<Vec<Answer>>()))
            .collect();
        // A thread that panicked must not pass for an empty answer.
        let joined = |part: std::thread::ScopedJoinHandle<'_, Vec<Answer>>| {
            part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        };
        work.into_iter().flat_map(joined).collect()
    })
}
