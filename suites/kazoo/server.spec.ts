import { detailsOf, selected, test } from '../harness/flow/playwright.ts';
import { flows } from './flows.ts';

for (const flow of selected(flows)) test(flow.title, detailsOf(flow), ({ run }) => run(flow));
