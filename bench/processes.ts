import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What a command took: wall time in milliseconds, and the most memory that it and its children held at once, in MiB. */
export interface Cost {
  readonly ms: number;
  /** `undefined` where the machine has no /proc. */
  readonly peakMiB: number | undefined;
  readonly output: string;
}

/** Runs a command in the project's root to its end. Throws when it fails. */
export async function cost(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Cost> {
  const started = performance.now();
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  let peak: number | undefined;
  const timer = setInterval(() => {
    const now = residentMiB(child.pid ?? 0);
    if (now !== undefined) peak = Math.max(peak ?? 0, now);
  }, 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output}`);
  return { ms: performance.now() - started, peakMiB: peak, output };
}

/** Starts a server that prints its URL, and waits until it has. */
export async function server(args: readonly string[]): Promise<{ url: string; child: ChildProcess }> {
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const found = /https?:\/\/[\d.]+:\d+/.exec(output);
      if (found) resolve(found[0]);
    });
    child.on('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}:\n${output}`)));
  });
  return { url, child };
}

/** Resident memory of a process and all below it. */
function residentMiB(pid: number): number | undefined {
  try {
    const kib = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').trim().split(' ').filter(Boolean),
    );
    return children.reduce((sum, child) => sum + (residentMiB(Number(child)) ?? 0), kib / 1024);
  } catch {
    return undefined;
  }
}
