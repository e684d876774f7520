import type { Session } from '../flow/session.ts';
import type { ExchangeRecord } from '../model/verdict.ts';
import { type Exchange } from './exchange.ts';
/** An exchange as the report shows it: redacted, bounded, with the line that sends it again. */
export declare function recordOf(exchange: Exchange, session: Session): ExchangeRecord;
