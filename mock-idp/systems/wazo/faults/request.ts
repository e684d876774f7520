import { isUtf8 } from 'node:buffer';
import { altered, type Change, except, instead, together } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { scene } from '../../../frame/scene.ts';
import { byLdap, byPassword } from '../authenticate.ts';
import { loadJson, toInt } from '../python.ts';
import { plainError, Refused } from '../responses.ts';
import {
  brokenRules,
  fields,
  invalid,
  jsonIn,
  longest,
  objectIn,
  readAccessType,
  readClientId,
  readExpiration,
  readTokenRequest,
  wrongType,
} from '../token-request.ts';
import { isNoText, without } from './changes.ts';

/** Treats such an expiration as none. */
const expirationIgnored = (isSuch: (value: unknown) => boolean): Change =>
  except(readExpiration, isSuch, () => ({ value: undefined }));

/** Treats a body that is not JSON as an empty object where this says so. */
const emptyWhere = (isSuch: () => boolean): Change =>
  instead(jsonIn, (honest) => (contentType) => {
    try {
      return honest(contentType);
    } catch (error) {
      if (isSuch()) return {};
      throw error;
    }
  });

/** Refuses such a Content-Type. */
const unsupported = (isSuch: (contentType: string) => boolean): Change =>
  except(readTokenRequest, isSuch, () => {
    throw plainError(415, 'Unsupported Media Type');
  });

/** Faults of the body of a token request: what is read, and what is checked. */
export const requestFaults = faultsOf('wazo.server', {
  'body-ignored': [
    'A body labelled application/json is not read.',
    'wazo.token.json-body',
    except(
      readTokenRequest,
      (contentType) => contentType.startsWith('application/json'),
      () => ({}),
    ),
  ],
  'expiration-type-unchecked': [
    'An expiration that is an object is treated as the default.',
    'wazo.vendor.expiration-type',
    expirationIgnored((value) => toInt(value) === undefined && typeof value !== 'string' && typeof value !== 'boolean'),
  ],
  'expiration-text-unchecked': [
    'An expiration of words is treated as the default.',
    'wazo.vendor.expiration-text',
    expirationIgnored((value) => typeof value === 'string' && toInt(value) === undefined),
  ],
  'expiration-boolean-unchecked': [
    'An expiration of true is treated as the default.',
    'wazo.vendor.expiration-boolean',
    expirationIgnored((value) => typeof value === 'boolean'),
  ],
  'expiration-minimum-unchecked': [
    'An expiration below 1 is treated as the default.',
    'wazo.vendor.expiration-minimum',
    expirationIgnored((value) => (toInt(value) ?? 1) < 1),
  ],
  'expiration-maximum-unchecked': [
    'An expiration of more than ten years is granted.',
    'wazo.vendor.expiration-maximum',
    except(
      readExpiration,
      (value) => Number.isFinite(toInt(value)) && Number(toInt(value)) > longest,
      () => ({ value: longest }),
    ),
  ],
  'access-type-unchecked': [
    'Any access_type is treated as online.',
    'wazo.vendor.access-type-enum',
    altered(readAccessType, (outcome) => ('error' in outcome ? { value: 'online' } : outcome)),
  ],
  'client-id-type-unchecked': [
    'A client_id of a wrong type is turned into text.',
    'wazo.vendor.client-id-type',
    except(readClientId, isNoText, (_honest, value) => ({ value: JSON.stringify(value) })),
  ],
  'client-id-empty-accepted': [
    'An empty client_id is taken as one.',
    'wazo.vendor.client-id-shortest',
    together(
      except(
        readClientId,
        (value) => value === '',
        () => ({ value: '' }),
      ),
      altered(brokenRules, (broken, { client_id }) =>
        client_id === '' ? broken.filter((rule) => rule !== 'offlineWithoutClient') : broken,
      ),
    ),
  ],
  'client-id-length-unchecked': [
    'A client_id may have any length.',
    'wazo.vendor.client-id-longest',
    except(
      readClientId,
      (value) => typeof value === 'string' && [...value].length > 1024,
      (_honest, value) => ({ value }),
    ),
  ],
  'client-id-ascii-only': [
    'A client_id beyond ASCII is refused.',
    'wazo.vendor.client-id-any-text',
    except(
      readClientId,
      (value) => typeof value === 'string' && /[^\x20-\x7e]/.test(value),
      () => wrongType('Not a valid string.', 'string'),
    ),
  ],
  'offline-without-client-id': [
    'An offline login needs no client_id.',
    'wazo.vendor.offline-needs-client-id',
    without('offlineWithoutClient'),
  ],
  'offline-needs-expiration': [
    'An offline login without expiration is refused.',
    'wazo.refresh.only-two-fields',
    altered(readTokenRequest, (request) => {
      const { access_type, expiration } = request;
      if (access_type === 'offline' && !expiration) throw invalid({ _schema: ['"expiration" must be specified'] });
      return request;
    }),
  ],
  'tenant-and-domain-accepted': [
    'tenant_id and domain_name together are ignored.',
    'wazo.vendor.tenant-or-domain',
    together(
      without('tenantAndDomain'),
      except(
        byLdap,
        (_basic, { tenant_id, domain_name }) => !!tenant_id && !!domain_name,
        (_honest, ...given) => byPassword(...given),
      ),
    ),
  ],
  'invalid-status-422': [
    'A body that breaks a rule is answered with 422.',
    'wazo.vendor.invalid-status',
    altered(invalid, ({ content }) => new Refused(422, { ...(content as object), status_code: 422 })),
  ],
  'malformed-json-accepted': [
    'A body that is not JSON is treated as an empty object.',
    'wazo.vendor.malformed-json',
    emptyWhere(() => scene().body.length > 0 && isUtf8(scene().body)),
  ],
  'empty-body-accepted': [
    'An empty body is treated as an empty object.',
    'wazo.vendor.empty-body',
    emptyWhere(() => scene().body.length === 0),
  ],
  'invalid-utf-8-accepted': [
    'Bytes that are not UTF-8 are replaced.',
    'wazo.vendor.invalid-utf-8',
    instead(jsonIn, (honest) => (contentType) => {
      const { body } = scene();
      return isUtf8(body) ? honest(contentType) : loadJson(body.toString('utf8'));
    }),
  ],
  'array-body-accepted': [
    'A JSON body that is not an object is treated as an empty one.',
    'wazo.vendor.body-is-object',
    except(
      objectIn,
      (value) => typeof value !== 'object' || Array.isArray(value),
      () => ({}),
    ),
  ],
  'media-type-taken-literally': [
    'Only the exact text application/json is treated as JSON.',
    'wazo.rfc.media-type-parameters',
    unsupported((contentType) => contentType !== '' && contentType !== 'application/json'),
  ],
  'content-type-required': [
    'A request without a Content-Type is refused.',
    'wazo.vendor.any-content-type',
    unsupported((contentType) => contentType === ''),
  ],
  'unknown-members-refused': [
    'A body with an unknown member is refused.',
    'wazo.vendor.unknown-members',
    altered(objectIn, (object) => {
      const unknown = Object.keys(object).find((name) => !Object.hasOwn(fields, name));
      if (unknown !== undefined) throw invalid({ [unknown]: ['Unknown field.'] });
      return object;
    }),
  ],
});
