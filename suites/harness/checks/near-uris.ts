import type { Row } from './attempts.ts';
import { distinct } from './near-misses.ts';

/** A URI with one of its parts changed, without any normalisation. */
function parts(uri: string) {
  const { protocol, host, hostname, port, username } = new URL(uri);
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:\/\/)(.*)$/i.exec(uri) ?? [];
  const end = rest.search(/[/?#]/);
  const tail = end < 0 ? '' : rest.slice(end);
  const [path = '', query] = tail.split('?', 2);
  return { protocol, host, hostname, port, username, scheme, path, query };
}

/**
 * URIs that a careless comparison takes for a redirect URI, which is compared as text (RFC 6749 §3.1.2.3, RFC 9700
 * §4.1.3). `uri` is absolute, such as `https://crm.example.com/auth`. Throws a TypeError where it is none.
 */
export function nearUris(uri: string): readonly Row[] {
  const { protocol, host, hostname, port, scheme, path, query } = parts(uri);
  const behind = query === undefined ? '' : `?${query}`;
  const at = (authority: string) => `${scheme}${authority}${path}${behind}`;
  const on = (other: string) => `${scheme}${host}${other}${behind}`;
  const portOf = port === '' ? '' : `:${port}`;
  const last = path.slice(path.lastIndexOf('/') + 1);
  const otherPort = port === '8444' ? '8445' : '8444';
  const rows: readonly Row[] = [
    { name: 'another scheme', value: `${protocol === 'https:' ? 'http' : 'https'}://${host}${path}${behind}` },
    { name: 'another host', value: at('attacker.example') },
    { name: 'a host that ends with it', value: at(`attacker-${host}`) },
    { name: 'a host that begins with it', value: at(`${hostname}.attacker.example${portOf}`) },
    { name: 'a host below it', value: at(`attacker.${host}`) },
    { name: 'its host as user information', value: at(`${hostname}@attacker.example`) },
    { name: 'another port', value: at(`${hostname}:${otherPort}`) },
    {
      name: 'its path in the other case',
      value: on(path === path.toUpperCase() ? path.toLowerCase() : path.toUpperCase()),
    },
    { name: 'a trailing slash', value: on(path.endsWith('/') ? path.slice(0, -1) : `${path}/`) },
    { name: 'a path below it', value: on(`${path.replace(/\/$/, '')}/attacker`) },
    { name: 'a path that begins with it', value: on(`${path}attacker`) },
    { name: 'the path above it', value: on(path.slice(0, path.length - last.length)) },
    { name: 'another path', value: on('/attacker') },
    { name: 'a path that normalises to it', value: on(`/attacker/..${path || '/'}`) },
    { name: 'a path with a dot segment', value: on(`/.${path || '/'}`) },
    { name: 'a path that climbs out of it', value: on(`${path.replace(/\/$/, '')}/../attacker`) },
    { name: 'a doubled slash', value: on(`/${path || '/'}`) },
    {
      name: 'a percent-encoded letter',
      value: on(path.replace(/[a-z](?=[^a-z]*$)/i, (letter) => `%${letter.charCodeAt(0).toString(16)}`)),
    },
    { name: 'a query', value: `${scheme}${host}${path}${behind}${query === undefined ? '?' : '&'}attacker=1` },
    { name: 'a fragment', value: `${uri}#attacker` },
    { name: 'an encoded line break', value: `${uri}%0a` },
    { name: 'a list of two', value: `${uri},https://attacker.example/` },
    { name: 'a blank and another URI', value: `${uri} https://attacker.example/` },
    { name: 'without its query', value: `${scheme}${host}${path}` },
    { name: 'the path alone', value: `${path}${behind}` },
    { name: 'relative to its scheme', value: uri.slice(uri.indexOf('//')) },
    { name: 'a backslash before another host', value: `${scheme}attacker.example\\@${host}${path}${behind}` },
  ];
  return [...distinct(rows, uri), { name: 'empty', value: '' }];
}
