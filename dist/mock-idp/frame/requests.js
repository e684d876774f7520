import { requestScene } from '../faults/request-scene.js';
import { bodyLimit, onAnswered, receiveBody, responseHeaders, sendError } from './exchange.js';
import { recordedBody } from './journal.js';
import { inScene, now, realNow } from './scene.js';
/** The listener of the server's requests. What fails here is ours: it is told on the terminal, and the client gets a 500. */
export function createListenerOf(stations) {
    return (req, res) => {
        respond(stations, req, res).catch((error) => failed(error, res));
    };
}
async function respond(stations, req, res) {
    const arrived = realNow();
    const body = await receiveBody(req);
    if (body === 'aborted')
        return undefined;
    if (body === 'too-large') {
        res.setHeader('Connection', 'close');
        return sendError(res, 413, 'too_large', `a request body may have ${bodyLimit} bytes`);
    }
    const { seen, target } = stations.arrive(req);
    const given = requestScene(req, target, body, stations.memoryOf);
    const { own, rest, problem } = given instanceof Promise ? await given : given;
    return inScene({ ...own, seen }, () => {
        if (own.skewMs !== 0)
            res.setHeader('Date', new Date(now()).toUTCString());
        const served = problem ? undefined : stations.own(req, res, rest);
        return served ?? recorded(stations, { req, res, arrived, body, rest, variant: own.variant ?? null, problem });
    });
}
/** Journal, then provocations, then the systems. */
async function recorded({ journal, provocations, serve }, arrival) {
    const { req, res, arrived, body, rest, variant, problem } = arrival;
    const request = { method: req.method ?? 'GET', path: rest, fault: variant };
    const enter = journal.record({ time: arrived, ...request, headers: req.rawHeaders, body: recordedBody(body) });
    onAnswered(res, (sent) => enter({ status: res.statusCode, headers: responseHeaders(res), body: recordedBody(sent) }));
    res.once('close', () => enter(null));
    if (problem)
        return sendError(res, problem.status, problem.error, problem.message);
    const asked = { ...request, body, authorization: req.headers.authorization };
    const provoked = provocations.act(asked, res);
    if (provoked && (await provoked))
        return undefined;
    Object.assign(req, { originalUrl: req.url, url: rest });
    return serve(req, res);
}
function failed(error, res) {
    console.error(error);
    if (res.headersSent)
        res.destroy();
    else
        sendError(res, 500, 'mock_failed', 'the mock itself failed; its terminal says why');
}
//# sourceMappingURL=requests.js.map