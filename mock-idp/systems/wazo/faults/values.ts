import { altered, type Change, instead, kept } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { newAccessValue, newRefreshValue } from '../token-values.ts';

const counter = kept(() => ({ count: 0 }));

/** A UUID that says no more than how many came before it. */
function countedUuid(): string {
  const own = counter();
  own.count += 1;
  return `00000000-0000-4000-8000-${own.count.toString(16).padStart(12, '0')}`;
}

/** Faults of the values of tokens. */
export const valueFaults = faultsOf('wazo.server', {
  'access-tokens-counted': [
    'Access tokens are numbered.',
    'wazo.practice.access-token-unpredictable',
    instead(newAccessValue, () => countedUuid),
  ],
  'refresh-tokens-counted': [
    'Refresh tokens are numbered.',
    'wazo.practice.refresh-token-unpredictable',
    instead(newRefreshValue, () => countedUuid),
  ],
});

/** What message faults need beside the message: a token that is shown in another shape has it, so that it works all the same. */
export const besideMessages: Readonly<Record<string, Change>> = {
  'wazo.server.message.token-response.vendor.token-shape.pattern': altered(
    newAccessValue,
    (value) => `${value.slice(0, -1)}~`,
  ),
};
