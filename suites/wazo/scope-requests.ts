import { randomUUID } from 'node:crypto';
import { all, equals, hasStatus, type Matcher, succeeds } from '../harness/checks/matchers.ts';
import { each } from '../harness/flow/dependencies.ts';
import { valueAt } from '../harness/http/exchange.ts';
import { flow } from './api.ts';
import { ACCESS_TOKEN, LOGIN } from './ids.ts';
import { following, ifServed } from './served.ts';

const EMPTY = 'wazo.vendor.scopes-check-empty';
const TENANT = 'wazo.vendor.metadata-tenant-uuid';

const isEmptyMap: Matcher = all(succeeds, (map) => equals('scopes', {}, valueAt(map, '/scopes'))(map));

export const scopeRequests = flow(
  'questions about scopes are checked',
  {
    endpoint: 'token',
    judges: {
      ...each(
        [
          EMPTY,
          'wazo.vendor.scopes-check-type',
          'wazo.vendor.scopes-check-empty-body',
          'wazo.vendor.scopes-check-unknown-token',
          'wazo.vendor.scopes-check-not-uuid',
        ],
        ACCESS_TOKEN,
      ),
      ...each(
        ['wazo.vendor.tenant-own', 'wazo.vendor.tenant-foreign', 'wazo.vendor.scopes-check-tenant'],
        [...ACCESS_TOKEN, TENANT],
      ),
    },
  },
  async ({ wazo, check, refused, extract }) => {
    const login = await wazo.createToken({ as: wazo.user });
    const token = extract(login, '/data/token', LOGIN);
    const question = { scopes: [`tollgate.${randomUUID()}.nothing`] };
    const served = ifServed(await wazo.checkScopes(token, question), 'POST /token/{token}/scopes/check');
    const asked = (of: string, body?: object) => async () => [
      served,
      await following(served, () => wazo.checkScopes(of, body)),
    ];
    await check(EMPTY, asked(token, { scopes: [] }), isEmptyMap);
    await check('wazo.vendor.scopes-check-type', asked(token, { scopes: [true] }), hasStatus(400));
    await check('wazo.vendor.scopes-check-empty-body', asked(token), hasStatus(400));
    await check('wazo.vendor.scopes-check-unknown-token', asked(randomUUID(), question), hasStatus(404));
    await check('wazo.vendor.scopes-check-not-uuid', asked('not-a-uuid', question), hasStatus(404));

    const tenant = extract(login, '/data/metadata/tenant_uuid', TENANT);
    const inTenant = (uuid: string) => wazo.readToken('HEAD', token, `?tenant=${encodeURIComponent(uuid)}`);
    const own = ifServed(await inTenant(tenant), 'HEAD /token/{token}');
    check('wazo.vendor.tenant-own', [login, own], succeeds);
    await refused('wazo.vendor.tenant-foreign', {
      control: own,
      refused: () => inTenant(randomUUID()),
      accepted: succeeds,
    });
    const askIn = (tenant_uuid: string) => () => wazo.checkScopes(token, { ...question, tenant_uuid });
    await refused('wazo.vendor.scopes-check-tenant', {
      control: () => following(served, askIn(tenant)),
      refused: askIn(randomUUID()),
      accepted: succeeds,
    });
  },
);
