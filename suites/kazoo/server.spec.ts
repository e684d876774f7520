import { detailsOf, selected, test } from '../harness/flow/playwright.ts';
import { serverFlows } from './flows.ts';

for (const flow of selected(serverFlows)) test(flow.title, detailsOf(flow), ({ run }) => run(flow));
