import { VERSION } from '../../version.ts';
import { faultsById } from '../faults/registry.ts';
import { receiverRoutes } from '../receiver/control.ts';
import type { Receivers } from '../receiver/receivers.ts';
import {
  type ActionMembers,
  ControlError,
  type ControlRequest,
  type ControlResponse,
  isHeaders,
  isHeaderValue,
  isNumber,
  objectIn,
  orderIn,
  refuseUnknown,
} from './control-request.ts';
import { inspectToken } from './inspect.ts';
import type { Journal } from './journal.ts';
import type { ProvocationOrder, Provocations } from './provocations.ts';
import { scene } from './scene.ts';
import { MintError, type RunningSystem } from './system.ts';

export interface ControlParts {
  readonly journal: Journal;
  readonly provocations: Provocations;
  readonly receivers: Receivers;
  systems(): ReadonlyMap<string, RunningSystem>;
  /** Base URL as the client of this request calls the mock, fault prefix included. */
  url(): string;
  reset(): Promise<void>;
}

type Handler = (
  parts: ControlParts,
  request: ControlRequest,
  ...ids: [id: string, other: string]
) => ControlResponse | Promise<ControlResponse>;

const routes: readonly { method: string; path: string; does: string; handler: Handler }[] = [
  { method: 'GET', path: '/_control', does: 'this description', handler: describe },
  {
    method: 'GET',
    path: '/_control/faults',
    does: 'every fault: prefix a path with /~fault/<id>',
    handler: listFaults,
  },
  {
    method: 'GET',
    path: '/_control/journal',
    does: 'requests taken: ?since=<seq>&limit=<n>&path=<beginning>; /_control/events sends them as they come',
    handler: readJournal,
  },
  {
    method: 'POST',
    path: '/_control/reset',
    does: 'forgets all state, provocations and the journal, stops receivers',
    handler: reset,
  },
  { method: 'POST', path: '/_control/mint', does: 'makes a token without a flow: { system, ... }', handler: mint },
  {
    method: 'POST',
    path: '/_control/keys',
    does: 'publishes other signing keys: { system, realm?, keys: ["second", "first"] }; the first one signs',
    handler: changeKeys,
  },
  { method: 'POST', path: '/_control/inspect', does: 'says what a token is: { token }', handler: inspect },
  { method: 'GET', path: '/_control/provocations', does: 'lists provocations', handler: listProvocations },
  { method: 'POST', path: '/_control/provocations', does: 'arms one: { match, times, action }', handler: arm },
  { method: 'GET', path: '/_control/provocations/:id', does: 'shows one', handler: showProvocation },
  { method: 'DELETE', path: '/_control/provocations/:id', does: 'disarms one', handler: disarm },
  ...receiverRoutes,
];

const patterns = new Map(
  routes.map(({ path }) => [path, new RegExp(`^${path.replaceAll(':id', '([^/]+)')}$`)] as const),
);

/**
 * Serves a request to /_control. Under a fault prefix the journal, the provocations and mint concern that fault's mock alone;
 * without one the journal shows every request and the others concern the faultless mock.
 */
export async function control(parts: ControlParts, request: ControlRequest): Promise<ControlResponse> {
  const path = request.url.pathname.replace(/\/$/, '');
  const here = routes.filter((route) => patterns.get(route.path)?.test(path));
  const route = here.find(({ method }) => method === request.method);
  if (here.length === 0) return failure(404, `nothing at ${path}; GET /_control lists what there is`);
  if (!route) return failure(405, `${path} takes ${here.map(({ method }) => method).join(', ')}`);
  try {
    const [, id = '', other = ''] = patterns.get(route.path)?.exec(path) ?? [];
    return await route.handler(parts, request, id, other);
  } catch (error) {
    if (error instanceof ControlError) return failure(error.status, error.message);
    if (error instanceof MintError || error instanceof RangeError) return failure(400, error.message);
    throw error;
  }
}

