/** Next calls this once, before the first request. */
export async function register(): Promise<void> {
  // Also compiled for the edge runtime, which has none of what the server is made of.
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { startServer } = await import("@/lib/server/start-server");
  await startServer();
}
