import { readFileSync } from 'node:fs';
import { ConfigError } from '../../frame/config.js';
import { mayBeFaulty, scene } from '../../frame/scene.js';
import { snapshotOf } from '../../frame/snapshot.js';
import { createRealm } from '../../oidc/realm.js';
import { faulty } from './faults.js';
import { createMemory } from './memory.js';
import { presets } from './presets.js';
import { distortRequest } from './request-defects.js';
import { distortResponse } from './response-defects.js';
const realmNames = ['third-party', 'sipgate-apps'];
const fixtures = new URL('../../../fixtures/sipgate/', import.meta.url);
const accountStore = 'f:6f0d5a1e-0d5b-4b9c-9a39-6c3f5a2c7b11';
/** The realms' data: that of fixtures/sipgate, with what the configuration adds or replaces. */
export function loadRealmData({ preset = 'document', users = [], clients = [], lifetimes = {}, scopes = [], claims = {}, realms = [], keys = ['first'], acceptAnyClient = false, loginPage = {}, }) {
    const { users: known, clients: registered } = readJson('realms.json');
    const more = users.map((user, index) => ({ ...user, sub: user.sub ?? `${accountStore}:${2_000_001 + index}` }));
    return {
        preset,
        users: merged(known, more, ({ username }) => username),
        clients: merged(registered, clients, ({ client_id }) => client_id),
        scopes: merged(readJson('scopes.json'), scopes, ({ name }) => name),
        lifetimes,
        claims,
        realms: [...new Set([...realmNames, ...realms, ...clients.map(({ realm }) => realm)])],
        keys,
        acceptAnyClient,
        loginOffers: { users: true, claims: true, ...loginPage },
    };
}
function readJson(file) {
    return JSON.parse(readFileSync(new URL(file, fixtures), 'utf8'));
}
function merged(known, more, keyOf) {
    return [...new Map([...known, ...more].map((item) => [keyOf(item), item])).values()];
}
/** Realms that are made when they are first asked for. `url` gives the public base URL, fault prefix included. */
export function createRealms(data, url) {
    const made = new Map();
    const memory = createMemory();
    const get = (name) => {
        const realm = made.get(name) ?? createRealm(settingsOf(name, data, url, memory));
        made.set(name, realm);
        return realm;
    };
    const ready = new Set();
    return {
        names: data.realms,
        memory,
        async get(name) {
            const realm = await get(name);
            ready.add(realm);
            return realm;
        },
        all: () => Promise.all(data.realms.map(get)),
        made: () => Promise.all(made.values()),
        snapshot: () => snapshotOf([memory, made, ready, ...ready]),
    };
}
/** Throws a ConfigError for what oidc-provider does not take, before anybody asks for it. */
export async function checkRealms(data) {
    const memory = createMemory();
    for (const name of data.realms) {
        try {
            await createRealm(settingsOf(name, data, () => 'http://127.0.0.1', memory));
        }
        catch (error) {
            const { error_description: description, message } = error;
            throw new ConfigError(`/sipgate: realm ${name}: ${description ?? message}`);
        }
    }
}
function settingsOf(name, data, url, memory) {
    const { preset: presetName, scopes, users } = data;
    const preset = presets[presetName];
    const path = `/auth/realms/${name}`;
    const own = data.clients.filter(({ realm }) => realm === name || faulty('realms-share-clients'));
    const all = ['authorization_code', 'refresh_token', 'password'];
    const settings = {
        get issuer() {
            return url() + path;
        },
        path,
        cookieName: `${name}_${(scene().variant ?? 'sound').replaceAll(/[^\w-]/g, '_')}`,
        title: name,
        clients: faulty('password-grant') ? own.map((client) => ({ grant_types: all, ...client })) : own,
        accounts: users,
        scopes,
        claimRules: data.claims,
        keys: data.keys,
        anyClient: data.acceptAnyClient,
        loginOffers: data.loginOffers,
        claims: { openid: [], profile: ['name'], email: ['email', 'email_verified'] },
        ...preset.settings,
        lifetimes: { ...data.lifetimes, ...wrongLifetimes() },
        ...(faulty('refresh-token-kept') && { rotateRefreshTokens: false }),
        consentImplied: faulty('consent-never-asked'),
        afterForm: faulty('redirect-307') ? 307 : 303,
        onRequest(request) {
            preset.onRequest(request);
            return mayBeFaulty() ? distortRequest(request, settings, memory) : undefined;
        },
        onResponse(ctx, endpoint) {
            preset.onResponse(ctx, endpoint);
            if (mayBeFaulty())
                distortResponse(ctx, endpoint, memory);
        },
        storeDefects: {
            reusable: (model) => (faulty('code-reusable') && model === 'AuthorizationCode') ||
                (faulty('replaced-refresh-token-works') && model === 'RefreshToken') ||
                preset.settings.storeDefects?.reusable?.(model) === true,
            racy: (model) => faulty('parallel-exchanges') && model === 'AuthorizationCode',
            immortal: (model) => faulty('access-token-immortal') && model === 'AccessToken',
            survivesGrant: () => misuseIsHarmless(),
        },
        misuseEndsGrant: () => !misuseIsHarmless(),
        loggedIn: (sound, username) => {
            if (faulty('login-refused'))
                return undefined;
            const named = users.find((user) => user.username === username);
            if (faulty('any-password'))
                return named;
            return sound ?? (faulty('unknown-user-logs-in') && !named ? users[0] : undefined);
        },
        redirectUriAllowed: (uri, sound) => {
            if (faulty('any-redirect-uri'))
                return true;
            const registered = own.flatMap(({ redirect_uris }) => redirect_uris);
            if (faulty('redirect-uri-prefix') && !uri.includes('#'))
                return registered.some((one) => uri.startsWith(one));
            if (faulty('redirect-uri-fragment-dropped'))
                return registered.includes(uri.split('#')[0] ?? '');
            if (faulty('redirect-uri-with-code') && /[?&]code=/.test(uri))
                return true;
            return sound;
        },
        consented: (granted, wanted) => (faulty('consent-once-for-all') ? new Set([...granted, ...wanted]) : granted),
        remembersConsent: () => !faulty('consent-each-time'),
        pageHeaders: (usual, page) => {
            const framable = faulty(page === 'login' ? 'login-page-framable' : 'consent-page-framable');
            const { 'X-Frame-Options': _, 'Content-Security-Policy': csp = '', ...rest } = usual;
            if (framable)
                return { ...rest, 'Content-Security-Policy': csp.replace(/frame-ancestors [^;]*; /, '') };
            if (page === 'login' && faulty('login-page-cached'))
                return { ...usual, 'Cache-Control': 'max-age=3600' };
            return usual;
        },
    };
    return settings;
}
function wrongLifetimes() {
    if (faulty('lifetime-ten-minutes'))
        return { accessToken: 600 };
    if (faulty('code-lives-an-hour'))
        return { code: 3600 };
    if (faulty('refresh-token-ends-early'))
        return { refreshToken: 300 };
    return {};
}
/** Whether the misuse of what the request brings does no harm to the tokens of the same grant. */
function misuseIsHarmless() {
    const isRefresh = scene().body.includes('grant_type=refresh_token');
    return isRefresh ? faulty('refresh-replay-harmless') : faulty('code-replay-harmless');
}
//# sourceMappingURL=realms.js.map