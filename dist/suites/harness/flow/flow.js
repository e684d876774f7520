import { runFlow } from './run-flow.js';
/**
 * Makes the `flow` function of a role.
 * @param id the role
 * @param open makes what the role's flows call the target with, from a transport
 */
export function role(id, open) {
    return (title, spec, body) => ({
        title,
        role: id,
        endpoint: spec.endpoint,
        needs: spec.needs,
        judges: [...new Set(spec.judges)],
        skipFact: spec.skipFact ?? (() => undefined),
        run(session, target) {
            return runFlow(this, session, target, (transport, context) => body({ ...context, ...open(transport) }));
        },
    });
}
//# sourceMappingURL=flow.js.map