import { randomUUID } from 'node:crypto';
import { step } from '../../frame/step.ts';

/** The value of a new access token. */
export const newAccessValue = step((): string => randomUUID());

/** The value of a new refresh token. */
export const newRefreshValue = step((): string => randomUUID());
