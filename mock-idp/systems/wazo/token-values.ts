import { randomUUID } from 'node:crypto';
import { scene } from '../../frame/scene.ts';
import { faulty } from './faults.ts';

let count = 0;

/** A UUID that says no more than how many came before it, for faults that can be guessed. */
function countedUuid(): string {
  count += 1;
  return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}

/** The value of a new access token; where the message is to show it in another shape it has that shape, so that it works all the same. */
export function newAccessValue(): string {
  const uuid = faulty('wazo.access-tokens-counted') ? countedUuid() : randomUUID();
  return scene().variant === 'wazo.server.message.token-response.vendor.token-shape.pattern'
    ? `${uuid.slice(0, -1)}~`
    : uuid;
}

/** The value of a new refresh token. */
export function newRefreshValue(): string {
  return faulty('wazo.refresh-tokens-counted') ? countedUuid() : randomUUID();
}
