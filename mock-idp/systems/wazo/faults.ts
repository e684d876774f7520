import type { Fault } from '../../faults/fault.ts';
import { faultsIn } from '../../faults/fault-table.ts';
import { accessFaults } from './faults/access.ts';
import { deletionFaults } from './faults/deletion.ts';
import { listFaults } from './faults/list.ts';
import { refreshFaults } from './faults/refresh.ts';
import { requestFaults } from './faults/request.ts';
import { valueFaults } from './faults/values.ts';
import { unconverted } from './unconverted.ts';

/** The behavioural faults of the Wazo mock. */
export const faults: readonly Fault[] = [
  ...faultsIn(unconverted, 'wazo.server'),
  ...requestFaults,
  ...accessFaults,
  ...refreshFaults,
  ...valueFaults,
  ...listFaults,
  ...deletionFaults,
];

export { besideMessages } from './faults/values.ts';
