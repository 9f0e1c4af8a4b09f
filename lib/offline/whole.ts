/**
 * Resolves when the transaction is on disk; rejects with what ended it (`QuotaExceededError` on a full phone), not with the
 * "aborted" of each single request.
 */
export async function whole(write: { done: Promise<void> }, requests: readonly Promise<unknown>[]): Promise<void> {
  for (const request of requests) request.catch(() => {});
  await write.done;
}
