/** Sends a request; throws where there is no response. */
export async function exchange({ url, headers, ...rest }, dispatcher) {
    const { request } = await import('undici');
    const response = await request(url, { dispatcher, headers: headers.flat(), ...rest });
    const { location } = response.headers;
    return {
        status: response.statusCode,
        text: await response.body.text(),
        ...(typeof location === 'string' && { location }),
    };
}
//# sourceMappingURL=platform-exchange.js.map