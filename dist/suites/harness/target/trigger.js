import { spawn } from 'node:child_process';
/**
 * The request of an HTTP trigger. `{{name}}` in its URL and body is replaced by the value of that name
 * (percent-encoded in the URL, as the inside of a JSON string in the body); without a body the values go as a JSON object.
 */
export function triggerRequest(trigger, values) {
    const { url, method, contentType, body, authorization } = trigger;
    const filled = body === undefined ? JSON.stringify(values) : fill(body, values, (text) => JSON.stringify(text).slice(1, -1));
    return {
        method,
        url: fill(url, values, encodeURIComponent),
        headers: [
            ...(method === 'GET' ? [] : [['Content-Type', contentType]]),
            ...(authorization === undefined ? [] : [['Authorization', authorization]]),
        ],
        ...(method !== 'GET' && { body: Buffer.from(filled) }),
    };
}
/**
 * Runs the command of a trigger by the shell, with each value as variable `TOLLGATE_<NAME>`.
 * Gives its exit code and the end of what it printed; ends it and all that it started after `withinMs`.
 * What it leaves running in the background is not waited for.
 */
export async function runCommand(command, values, withinMs) {
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
    const keep = (chunk) => {
        output = (output + chunk).slice(-4_096);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const code = await new Promise((resolve) => {
        child.on('error', (error) => {
            output += error.message;
            resolve(null);
        });
        child.on('close', resolve);
        child.on('exit', (status) => setTimeout(() => resolve(status), PRINTED_MS));
    });
    clearTimeout(timer);
    child.stdout.destroy();
    child.stderr.destroy();
    return { code, output };
}
/** How long the output of a command that has ended may still take to arrive, in milliseconds. */
const PRINTED_MS = 200;
/** The shell is the leader of a process group of its own: a signal to it alone would leave its children running. */
function endGroup(pid) {
    if (pid === undefined)
        return;
    try {
        process.kill(-pid, 'SIGKILL');
    }
    catch {
        // It has ended by itself.
    }
}
function fill(template, values, encode) {
    return template.replace(/\{\{(\w+)\}\}/g, (_, name) => {
        if (!Object.hasOwn(values, name)) {
            throw new Error(`The trigger asks for {{${name}}}; there are ${Object.keys(values).join(', ')}.`);
        }
        return encode(String(values[name] ?? ''));
    });
}
//# sourceMappingURL=trigger.js.map