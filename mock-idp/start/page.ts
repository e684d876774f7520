import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { cspHash, palette } from '../frame/page.ts';

interface Start {
  readonly html: string;
  readonly policy: string;
}

let start: Start | undefined;

/** Sends the page at `/`: it shows what /_control tells, and is one file that loads nothing from elsewhere. */
export function sendStart(res: ServerResponse): void {
  start ??= load();
  const { html, policy } = start;
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Content-Security-Policy', policy);
  res.setHeader('X-Frame-Options', 'DENY');
  res.setHeader('Referrer-Policy', 'no-referrer');
  res.end(html);
}

function load(): Start {
  const style = palette + read('start.css');
  const script = read('start.js');
  const html = read('start.html')
    .replace('/*style*/', () => style)
    .replace('/*script*/', () => script);
  const policy = [
    "default-src 'none'",
    `style-src '${cspHash(style)}'`,
    `script-src '${cspHash(script)}'`,
    "connect-src 'self'",
    'img-src data:',
    "form-action 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ];
  return { html, policy: policy.join('; ') };
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), 'utf8');
}
