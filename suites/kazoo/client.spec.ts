import { detailsOf, selected, test } from '../harness/flow/playwright.ts';
import { clientFlows } from './client-flows.ts';

for (const flow of selected(clientFlows)) test(flow.title, detailsOf(flow), ({ run }) => run(flow));
