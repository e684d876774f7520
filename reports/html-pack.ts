import { gzipSync } from 'node:zlib';
import { type Html, html, raw } from '../schemas/html.ts';

/** What a page holds compressed until a reader opens it: nine tenths of it is what went well. */
export interface Pack {
  /** The exchanges of the report, by position. */
  readonly exchanges: readonly string[];
  /** The insides of requirements, by fragment. */
  readonly insides: Readonly<Record<string, string>>;
}

/** The element that holds a pack: JSON, gzip, Base64. A script of the page takes it out (`DecompressionStream`). */
export function packMarkup(pack: Pack): Html {
  const base64 = gzipSync(JSON.stringify(pack), { level: 9 }).toString('base64');
  return html`<script type="application/gzip" id="packed">${raw(base64)}</script>`;
}
