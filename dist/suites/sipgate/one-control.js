/**
 * Like `refuses`, for many alterations of one request: the unaltered request is made and judged once. Each altered one is
 * still made of what is fresh.
 */
export function oneControl(refused) {
    let control;
    return async (id, { given, alter, send, accepted, detail }) => {
        control ??= Promise.resolve(given()).then(send);
        const unaltered = await control;
        const altered = await send(await alter(await given()));
        refused(id, { control: unaltered, refused: altered, accepted, detail });
        return altered;
    };
}
//# sourceMappingURL=one-control.js.map