import { altered, type Change, except, instead } from '../../../faults/changes.ts';
import { faultsOf } from '../../../faults/fault-table.ts';
import { linkedTo } from '../callback.ts';
import { holderOf } from '../caller.ts';
import { deleteLink, getLink, linkFor, linksOf, putLink } from '../links.ts';
import type { Link } from '../store.ts';
import { documentOf, forbids, handledBy, successOf } from './handlers.ts';
import { neighbour } from './people.ts';

/** Lets everybody use a link by this method. */
const openToAll = (method: string): Change =>
  except(
    linkFor,
    ({ ctx, params, service }) => ctx.method === method && service.store().links.has(params.id ?? ''),
    (_honest, { params, service }) => service.store().links.get(params.id ?? '') as Link,
  );

/** Making, reading and deleting links, and logins through them. */
export const linkFaults = faultsOf('kazoo.server', {
  'link-list-empty': ['The list of links is always empty.', 'kazoo.links.lists-own', altered(linksOf, () => [])],
  'link-list-of-everybody': [
    "The list shows everybody's links.",
    'kazoo.links.own-only',
    altered(linksOf, (own, { links }) =>
      [...links.values()].filter((link) => own.includes(link) || link.owner_id !== undefined),
    ),
  ],
  'linking-refused': ['A link cannot be made.', 'kazoo.link.put', forbids(putLink)],
  'linking-without-effect': ['Linking changes nothing.', 'kazoo.link.logs-in', handledBy(putLink, () => getLink)],
  'links-forgotten': [
    'A linked user is treated as an unlinked one.',
    'kazoo.link.logs-in',
    altered(linkedTo, () => undefined),
  ],
  'linking-once': [
    'A link is good for one login.',
    'kazoo.link.regularly',
    instead(linkedTo, (honest) => (accounts, link) => {
      const linked = honest(accounts, link);
      link.account_id = undefined;
      link.owner_id = undefined;
      return linked;
    }),
  ],
  'linking-links-another-user': [
    'The link is made for another user.',
    'kazoo.link.own-user',
    handledBy(
      putLink,
      (honest) => (call) => honest({ ...call, caller: async () => neighbour(call.service, await call.caller()) }),
    ),
  ],
  'linked-token-useless': [
    'The token of a linked login opens nothing.',
    'kazoo.link.logs-in',
    altered(holderOf, (caller, _service, _token, { auth_id }) => (auth_id === undefined ? caller : undefined)),
  ],
  'another-link-shown': [
    'Another link than the one asked for is shown.',
    'kazoo.link.get',
    documentOf(getLink, (link) => ({ ...link, id: `${link.id}0` })),
  ],
  'unlinking-refused': ['A link cannot be deleted.', 'kazoo.link.delete', forbids(deleteLink)],
  'new-link-shows-email-list': [
    'The response that makes a link shows the e-mail address as a list.',
    'kazoo.link.email-type',
    documentOf(putLink, ({ email, ...link }) => ({ ...link, email: [email] })),
  ],
  'deleted-link-shows-email-list': [
    'The response that deletes a link shows the e-mail address as a list.',
    'kazoo.link.email-type',
    documentOf(deleteLink, ({ email, ...link }) => ({ ...link, email: [email] })),
  ],
  'new-link-empty': [
    'The response that makes a link shows a list in place of the link.',
    'kazoo.link.data',
    successOf(putLink, (success) => ({ ...success, data: [] })),
  ],
  'unlinking-without-effect': [
    'A deleted link goes on logging in.',
    'kazoo.rfc.unlink',
    handledBy(deleteLink, () => getLink),
  ],
  'foreign-link-shown': ['Everybody may read a link.', 'kazoo.practice.foreign-link-read', openToAll('GET')],
  'foreign-link-taken': ['Everybody may take a link over.', 'kazoo.practice.foreign-link-taken', openToAll('PUT')],
  'foreign-link-deleted': ['Everybody may delete a link.', 'kazoo.practice.foreign-link-deleted', openToAll('DELETE')],
});
