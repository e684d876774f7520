/** Sends a request again to where a redirect leads. */
export const follow = (honest) => async (call, dispatcher) => {
    const first = await honest(call, dispatcher);
    const { status, location } = first;
    return status >= 300 && location !== undefined ? honest({ ...call, url: location }, dispatcher) : first;
};
//# sourceMappingURL=follow.js.map