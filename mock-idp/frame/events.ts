import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Journal, JournalEntry } from './journal.ts';
import { scene } from './scene.ts';

/** How many entries from before a listener sees that does not say where it was. */
const replayed = 200;
const heartbeatMs = 15_000;
/** A listener that does not read is let go before its backlog takes the memory. */
const mostBacklog = 4 * 1024 * 1024;

/**
 * Sends the journal's entries as server-sent events while they come, without headers and bodies: each once when the
 * request came and once more when it was answered. `Last-Event-ID` or `?since=` says after which entry to begin.
 */
export function sendEvents(journal: Journal, url: URL, req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { variant } = scene();
  res.writeHead(200, { 'Content-Type': 'text/event-stream', Connection: 'keep-alive' });
  const send = (entry: JournalEntry) => {
    if (variant !== undefined && entry.fault !== variant) return;
    if (res.writableLength > mostBacklog) res.destroy();
    else res.write(`id: ${entry.seq}\ndata: ${JSON.stringify(briefly(entry))}\n\n`);
  };
  const { entries, next } = journal.read({ since: sinceOf(journal, url, req), limit: 2_000 });
  res.write(`retry: 1000\nevent: start\ndata: ${JSON.stringify({ next })}\n\n`);
  for (const entry of entries) send(entry);
  const unfollow = journal.follow(send);
  const heartbeat = setInterval(() => res.write(': still here\n\n'), heartbeatMs);
  heartbeat.unref();
  return new Promise((resolve) => {
    res.once('close', () => {
      clearInterval(heartbeat);
      unfollow();
      resolve();
    });
  });
}

function sinceOf(journal: Journal, url: URL, req: IncomingMessage): number {
  const given = String(req.headers['last-event-id'] ?? url.searchParams.get('since') ?? '');
  if (/^\d{1,15}$/.test(given)) return Number(given);
  const { next } = journal.read({ since: Number.MAX_SAFE_INTEGER, limit: 0 });
  return Math.max(0, next - replayed);
}

function briefly({ seq, time, method, path, fault, response, unanswered }: JournalEntry) {
  return { seq, time, method, path, fault, status: response?.status ?? null, ...(unanswered && { unanswered }) };
}
