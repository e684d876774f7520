import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { PROJECT_ROOT } from '../../suites/harness/target/schema.ts';
import { bodyOf, serve } from './judged.ts';

/** The values that a trigger carries. */
export type Values = Readonly<Record<string, string>>;

/** A program in a folder of its own, in which it also keeps what it keeps; gives the command that runs it. */
export function program(t: TestContext, run: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'tollgate-app-'));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, 'app.mjs'), text);
  return `TMPDIR=${folder} ${run} ${join(folder, 'app.mjs')}`;
}

/** The programs of a document's section about triggers, by their language. */
export function programsIn(document: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(PROJECT_ROOT, document), 'utf8');
  const [, triggers = ''] = text.split(/^## (?:Three triggers|The application that ships)$/m);
  return new Map([...triggers.matchAll(/```(\w+)\n(.*?)```/gs)].map(([, name = '', block = '']) => [name, block]));
}

/** Says of the first of these programs that is not installed that it is not; otherwise false. */
export const missing = (...programs: readonly string[]): string | false =>
  programs.filter((name) => spawnSync('which', [name]).status !== 0).map((name) => `there is no ${name}`)[0] ?? false;

/** The languages of the documents' programs, each with what runs it and what it needs. */
export const languages = [
  ['js', process.execPath],
  ['python', 'python3', 'python3'],
  ['sh', 'sh', 'curl', 'jq'],
] as const;

/** An application that does with each trigger's values what `act` does, and responds with the text that comes of it; gives its URL. */
export const application = (t: TestContext, act: (values: Values) => Promise<unknown>) =>
  serve(t, async (request, response) => {
    const said = await act(JSON.parse(await bodyOf(request))).catch(() => undefined);
    response.end(typeof said === 'string' ? said : undefined);
  });
