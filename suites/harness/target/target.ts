import type { Basis } from '../model/requirement.ts';
import type { Members } from './members.ts';

/** Where one of our servers listens and how the target reaches it. */
export interface PeerAddress {
  /** `host:port`; port 0 is a free one. */
  readonly listen: string;
  readonly publicUrl?: string;
}

/** What makes a client under test act: an HTTP call, or a command line. */
export type Trigger =
  | {
      readonly url: string;
      readonly method: 'GET' | 'POST' | 'PUT';
      readonly contentType: string;
      readonly body?: string;
      readonly authorization?: string;
    }
  | { readonly command: string };

/** A secret of the target, for the redactor and for `curl` lines. */
export interface Secret {
  /** Dotted, such as `wazo.user.password`. */
  readonly path: string;
  readonly value: string;
  readonly envName: string;
}

/** What is tested, with all defaults filled in. */
export interface Target {
  /** The target file as mistakes and reports name it. */
  readonly file?: string;
  readonly name: string;
  readonly version?: string;
  /** Without a slash at its end. */
  readonly baseUrl?: string;
  /** Every base URL that was given, of all systems and of single ones. */
  readonly urls: readonly string[];
  /** Milliseconds an exchange may take. */
  readonly timeoutMs: number;
  /** Milliseconds without a request of a client after which no more is believed to come. */
  readonly quietMs: number;
  /** Seconds by which clocks may differ. */
  readonly leeway: number;
  /** Requests a second at most. */
  readonly pace?: number;
  /** Bases whose broken MUST fails. */
  readonly gate: readonly Basis[];
  /** Bases whose requirements are judged. */
  readonly bases: readonly Basis[];
  readonly destructive: boolean;
  readonly ownAccounts: boolean;
  readonly capabilities: { readonly clock: boolean };
  readonly trigger?: Trigger;
  readonly peers: { readonly idp: PeerAddress; readonly receiver: PeerAddress };
  /** Absolute paths of PEM files. */
  readonly tls: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly insecure: boolean };
  /** Each system's own member, its `url` being the base URL where it has none of its own. */
  readonly systems: Readonly<Record<string, Members>>;
  /** Dotted names of the leaves that the file or the environment sets. */
  readonly given: ReadonlySet<string>;
  readonly secrets: readonly Secret[];
  /** Everything that is set or defaults, for the report; secrets are replaced by `<their.path>`. */
  readonly facts: Members;
  /** What a reader of the report must know of this target. */
  readonly notices: readonly string[];
}
