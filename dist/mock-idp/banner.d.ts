import type { RunningMock } from './server.ts';
/** What a person wants to know once the mock runs: where, with whom, and a command to try. */
export declare function banner({ url, systems }: RunningMock): string;
