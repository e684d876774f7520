const absent = Symbol('absent');
/**
 * Every single defect that the schema's own requirements allow, in schema order, outer places first.
 * Only keywords that `x-requirement` gives an id count; throws for one that no defect is known for.
 */
export function deltas(schema) {
    return placesOf(schema).flatMap((place) => Object.entries(requirementsOf(place.schema)).flatMap(([keyword, id]) => changesFor(keyword, place).map(([named, change]) => violation(id, named, place.steps, change))));
}
/**
 * The same for messages shaped like `seed`.
 * Throws when the seed lacks a member that the schema describes: a defect there would go unseen.
 */
export function violations(schema, seed) {
    for (const { steps } of placesOf(schema)) {
        if (valueAt(seed, steps) === absent)
            throw new Error(`the seed has nothing at ${pointer(steps)}`);
    }
    return deltas(schema);
}
function violation(id, keyword, steps, { says, value }) {
    const path = pointer(steps);
    return {
        id,
        keyword,
        path,
        describe: `${path || 'the message'} ${says}`,
        apply: (message) => changed(message, steps, value),
    };
}
/** The schema's places, breadth first, `$ref` and `allOf` followed. */
function placesOf(root) {
    const places = [];
    let level = flattened(root, { schema: root, steps: [] });
    while (level.length > 0) {
        places.push(...level);
        level = level.flatMap((place) => childrenOf(place).flatMap((child) => flattened(root, child)));
    }
    return places;
}
function flattened(root, { schema, steps }) {
    const also = [...asSchemas(schema.allOf)];
    if (typeof schema.$ref === 'string')
        also.push(resolve(root, schema.$ref));
    return [{ schema, steps }, ...also.flatMap((part) => flattened(root, { schema: part, steps }))];
}
function childrenOf({ schema, steps }) {
    const members = Object.entries((schema.properties ?? {}))
        .filter(([, member]) => typeof member === 'object')
        .map(([name, member]) => ({ schema: member, steps: [...steps, name] }));
    const items = typeof schema.items === 'object' ? [{ schema: schema.items, steps: [...steps, '0'] }] : [];
    return [...members, ...items];
}
function asSchemas(value) {
    return Array.isArray(value) ? value : [];
}
function resolve(root, reference) {
    if (!reference.startsWith('#/'))
        throw new Error(`$ref ${reference}: only references into the same schema are followed`);
    const steps = reference
        .slice(2)
        .split('/')
        .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    const found = valueAt(root, steps);
    if (found === absent)
        throw new Error(`$ref ${reference}: nothing there`);
    return found;
}
const keywordOrder = [
    'required',
    'type',
    'enum',
    'const',
    'minimum',
    'exclusiveMinimum',
    'maximum',
    'exclusiveMaximum',
    'minLength',
    'maxLength',
    'pattern',
    'format',
    'minItems',
    'maxItems',
    'uniqueItems',
    'items',
    'additionalProperties',
];
function requirementsOf(schema) {
    const ids = (schema['x-requirement'] ?? {});
    const unknown = Object.keys(ids).find((keyword) => !keywordOrder.includes(keyword));
    if (unknown !== undefined)
        throw new Error(`x-requirement.${unknown} (${ids[unknown]}): no defect is known for this keyword`);
    const present = keywordOrder.filter((keyword) => ids[keyword] !== undefined);
    return Object.fromEntries(present.map((keyword) => [keyword, ids[keyword]]));
}
function changesFor(keyword, { schema, steps }) {
    if (keyword === 'required' && steps.length === 0)
        throw new Error('x-requirement.required: the message itself cannot be missing');
    const own = [keyword, changeFor(keyword, schema)];
    if (keyword !== 'type' || typesOf(schema).includes('null'))
        return [own];
    return [own, ['null', { says: 'is null', value: () => null }]];
}
function changeFor(keyword, schema) {
    const limit = schema[keyword];
    switch (keyword) {
        case 'required':
            return { says: 'is missing', value: () => absent };
        case 'type': {
            const wrong = wrongType(schema);
            return { says: `is ${Array.isArray(wrong) ? 'an array' : 'an object'}`, value: () => wrong };
        }
        case 'enum':
        case 'const': {
            const wrong = otherThan(keyword === 'enum' ? schema.enum : [schema.const]);
            return { says: `is ${JSON.stringify(wrong)}`, value: () => wrong };
        }
        case 'minimum':
            return { says: `is below ${limit}`, value: () => limit - 1 };
        case 'maximum':
            return { says: `is above ${limit}`, value: () => limit + 1 };
        case 'exclusiveMinimum':
        case 'exclusiveMaximum':
            return { says: `is ${limit}`, value: () => limit };
        case 'minLength':
            return { says: `is shorter than ${limit}`, value: (old) => [...textOf(old)].slice(0, limit - 1).join('') };
        case 'maxLength':
            return { says: `is longer than ${limit}`, value: (old) => longer(textOf(old), limit + 1) };
        case 'pattern':
            mismatch('x', schema);
            return { says: `does not match ${limit}`, value: (old) => mismatch(textOf(old), schema) };
        case 'format':
            return { says: `is no ${limit}`, value: () => `%zz is no ${limit}` };
        case 'minItems':
            return { says: `has fewer than ${limit} items`, value: (old) => listOf(old).slice(0, limit - 1) };
        case 'maxItems':
            return { says: `has more than ${limit} items`, value: (old) => repeated(listOf(old), limit + 1) };
        case 'uniqueItems':
            return { says: 'repeats an item', value: (old) => [...listOf(old), ...listOf(old).slice(0, 1)] };
        case 'items': {
            const wrong = wrongType(schema.items);
            return { says: 'holds an item of a wrong type', value: (old) => [wrong, ...listOf(old).slice(1)] };
        }
        default:
            return {
                says: 'has a member too many',
                value: (old) => ({ ...old, unexpected: true }),
            };
    }
}
function typesOf(schema) {
    return Array.isArray(schema.type) ? schema.type : [schema.type];
}
/** A value of a type that no lenient parser turns into the right one: an object, or an array where an object is right. */
function wrongType(schema) {
    return typesOf(schema).includes('object') ? ['unexpected'] : { unexpected: true };
}
/** A value of the same type as the first allowed one that is not allowed. */
function otherThan(allowed) {
    const [first] = allowed;
    if (typeof first === 'string') {
        let wrong = `${first}-other`;
        while (allowed.includes(wrong))
            wrong += '-other';
        return wrong;
    }
    if (typeof first === 'number')
        return Math.max(...allowed.filter((one) => typeof one === 'number')) + 1;
    if (typeof first === 'boolean' && !allowed.includes(!first))
        return !first;
    return { unexpected: true };
}
function textOf(old) {
    return typeof old === 'string' ? old : 'x';
}
function listOf(old) {
    return Array.isArray(old) ? old : [];
}
function longer(text, length) {
    const last = [...text].at(-1) ?? 'x';
    return text + last.repeat(Math.max(0, length - [...text].length));
}
function repeated(list, length) {
    return [...list, ...Array.from({ length: Math.max(0, length - list.length) }, () => list.at(-1) ?? null)];
}
/** A text that breaks the pattern and, where one is found, no other limit of the schema. */
function mismatch(text, { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY }) {
    const expression = new RegExp(pattern, 'u');
    const sameLength = (mark) => text.slice(0, -1) + mark;
    const candidates = [
        sameLength('~'),
        sameLength(' '),
        sameLength('é'),
        `${text}~`,
        `${text} `,
        `${text}é`,
        '~',
        ' ',
        '\n',
        '',
    ];
    const wrong = candidates.filter((candidate) => !expression.test(candidate));
    const fitting = wrong.find(({ length }) => length >= minLength && length <= maxLength);
    const chosen = fitting ?? wrong[0];
    if (chosen === undefined)
        throw new Error(`pattern ${pattern}: found no text that it refuses`);
    return chosen;
}
function pointer(steps) {
    return steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
function valueAt(message, steps) {
    let value = message;
    for (const step of steps) {
        if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step))
            return absent;
        value = value[step];
    }
    return value;
}
/** A deep copy of the message with another value at one place; other members keep their order. */
function changed(message, steps, value) {
    const [step, ...rest] = steps;
    if (step === undefined)
        return value(structuredClone(message));
    if (typeof message !== 'object' || message === null)
        return message;
    const copy = structuredClone(message);
    const held = valueAt(copy, [step]);
    if (held === absent && rest.length > 0)
        return copy;
    const next = changed(held === absent ? undefined : held, rest, value);
    if (next !== absent)
        copy[step] = next;
    else if (Array.isArray(copy))
        copy.splice(Number(step), 1);
    else
        delete copy[step];
    return copy;
}
//# sourceMappingURL=deltas.js.map