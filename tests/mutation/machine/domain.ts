import { parse } from '@babel/parser';
import type { Change } from './ids.ts';
import { NEAR } from './near.ts';
import type { Source } from './sources.ts';

/** A node of the syntax tree, as far as the operators look at it. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [member: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

type Replacement = readonly [operator: string, replacement: string];

/** Makes of a node what stands in its place, with the text of each part as it is written. */
type Operator = (node: Node, text: (part: unknown) => string) => readonly Replacement[];

const names = Object.keys(NEAR);
const isText = (node: unknown) => isNode(node) && (node.type === 'StringLiteral' || node.type === 'TemplateLiteral');
const isValue = (node: unknown) =>
  isNode(node) &&
  !/^(Numeric|Boolean|Null|BigInt|RegExp)Literal$|^UnaryExpression$|^ObjectExpression$/.test(node.type) &&
  !(node.type === 'Identifier' && node.name === 'undefined');

/** Comparisons of texts: `a === b`, `sameText(a, b)`. */
const comparisons: Operator = (node, text) => {
  const [one, other, negated] = comparedBy(node);
  if (!isValue(one) || !isValue(other) || isText(one) || isText(other)) return [];
  return names.map((name) => {
    const call = `__near.is('${name}', ${text(one)}, ${text(other)})`;
    return [`near: ${name}`, negated ? `!${call}` : call] as const;
  });
};

function comparedBy(node: Node): readonly [unknown, unknown, boolean?] {
  if (node.type === 'BinaryExpression' && (node.operator === '===' || node.operator === '!==')) {
    if (isNode(node.left) && node.left.type === 'UnaryExpression') return [undefined, undefined];
    return [node.left, node.right, node.operator === '!=='];
  }
  if (node.type === 'CallExpression' && isNode(node.callee) && node.callee.name === 'sameText') {
    const [one, other] = node.arguments as unknown[];
    return [one, other];
  }
  return [undefined, undefined];
}

/** The method that a call calls, with its object and arguments; not of optional calls, which Maps need not. */
function called(
  node: Node,
): { readonly of: Node; readonly method: string; readonly given: readonly Node[] } | undefined {
  const callee = node.callee;
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression' || callee.computed)
    return undefined;
  const { object, property } = callee;
  if (!isNode(object) || !isNode(property)) return undefined;
  return { of: object, method: String(property.name), given: node.arguments as Node[] };
}

/** Lookups by a key: `map.get(key)`, `set.has(key)`, `list.includes(item)`. */
const lookups: Operator = (node, text) => {
  const call = called(node);
  if (!call || !['get', 'has', 'includes'].includes(call.method) || call.given.length !== 1) return [];
  const [key] = call.given;
  if (isText(key)) return [];
  return names.map(
    (name) => [`near: ${name}`, `__near.${call.method}('${name}', ${text(call.of)}, ${text(key)})`] as const,
  );
};

/** Looking for whom something belongs to, and finding somebody else. */
const owners: Operator = (node, text) => {
  const call = called(node);
  if (call?.given.length !== 1) return [];
  const [test] = call.given;
  if (call.method === 'find') {
    return [
      ['owner: the first', `${text(call.of)}.find(() => true)`],
      ['owner: the last', `${text(call.of)}.findLast(() => true)`],
      ['owner: another', `${text(call.of)}.find((...one) => !(${text(test)})(...one))`],
    ];
  }
  if (call.method === 'filter') {
    return [
      ['owner: all', `${text(call.of)}.filter(() => true)`],
      ['owner: the others', `${text(call.of)}.filter((...one) => !(${text(test)})(...one))`],
    ];
  }
  if (call.method === 'some') return [['owner: anybody', `${text(call.of)}.length > 0`]];
  if (call.method === 'every') return [['owner: somebody', `${text(call.of)}.some(${text(test)})`]];
  return [];
};

/** Deletions that reach too far, or not far enough. */
const deletions: Operator = (node, text) => {
  const call = called(node);
  if (call?.method === 'delete' && call.given.length === 1) {
    return [
      ['deletion: nothing', `${text(call.of)}.has(${text(call.given[0])})`],
      ['deletion: everything', `(${text(call.of)}.clear(), true)`],
    ];
  }
  if (call?.method === 'clear' && call.given.length === 0) return [['deletion: nothing', 'undefined']];
  return [];
};

const OF_TIME = /expir|lifetime|ttl|seconds|validity|max-?age|issued|leeway|clock|Ms$|_MS$|iat$|exp$|nbf$/i;

/** Lifetimes that are shifted, doubled, or never end. */
const lifetimes: Operator = (node, text) => {
  if (
    node.type === 'CallExpression' &&
    isNode(node.callee) &&
    node.callee.name === 'now' &&
    (node.arguments as []).length === 0
  ) {
    return [
      ['time: an hour late', '(now() - 3_600_000)'],
      ['time: an hour early', '(now() + 3_600_000)'],
      ['time: in seconds', '(now() / 1000)'],
    ];
  }
  const named = node.type === 'ObjectProperty' || node.type === 'VariableDeclarator';
  const [name, value] = named ? [node.key ?? node.id, node.value ?? node.init] : [undefined, undefined];
  if (!isNode(name) || !isNode(value) || value.type !== 'NumericLiteral') return [];
  if (!OF_TIME.test(String(name.name ?? name.value))) return [];
  const before = text({ ...node, end: value.start });
  return [
    ['lifetime: doubled', `${before}${text(value)} * 2`],
    ['lifetime: halved', `${before}${text(value)} / 2`],
    ['lifetime: without end', `${before}1e9`],
  ];
};

const OPERATORS: readonly Operator[] = [comparisons, lookups, owners, deletions, lifetimes];

/** Every mutant of the domain: credentials compared carelessly, somebody else's taken, deletions and lifetimes that are off. */
export function domainChanges({ text }: Source): readonly Change[] {
  const { program } = parse(text, { sourceType: 'module', plugins: ['typescript'] });
  const textOf = (part: unknown) => (isNode(part) ? text.slice(part.start, part.end) : '');
  const changes: Change[] = [];
  visit(program as unknown as Node, (node) => {
    for (const operator of OPERATORS) {
      for (const [name, replacement] of operator(node, textOf)) {
        const { start, end } = node;
        changes.push({ operator: name, start, end, replacement, isDomain: true });
      }
    }
  });
  return changes;
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const [member, value] of Object.entries(node)) {
    if (member === 'loc' || member.endsWith('Comments')) continue;
    for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) visit(one, see);
  }
}
