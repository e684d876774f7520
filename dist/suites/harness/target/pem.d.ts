import type { TlsOptions } from '../http/sender.ts';
import type { Target } from './target.ts';
/**
 * The PEM files that a target names, read and tried out: Node ignores a CA that it cannot read,
 * and speaks of a wrong key in each handshake only.
 * Throws a UsageError with one line for each mistake.
 */
export declare function readTls({ tls: { ca, cert, key, insecure } }: Pick<Target, 'tls'>): TlsOptions;
