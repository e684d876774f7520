import type { SentRequest } from '../http/exchange.ts';
import type { Trigger } from './target.ts';
/** Values that a trigger carries to a client under test, such as the URL that it is to call. */
export type TriggerValues = Readonly<Record<string, string | number | boolean | null>>;
/**
 * The request of an HTTP trigger. `{{name}}` in its URL and body is replaced by the value of that name
 * (percent-encoded in the URL, as the inside of a JSON string in the body); without a body the values go as a JSON object.
 */
export declare function triggerRequest(trigger: Extract<Trigger, {
    url: string;
}>, values: TriggerValues): SentRequest;
/**
 * Runs the command of a trigger by the shell, with each value as variable `TOLLGATE_<NAME>`.
 * Gives its exit code and the end of what it printed; ends it and all that it started after `withinMs`.
 * What it leaves running in the background is not waited for.
 */
export declare function runCommand(command: string, values: TriggerValues, withinMs: number): Promise<{
    code: number | null;
    output: string;
}>;
