import { decisionButton, formsOf, pageText, passwordField, submission, usernameField, } from '../harness/browser/forms.js';
import { headerValues, mediaType, textOf } from '../harness/http/exchange.js';
const mostPages = 12;
/** What a person of the order does on a page; undefined where there is nothing to do. */
function decide(order, names, seen, tries) {
    for (const [form, shape] of seen.forms.entries()) {
        const password = passwordField(shape, names);
        const username = usernameField(shape, names);
        if (password || (username && shape.fields.some(({ autocomplete }) => /username|email/.test(autocomplete)))) {
            if (!order.as || tries.logins >= 3)
                return undefined;
            tries.logins = password ? 3 : tries.logins + 1;
            const fill = {};
            if (username)
                fill[username.name] = order.as.name;
            if (password)
                fill[password.name] = order.as.password;
            const cancels = decisionButton(shape, 'deny', names);
            const submit = shape.buttons.findIndex((_, index) => index !== cancels);
            return { form, fill, button: submit < 0 ? undefined : submit };
        }
    }
    for (const [form, shape] of seen.forms.entries()) {
        if (order.consent === 'stop')
            return undefined;
        const button = decisionButton(shape, order.consent, names);
        if (button !== undefined)
            return { form, fill: {}, button };
    }
    return undefined;
}
/** What kind of page a document is. */
export function kindOf(exchange, names = {}) {
    const forms = formsOf(textOf(exchange.response?.body));
    if (forms.some((form) => passwordField(form, names)))
        return 'login';
    if (forms.some((form) => decisionButton(form, 'accept', names) !== undefined))
        return 'consent';
    return 'other';
}
/** Makes an authorization request by HTTP, fills what pages it meets, and stops before the redirect back. */
export async function visitByHttp(order, target, send) {
    const { jar } = order;
    const exchanges = [];
    const tries = { logins: 0 };
    let next = { url: order.url, form: order.form };
    let redirect;
    while (next && exchanges.length < mostPages) {
        const exchange = await request(next, jar, send);
        exchanges.push(exchange);
        const onward = redirectOf(exchange);
        if (onward !== undefined) {
            if (!staysHere(onward, order, target)) {
                redirect = onward;
                break;
            }
            next = { url: onward.href };
            continue;
        }
        next = afterPage(exchange, order, target, tries);
    }
    return visitOf(exchanges, redirect, jar, target);
}
function afterPage(exchange, order, target, tries) {
    const { url } = exchange.request;
    const html = textOf(exchange.response?.body);
    const forms = formsOf(html);
    const deed = decide(order, target.form, { url, forms, text: pageText(html) }, tries);
    const form = deed && forms[deed.form];
    if (!form)
        return undefined;
    const action = new URL(form.action || url, url);
    const data = submission(form, deed.fill, deed.button);
    if (form.method === 'POST')
        return { url: action.href, form: data };
    action.search = data.toString();
    return { url: action.href };
}
/** Makes an authorization request in the browser; what the browser holds of cookies goes into the jar. */
export async function visitByBrowser(order, target, browsing, note) {
    const browser = await browsing.open();
    const tries = { logins: 0 };
    const { exchanges, cookies, screenshot } = await browser.visit({
        url: order.url,
        hold: order.redirectUri.split(/[?#]/)[0] ?? order.redirectUri,
        decide: (seen) => decide(order, target.form, seen, tries),
    });
    note(exchanges);
    order.jar.adopt(cookies);
    const onward = exchanges.at(-1) && redirectOf(exchanges.at(-1));
    const redirect = onward && !staysHere(onward, order, target) ? onward : undefined;
    return { ...visitOf(exchanges, redirect, order.jar, target), ...(screenshot && { screenshot }) };
}
function visitOf(exchanges, redirect, jar, target) {
    const pages = exchanges
        .filter((exchange) => exchange.response && !redirectOf(exchange) && isHtml(exchange))
        .map((exchange) => ({
        kind: kindOf(exchange, target.form),
        exchange,
        text: pageText(textOf(exchange.response?.body)),
    }));
    const last = exchanges.at(-1);
    if (!last)
        throw new Error('The visit made no request.');
    return { exchanges, last, pages, redirect, jar };
}
function isHtml({ response }) {
    return (mediaType(response?.headers ?? []) ?? 'text/html').includes('html');
}
/** Where a response redirects to. */
export function redirectOf({ request, response }) {
    if (!response || response.status < 300 || response.status > 399)
        return undefined;
    const location = headerValues(response.headers, 'location')[0];
    if (location === undefined || !URL.canParse(location, request.url))
        return undefined;
    return new URL(location, request.url);
}
/** Whether a redirect leads on within the authorization server, rather than back to the application. */
function staysHere(onward, { redirectUri }, { url }) {
    const [withoutQuery = ''] = redirectUri.split(/[?#]/);
    if (withoutQuery !== '' && onward.href.startsWith(withoutQuery))
        return false;
    return onward.origin === new URL(url).origin;
}
async function request({ url, form }, jar, send) {
    const cookie = jar.headerFor(url);
    const exchange = await send({
        method: form ? 'POST' : 'GET',
        url,
        headers: [
            ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'],
            ...(cookie === undefined ? [] : [['Cookie', cookie]]),
            ...(form ? [['Content-Type', 'application/x-www-form-urlencoded']] : []),
        ],
        ...(form && { body: Buffer.from(form.toString()) }),
    });
    jar.take(exchange);
    return exchange;
}
//# sourceMappingURL=visit.js.map