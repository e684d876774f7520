// Signs by RS256 (RFC 7518 §3.3) what it is sent, one after the other, with the key that it was started with.
import { sign } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';

parentPort.on('message', (input) => {
  parentPort.postMessage(sign('RSA-SHA256', Buffer.from(input, 'latin1'), workerData).toString('latin1'));
});
