/** Tests of one worker share a server: the faults of one must not keep a model from the next. */
export const tolerant = JSON.stringify({ breaker: { requests: 1000 }, retry: { baseMs: 20 } });
