import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

/** Node tells it for every request of every HTTP server of the process, before the handler runs. */
const requestStart = "http.server.request.start";
/** Milliseconds in which a reader has to take something of what is on its way; Node looks when they are over, so it may take twice as long. */
const longestStall = 60_000;

type StalledReaders = { longest?: number; onDropped: () => void };

/**
 * Closes the connection of every reader that has taken nothing for a minute although something is waiting for it: its buffers
 * and whatever feeds them would otherwise stay for ever. A reader that comes back goes on behind its last event. Who merely
 * has nothing to read is left alone. Gives a way to end it.
 */
export function dropStalledReaders({ longest = longestStall, onDropped }: StalledReaders): () => void {
  const onRequest = (message: unknown) => {
    const response = responseIn(message);
    response?.setTimeout(longest, () => {
      const { socket } = response;
      if (!socket || socket.writableLength === 0) return;
      socket.destroy();
      onDropped();
    });
  };
  subscribe(requestStart, onRequest);
  return () => unsubscribe(requestStart, onRequest);
}

function responseIn(message: unknown): ServerResponse | null {
  if (typeof message !== "object" || message === null || !("response" in message)) return null;
  return message.response instanceof ServerResponse ? message.response : null;
}
