/** Who may use the Developer Console. */
export interface Developer {
    /** What is typed as Login ID. */
    readonly id: string;
    readonly email?: string;
    readonly password: string;
    /** The service's own identifier; need not equal the login ID. */
    readonly subject: string;
    readonly displayName: string | null;
    /** Subject at each social network service, by the service's name. */
    readonly sns: Readonly<Record<string, string>>;
}
/** Developer Authentication Callback API Key and Secret. */
export interface BasicPair {
    readonly name: string;
    readonly password: string;
}
/** The service as Service Owner Console knows it (section 4), and its developers. */
export interface Service {
    /** In digits: a 64-bit integer may be beyond what a double holds. */
    readonly serviceApiKey: string;
    /** Absent when callers are not checked. */
    readonly basic?: BasicPair;
    readonly developers: readonly Developer[];
}
type DeveloperEntry = Partial<Developer> & Pick<Developer, 'id' | 'password' | 'subject'>;
/** The system's member of the mock's configuration (config.schema.json). */
export interface AuthleteConfig {
    readonly serviceApiKey?: string;
    readonly basic?: BasicPair | null;
    readonly developers?: readonly DeveloperEntry[];
}
/** The service of fixtures/authlete/service.json, changed by the configuration. */
export declare function loadService({ developers, basic, ...rest }?: AuthleteConfig): Promise<Service>;
/** The developer with this login ID or, where it looks like one, this e-mail address. Case and blanks count. */
export declare function byLogin({ developers }: Service, id: string): Developer | undefined;
/** The developer who is this subject at a social network service. */
export declare function bySns({ developers }: Service, sns: string, subject: string): Developer | undefined;
export {};
