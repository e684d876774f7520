import { hasHeader, hasStatus } from '../harness/checks/matchers.ts';
import { flow } from './api.ts';

export const routes = flow(
  'what is not served is refused in order',
  {
    endpoint: 'token',
    judges: {
      'wazo.vendor.method-not-allowed': [],
      'wazo.rfc.allow-header': ['wazo.vendor.method-not-allowed'],
      'wazo.vendor.unknown-path': [],
    },
  },
  async ({ wazo, check }) => {
    const got = await wazo.getTokenEndpoint();
    check('wazo.vendor.method-not-allowed', got, hasStatus(405));
    check('wazo.rfc.allow-header', got, hasHeader('Allow', /\bPOST\b/));
    check('wazo.vendor.unknown-path', await wazo.getUnknownPath(), hasStatus(404));
  },
);