async function describe({ systems, url: base }: ControlParts): Promise<ControlResponse> {
  return {
    status: 200,
    body: {
      tollgate: 'mock IdP',
      version: VERSION,
      url: base(),
      control: routes.map(({ method, path, does }) => ({ method, path, does })),
      headers: { 'tollgate-clock': 'moves the clock for one request: +3601 or -5 (seconds)' },
      systems: Object.fromEntries(
        [...systems()].map(([name, { endpoints, users = [], clients = [], links = [], examples, mintExample }]) => [
          name,
          { endpoints, users, clients, links, examples: examples?.(base()) ?? [], mint: mintExample ?? null },
        ]),
      ),
      faults: (await faultsById()).size,
    },
  };
}

async function listFaults(): Promise<ControlResponse> {
  const faults = [...(await faultsById()).values()].map(({ change: _, ...shown }) => shown);
  return { status: 200, body: { faults } };
}

function readJournal({ journal }: ControlParts, { url }: ControlRequest): ControlResponse {
  const since = wholeNumber(url, 'since', 0, Number.MAX_SAFE_INTEGER);
  const limit = wholeNumber(url, 'limit', 500, 2000);
  const path = url.searchParams.get('path') ?? '';
  return { status: 200, body: journal.read({ since, limit, fault: scene().variant, path }) };
}

function wholeNumber(url: URL, name: string, otherwise: number, most: number): number {
  const text = url.searchParams.get(name);
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text) || Number(text) > most) {
    throw new ControlError(400, `?${name}=${text}: expected a whole number from 0 to ${most}`);
  }
  return Number(text);
}

async function reset(parts: ControlParts): Promise<ControlResponse> {
  await parts.reset();
  return { status: 204 };
}

function mint(parts: ControlParts, request: ControlRequest): Promise<ControlResponse> {
  return askSystem(parts, request, 'mint');
}

function changeKeys(parts: ControlParts, request: ControlRequest): Promise<ControlResponse> {
  return askSystem(parts, request, 'changeKeys');
}

/** Has the system that a request names do what not every system can. */
async function askSystem(
  { systems }: ControlParts,
  { body }: ControlRequest,
  what: 'mint' | 'changeKeys',
): Promise<ControlResponse> {
  const request = objectIn(body);
  const able = [...systems()].filter(([, system]) => system[what]).map(([name]) => name);
  const doIt = systems().get(String(request.system))?.[what];
  if (!doIt) {
    throw new ControlError(400, `system: expected one of ${able.join(', ')}, got ${JSON.stringify(request.system)}`);
  }
  return { status: 200, body: await doIt(request) };
}

async function inspect({ systems }: ControlParts, { body }: ControlRequest): Promise<ControlResponse> {
  const { token, ...rest } = objectIn(body);
  refuseUnknown('', rest);
  if (typeof token !== 'string' || token === '') throw new ControlError(400, 'token: expected text');
  return { status: 200, body: await inspectToken(token.trim(), systems()) };
}

function listProvocations({ provocations }: ControlParts): ControlResponse {
  return { status: 200, body: { provocations: provocations.list(faultHere()) } };
}

function arm({ provocations }: ControlParts, { body }: ControlRequest): ControlResponse {
  return { status: 201, body: provocations.arm(provocationIn(objectIn(body)), faultHere()) };
}

function showProvocation({ provocations }: ControlParts, _: ControlRequest, id: string): ControlResponse {
  const found = provocations.list(faultHere()).find((provocation) => provocation.id === id);
  if (!found) throw new ControlError(404, `no provocation ${id} here`);
  return { status: 200, body: found };
}

function disarm({ provocations }: ControlParts, _: ControlRequest, id: string): ControlResponse {
  if (!provocations.disarm(id, faultHere())) throw new ControlError(404, `no provocation ${id} here`);
  return { status: 204 };
}

function faultHere(): string | null {
  return scene().variant ?? null;
}

/** Reads an order for a provocation. Throws a ControlError for one that is wrong or could only fail. */
export function provocationIn(order: Record<string, unknown>): ProvocationOrder {
  return orderIn(order, actionMembers);
}

const actionMembers: ActionMembers = {
  delayMs: (value) => isNumber(value, 0, 60_000),
  status: (value) => isNumber(value, 200, 599),
  body: () => true,
  contentType: isHeaderValue,
  headers: isHeaders,
  html: (value) => value === true,
  truncate: (value) => value === true,
  reset: (value) => value === true,
  hang: (value) => value === true,
};

function failure(status: number, message: string): ControlResponse {
  return { status, body: { error: status === 404 ? 'not_found' : 'bad_request', message } };
}
