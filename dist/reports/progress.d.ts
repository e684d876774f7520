import type { FlowResult } from '../suites/harness/model/verdict.ts';
import { type Paint } from './paint.ts';
/** Shows how a run goes on: on a terminal one line that is rewritten, elsewhere one line a flow. */
export interface Progress {
    /** A flow has begun. */
    begin(role: string | undefined, title: string): void;
    /** A flow has come to an end, with or without a result. */
    end(role: string | undefined, title: string, flow: FlowResult | undefined): void;
    /** Writes text of others between the lines. */
    print(text: string): void;
    /** Leaves a clean line behind. */
    close(): void;
}
export declare function progressOn(stream: NodeJS.WriteStream, total: number, paint: Paint): Progress;
