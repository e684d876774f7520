/** The forms of an HTML page, without running any script of it. */
export function formsOf(html) {
    const plain = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<script\b[\s\S]*?<\/script>/gi, '');
    return [...plain.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/gi)].map(([, head = '', inner = '']) => {
        const form = attributesOf(head);
        const inputs = [...inner.matchAll(/<input\b([^>]*?)\/?>/gi)].map(([, text = '']) => attributesOf(text));
        const pressed = [...inner.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/gi)].map(([, text = '', label = '']) => {
            const attributes = attributesOf(text);
            return { ...attributes, type: attributes.type ?? '', label: textOf(label) };
        });
        const typeOf = (attributes) => (attributes.type ?? '').toLowerCase();
        return {
            action: form.action ?? '',
            method: form.method?.toUpperCase() === 'POST' ? 'POST' : 'GET',
            fields: inputs
                .filter((input) => input.name && !['submit', 'button', 'reset', 'image'].includes(typeOf(input)))
                .map((input) => ({
                name: input.name ?? '',
                type: typeOf(input) || 'text',
                value: input.value ?? '',
                autocomplete: (input.autocomplete ?? '').toLowerCase(),
                checked: 'checked' in input,
            })),
            buttons: [
                ...inputs
                    .filter((input) => typeOf(input) === 'submit')
                    .map(({ name = '', value = '' }) => ({ name, value, label: value })),
                ...pressed
                    .filter((button) => ['', 'submit'].includes(typeOf(button)))
                    .map(({ label, ...button }) => {
                    const { name = '', value = '' } = button;
                    return { name, value, label };
                }),
            ],
        };
    });
}
/** What a page says, without its markup, in one line of at most 300 characters. */
export function pageText(html) {
    const body = /<body\b[^>]*>([\s\S]*)/i.exec(html)?.[1] ?? html;
    return textOf(body.replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, ' ')).slice(0, 300);
}
/** The field for the user name, if the form has one: by name given, by autocomplete, by name, by type. */
export function usernameField({ fields }, { username } = {}) {
    const typed = fields.filter(({ type }) => ['text', 'email', 'tel'].includes(type));
    if (username !== undefined)
        return fields.find(({ name }) => name === username);
    return (typed.find(({ autocomplete }) => /\b(username|email)\b/.test(autocomplete)) ??
        typed.find(({ name }) => /user|login|e-?mail|identifier|account/i.test(name)) ??
        (typed.length === 1 ? typed[0] : undefined));
}
/** The field for the password, if the form has one. */
export function passwordField({ fields }, { password } = {}) {
    if (password !== undefined)
        return fields.find(({ name }) => name === password);
    const secret = fields.filter(({ type }) => type === 'password');
    return secret.find(({ autocomplete }) => autocomplete === 'current-password') ?? secret[0];
}
const granting = /\b(accept|agree|allow|approve|authori[sz]e|confirm|continue|grant|yes|ok|zulassen|erlauben|zustimmen|ja)\b/i;
const denying = /\b(cancel|decline|deny|disallow|reject|refuse|no|abbrechen|ablehnen|nein)\b/i;
/** The index of the button that grants or denies; undefined where none is known as such. */
export function decisionButton({ buttons }, which, names = {}) {
    const named = names[which];
    if (named !== undefined) {
        const at = buttons.findIndex(({ name, value, label }) => [name, `${name}=${value}`, label].includes(named));
        return at < 0 ? undefined : at;
    }
    const denies = ({ name, value, label }) => denying.test(label) || denying.test(`${name} ${value}`);
    const grants = (button) => !denies(button) && (granting.test(button.label) || granting.test(`${button.name} ${button.value}`));
    const at = buttons.findIndex(which === 'deny' ? denies : grants);
    return at < 0 ? undefined : at;
}
/** What a browser would send for the form: fields as filled, and the pressed button (HTML, form submission). */
export function submission({ fields, buttons }, fill, button) {
    const data = new URLSearchParams();
    for (const { name, type, value, checked } of fields) {
        const boxed = type === 'checkbox' || type === 'radio';
        if (!boxed || checked)
            data.append(name, fill[name] ?? (boxed ? value || 'on' : value));
    }
    const pressed = button === undefined ? undefined : buttons[button];
    if (pressed?.name)
        data.append(pressed.name, pressed.value);
    return data;
}
function attributesOf(text) {
    const found = text.matchAll(/([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
    return Object.fromEntries([...found].map(([, name = '', double, single, bare]) => [
        name.toLowerCase(),
        unescaped(double ?? single ?? bare ?? ''),
    ]));
}
function textOf(markup) {
    return unescaped(markup.replace(/<[^>]*>/g, ' '))
        .replace(/\s+/g, ' ')
        .trim();
}
const entities = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };
function unescaped(text) {
    return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        if (hex)
            return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal)
            return String.fromCodePoint(Number(decimal));
        return entities[name.toLowerCase()] ?? whole;
    });
}
//# sourceMappingURL=forms.js.map