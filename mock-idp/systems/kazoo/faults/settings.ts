import { faultsOf } from '../../../faults/fault-table.ts';
import { appRules, deleteApp, getApp, postApp, providerRules } from '../documents.ts';
import { checkMembers } from '../request.ts';
import { handledBy } from './handlers.ts';
import { isMissing, isOfAnotherType, memberWillDo } from './members.ts';

/** Changes of applications and providers, and removals of applications. */
export const settingFaults = faultsOf('kazoo.server', {
  'provider-needs-no-id': [
    'The id may be missing in a change of a provider.',
    'kazoo.provider-schema.id-required',
    memberWillDo(providerRules, 'id', isMissing),
  ],
  'provider-id-any-type': [
    'The id in a change of a provider may be of any type.',
    'kazoo.provider-schema.id-type',
    memberWillDo(providerRules, 'id', isOfAnotherType),
  ],
  'app-change-without-effect': [
    'A change of an application is confirmed and not made.',
    'kazoo.app.changed',
    handledBy(postApp, (honest) => (call) => {
      const { email: _, ...data } = call.envelope.data;
      checkMembers(call.envelope.data, appRules);
      return honest({
        ...call,
        envelope: { ...call.envelope, data: { ...data, email: 'as-before@tollgate.example' } },
      });
    }),
  ],
  'app-removal-without-effect': [
    'The removal of an application is confirmed and not done.',
    'kazoo.app.removed',
    handledBy(deleteApp, () => getApp),
  ],
  'app-needs-no-client-id': [
    'The client_id may be missing in a change of an application.',
    'kazoo.app-schema.client-id-required',
    memberWillDo(appRules, 'client_id', isMissing),
  ],
  'app-needs-no-provider': [
    'The provider may be missing in a change of an application.',
    'kazoo.app-schema.provider-required',
    memberWillDo(appRules, 'provider', isMissing),
  ],
  'app-needs-no-secret': [
    'The secret may be missing in a change of an application.',
    'kazoo.app-schema.secret-required',
    memberWillDo(appRules, 'secret', isMissing),
  ],
  'app-client-id-any-type': [
    'The client_id in a change of an application may be of any type.',
    'kazoo.app-schema.client-id-type',
    memberWillDo(appRules, 'client_id', isOfAnotherType),
  ],
  'app-provider-any-type': [
    'The provider in a change of an application may be of any type.',
    'kazoo.app-schema.provider-type',
    memberWillDo(appRules, 'provider', isOfAnotherType),
  ],
  'app-secret-any-type': [
    'The secret in a change of an application may be of any type.',
    'kazoo.app-schema.secret-type',
    memberWillDo(appRules, 'secret', isOfAnotherType),
  ],
  'app-email-any-type': [
    'The email in a change of an application may be of any type.',
    'kazoo.app-schema.email-type',
    memberWillDo(appRules, 'email', isOfAnotherType),
  ],
});
