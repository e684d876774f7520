import { step } from './step.js';
/** The message of a contract as it is sent, such as `token-response`. */
export const sentMessage = step((_contract, message) => message);
/** Sends what a system has labelled with `ctx.state.contract`, where it is a JSON value. */
export function sendLabelled(ctx) {
    const { contract } = ctx.state;
    if (typeof contract === 'string' && isJsonValue(ctx.body))
        ctx.body = sentMessage(contract, ctx.body);
}
function isJsonValue(body) {
    return Array.isArray(body) || Object.getPrototypeOf(body ?? 0) === Object.prototype;
}
//# sourceMappingURL=message.js.map