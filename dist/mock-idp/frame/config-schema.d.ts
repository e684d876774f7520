import type { JsonSchema } from '../../schemas/deltas.ts';
/** The schema of the mock's whole configuration: the frame's own members, and one member a system. */
export declare function composedConfigSchema(): Promise<JsonSchema>;
