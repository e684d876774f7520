import { detailsOf, selected, test } from '../harness/flow/playwright.js';
import { flows } from './flows.js';
for (const flow of selected(flows))
    test(flow.title, detailsOf(flow), ({ run }) => run(flow));
//# sourceMappingURL=server.spec.js.map