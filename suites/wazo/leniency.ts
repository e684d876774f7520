import { randomUUID } from 'node:crypto';
import { each } from '../harness/flow/dependencies.ts';
import { flow, issuesToken } from './api.ts';
import { ACCESS_TOKEN } from './ids.ts';

export const leniency = flow(
  'a login is not refused for what does not matter',
  {
    endpoint: 'token',
    judges: each(
      [
        'wazo.vendor.any-content-type',
        'wazo.rfc.media-type-parameters',
        'wazo.vendor.unknown-members',
        'wazo.vendor.backend-ignored',
        'wazo.vendor.auth-token-ignored',
        'wazo.vendor.login-case',
      ],
      ACCESS_TOKEN,
    ),
  },
  async ({ wazo, check }) => {
    const as = wazo.user;
    const body = { expiration: 60 };
    const otherCase = as.name === as.name.toUpperCase() ? as.name.toLowerCase() : as.name.toUpperCase();
    const token = randomUUID();

    check('wazo.vendor.any-content-type', await wazo.createToken({ as, body, contentType: null }), issuesToken);
    check(
      'wazo.rfc.media-type-parameters',
      await wazo.createToken({ as, body, contentType: 'Application/JSON; charset=utf-8' }),
      issuesToken,
    );
    check(
      'wazo.vendor.unknown-members',
      await wazo.createToken({ as, body: { ...body, 'x-tollgate': { unknown: [true] } } }),
      issuesToken,
    );
    check(
      'wazo.vendor.backend-ignored',
      await wazo.createToken({ as, body: { ...body, backend: 'no-such-backend' } }),
      issuesToken,
    );
    check(
      'wazo.vendor.auth-token-ignored',
      await wazo.createToken({ as, body, headers: [['X-Auth-Token', token]] }),
      issuesToken,
    );
    check('wazo.vendor.login-case', await wazo.createToken({ as: { ...as, name: otherCase }, body }), issuesToken);
  },
);
