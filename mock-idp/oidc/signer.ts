import type { KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';

interface Waiting {
  resolve(signature: Buffer): void;
  reject(error: Error): void;
}

/**
 * Signs by RS256 in a thread of its own. One thread with a queue leaves more of the machine to the one that responds
 * than Node's pool of four does: on two cores it gives more tokens a second (`npm run bench`).
 * Messages are text, since the bytes of a view would be sent with the whole buffer that they lie in.
 */
export function createSigner(key: KeyObject): (data: Uint8Array) => Promise<Buffer> {
  const waiting: Waiting[] = [];
  let thread: Worker | undefined;

  function start(): Worker {
    const started = new Worker(new URL('./signer-thread.js', import.meta.url), { workerData: key, execArgv: [] });
    started.on('message', (signature: string) => {
      waiting.shift()?.resolve(Buffer.from(signature, 'latin1'));
      if (waiting.length === 0) started.unref();
    });
    started.on('error', (error) => {
      thread = undefined;
      for (const { reject } of waiting.splice(0)) reject(error);
    });
    return started;
  }

  return (data) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      if (waiting.length === 0) thread.ref();
      waiting.push({ resolve, reject });
      thread.postMessage(Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1'));
    });
}
