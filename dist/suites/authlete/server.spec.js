import { detailsOf, selected, test } from '../harness/flow/playwright.js';
import { serverFlows } from './flows.js';
for (const flow of selected(serverFlows))
    test(flow.title, detailsOf(flow), ({ run }) => run(flow));
//# sourceMappingURL=server.spec.js.map