import type { RoleId } from '../model/requirement.ts';
/** The folder that holds `schemas/` and `suites/`. */
export declare const PROJECT_ROOT: string;
/** A node of a target schema, as far as it is read here; Ajv reads the rest. */
export interface SchemaNode {
    readonly type?: string;
    readonly description?: string;
    readonly format?: string;
    readonly enum?: readonly string[];
    readonly items?: SchemaNode;
    readonly default?: unknown;
    readonly writeOnly?: boolean;
    readonly properties?: Readonly<Record<string, SchemaNode>>;
    readonly 'x-roles'?: Readonly<Record<RoleId, {
        readonly needs: readonly string[];
        readonly peer?: boolean;
    }>>;
    readonly 'x-mistake'?: string;
    readonly [keyword: string]: unknown;
}
/** One setting of the target file. */
export interface Leaf {
    /** Dotted, such as `wazo.user.password`. */
    readonly name: string;
    readonly path: readonly string[];
    /** The environment variable that sets it. */
    readonly env: string;
    readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'array';
    readonly choices?: readonly string[];
    readonly format?: string;
    readonly default?: unknown;
    readonly description: string;
    readonly secret: boolean;
    /** The system whose member it is in; none for what all systems share. */
    readonly system?: string;
}
/** A leaf that a role needs, and others that do as well. */
export interface Need extends Leaf {
    readonly or?: readonly Leaf[];
}
/** What a role needs of the target file before it can run. */
export interface RoleNeeds {
    readonly system: string;
    readonly role: RoleId;
    readonly needs: readonly Need[];
    /** The target talks to our mock IdP in this role. */
    readonly peer?: boolean;
}
/** The target file's whole schema: the shared members and one member a system. */
export interface TargetSchema {
    readonly schema: SchemaNode;
    readonly leaves: readonly Leaf[];
    readonly systems: readonly string[];
    readonly roles: readonly RoleNeeds[];
}
/** Composes `schemas/tollgate/target.schema.json` with `schemas/<system>/target.schema.json` of every folder that has one. */
export declare function loadTargetSchema(root?: string): TargetSchema;
/** The environment variable of a leaf: `['wazo', 'otherUser', 'password']` gives `TARGET_WAZO_OTHER_USER_PASSWORD`. */
export declare function variableOf(path: readonly string[]): string;
/** Whether a leaf is the base URL of one system, which the target's own stands in for. */
export declare function isSystemUrl({ path, system }: Leaf): boolean;
