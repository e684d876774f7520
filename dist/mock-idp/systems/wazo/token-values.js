import { randomUUID } from 'node:crypto';
import { scene } from '../../frame/scene.js';
import { faulty } from './faults.js';
let count = 0;
/** A UUID that says no more than how many came before it, for faults that can be guessed. */
function countedUuid() {
    count += 1;
    return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
}
/** The value of a new access token; where the message is to show it in another shape it has that shape, so that it works all the same. */
export function newAccessValue() {
    const uuid = faulty('wazo.access-tokens-counted') ? countedUuid() : randomUUID();
    return scene().variant === 'wazo.server.message.token-response.vendor.token-shape.pattern'
        ? `${uuid.slice(0, -1)}~`
        : uuid;
}
/** The value of a new refresh token. */
export function newRefreshValue() {
    return faulty('wazo.refresh-tokens-counted') ? countedUuid() : randomUUID();
}
//# sourceMappingURL=token-values.js.map