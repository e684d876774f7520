import { spawn } from 'node:child_process';
import { type Exchange, type SentRequest, statusOf, summaryOf } from '../http/exchange.ts';
import type { Trigger } from './target.ts';
import { joinUrl } from './url.ts';

/** Values that a trigger carries to a client under test, such as the URL that it is to call. */
export type TriggerValues = Readonly<Record<string, string | number | boolean | null>>;

/**
 * The request of an HTTP trigger. `{{name}}` in its URL and body is replaced by the value of that name
 * (percent-encoded in the URL, as the inside of a JSON string in the body); without a body the values go as a JSON object.
 */
export function triggerRequest(trigger: Extract<Trigger, { url: string }>, values: TriggerValues): SentRequest {
  const { url, method, contentType, body, authorization } = trigger;
  const filled =
    body === undefined ? JSON.stringify(values) : fill(body, values, (text) => JSON.stringify(text).slice(1, -1));
  return {
    method,
    url: fill(url, values, encodeURIComponent),
    headers: [
      ...(method === 'GET' ? [] : [['Content-Type', contentType] as const]),
      ...(authorization === undefined ? [] : [['Authorization', authorization] as const]),
    ],
    ...(method !== 'GET' && { body: Buffer.from(filled) }),
  };
}

/** What became of a trigger. */
export interface Fired {
  /** The call, where it was one by HTTP. */
  readonly exchange?: Exchange;
  /** It did not do its work: no response, a status of 400 or above, an exit code other than 0. */
  readonly failed: boolean;
  /** The same for people: the response, or the exit code with the last line of what went to stderr. */
  readonly said: string;
  /** The end of what a command printed; empty for a call. */
  readonly printed: string;
}

/** What sends an HTTP trigger, and how long a command may take. */
export interface Firing {
  /** Below which the trigger's URL is, where it is a path. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  send(request: SentRequest): Promise<Exchange>;
}

/** Fires a trigger; gives what became of it, whatever that was. */
export async function fireTrigger(trigger: Trigger, values: TriggerValues, firing: Firing): Promise<Fired> {
  if ('command' in trigger) {
    const { code, output, errors } = await runCommand(trigger.command, values, firing.timeoutMs);
    const line = errors.trim().split('\n').at(-1) ?? '';
    const how = code === null ? 'was ended' : `ended with exit code ${code}`;
    return { failed: code !== 0, said: `the trigger ${how}${line && `: ${line}`}`, printed: output };
  }
  const { url, ...request } = triggerRequest(trigger, values);
  const exchange = await firing.send({ ...request, url: joinUrl(firing.baseUrl, url) });
  const said = `the trigger got ${summaryOf(exchange)}`;
  return { exchange, failed: (statusOf(exchange) ?? 500) >= 400, said, printed: '' };
}

/**
 * Runs the command of a trigger by the shell, with each value as variable `TOLLGATE_<NAME>`.
 * Gives its exit code and the end of what it printed, with what of it went to stderr; ends it and all that it started after `withinMs`.
 * What it leaves running in the background is not waited for.
 */
export async function runCommand(
  command: string,
  values: TriggerValues,
  withinMs: number,
): Promise<{ code: number | null; output: string; errors: string }> {
  const variables = Object.entries(values).map(([name, value]) => [
    `TOLLGATE_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`,
    String(value ?? ''),
  ]);
  const child = spawn(command, {
    shell: true,
    env: { ...process.env, ...Object.fromEntries(variables) },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const timer = setTimeout(() => endGroup(child.pid), withinMs);
  let output = '';
  let errors = '';
  const keep = (chunk: Buffer) => {
    output = (output + chunk).slice(-4_096);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', (chunk: Buffer) => {
    keep(chunk);
    errors = (errors + chunk).slice(-4_096);
  });
  const code = await new Promise<number | null>((resolve) => {
    child.on('error', (error) => {
      output += error.message;
      errors += error.message;
      resolve(null);
    });
    child.on('close', resolve);
    child.on('exit', (status) => setTimeout(() => resolve(status), PRINTED_MS));
  });
  clearTimeout(timer);
  child.stdout.destroy();
  child.stderr.destroy();
  return { code, output, errors };
}

/** How long the output of a command that has ended may still take to arrive, in milliseconds. */
const PRINTED_MS = 200;

/** The shell is the leader of a process group of its own: a signal to it alone would leave its children running. */
function endGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

function fill(template: string, values: TriggerValues, encode: (text: string) => string): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    if (!Object.hasOwn(values, name)) {
      throw new Error(`The trigger asks for {{${name}}}; there are ${Object.keys(values).join(', ')}.`);
    }
    return encode(String(values[name] ?? ''));
  });
}
