import type { IncomingMessage } from 'node:http';
import { scene } from './scene.ts';

/** By what the mock is called. */
export interface PublicUrl {
  /** Base URL without trailing slash, its path included, whatever request is being answered. */
  readonly base: string;
  /** The base URL as the client of this request sees it: what a trusted proxy has told, or else `base`. */
  seenBy(req: IncomingMessage): string;
  /** A request target without the path of the base URL, where the proxy has left it there. */
  stripped(target: string, seen: string): string;
}

/** Reads what a trusted proxy says of the address that a client used (RFC 7239, and the X-Forwarded- fields). */
export function createPublicUrl(base: string, trustProxy: boolean): PublicUrl {
  return {
    base,
    seenBy: (req) => (trustProxy ? (forwardedBase(req, base) ?? base) : base),
    stripped(target, seen) {
      const path = new URL(seen).pathname.replace(/\/$/, '');
      if (path === '' || !target.startsWith(path)) return target;
      const rest = target.slice(path.length);
      if (rest === '' || rest.startsWith('?')) return `/${rest}`;
      return rest.startsWith('/') ? rest : target;
    },
  };
}

/** Public base URL of the request being answered, its prefix included; `base` outside of any. */
export function urlHere(base: string): string {
  const { seen, prefix } = scene();
  return (seen ?? base) + prefix;
}

function forwardedBase({ headers }: IncomingMessage, base: string): string | undefined {
  const usual = new URL(base);
  const standard = pairsOf(first(headers.forwarded));
  const proto = standard.get('proto') ?? first(headers['x-forwarded-proto']);
  const host = standard.get('host') ?? first(headers['x-forwarded-host']);
  const path = first(headers['x-forwarded-prefix']);
  if (proto === undefined && host === undefined && path === undefined) return undefined;
  const text = `${proto ?? usual.protocol.slice(0, -1)}://${host ?? first(headers.host) ?? usual.host}${path ?? usual.pathname}`;
  if (!URL.canParse(text) || !/^https?:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/i.test(text)) return undefined;
  return new URL(text).href.replace(/\/+$/, '');
}

/** The first proxy's word, which is the one nearest to the client. */
function first(field: string | readonly string[] | undefined): string | undefined {
  const text = String(field ?? '')
    .split(',')[0]
    ?.trim();
  return text === '' ? undefined : text;
}

function pairsOf(element = ''): ReadonlyMap<string, string> {
  const pairs = element.split(';').map((pair) => pair.trim().split('=', 2) as [string, string?]);
  return new Map(pairs.map(([name, value = '']) => [name.toLowerCase(), value.replace(/^"(.*)"$/, '$1')]));
}
