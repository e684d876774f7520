import { detailsOf, selected, test } from '../harness/flow/playwright.js';
import { clientFlows } from './client-flows.js';
for (const flow of selected(clientFlows))
    test(flow.title, detailsOf(flow), ({ run }) => run(flow));
//# sourceMappingURL=client.spec.js.map