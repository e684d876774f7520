import { groupBy, keyOf } from './keys.js';
import { decisive, difference } from './view.js';
/**
 * The report as JUnit XML: a suite for each role, a case for each check. A failure is `failure`; what could not be
 * judged and errors of the harness are `error` with their type; skips and accepted failures are `skipped`; the rest
 * passed, warnings and observations with their text as output.
 */
export function junitText(report) {
    const requirements = new Map(report.requirements.map((requirement) => [keyOf(requirement), requirement]));
    const suites = [...groupBy(report.checks, (check) => check.role)].map(([role, checks]) => element('testsuite', { name: role, ...tally(checks), timestamp: report.generatedAt.replace('Z', '') }, checks.map((check) => testcase(report, check, requirements.get(keyOf(check))))));
    const runLevel = report.problems.map(({ kind, message }) => element('testcase', { name: `the run (${kind})`, classname: 'tollgate', time: '0' }, [
        element('error', { type: kind, message }, [text(message)]),
    ]));
    if (runLevel.length > 0) {
        const n = runLevel.length;
        suites.push(element('testsuite', { name: 'tollgate', tests: n, failures: 0, errors: n, skipped: 0, time: '0' }, runLevel));
    }
    const { tests, failures, errors, skipped, time } = tally(report.checks);
    const total = {
        name: report.target.name,
        tests: tests + runLevel.length,
        failures,
        errors: errors + runLevel.length,
        skipped,
        time,
    };
    return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', total, suites)}\n`;
}
function tally(checks) {
    const kinds = checks.map(kindOf);
    const of = (kind) => kinds.filter((one) => one === kind).length;
    const time = seconds(checks.reduce((sum, check) => sum + check.durationMs, 0));
    return { tests: checks.length, failures: of('failure'), errors: of('error'), skipped: of('skipped'), time };
}
function kindOf({ verdict, accepted }) {
    if (accepted || verdict === 'skip')
        return 'skipped';
    if (verdict === 'fail')
        return 'failure';
    return verdict === 'inconclusive' || verdict === 'error' ? 'error' : 'passed';
}
function testcase(report, check, requirement) {
    const attributes = { name: check.id, classname: `${check.role}.${check.flow}`, time: seconds(check.durationMs) };
    return element('testcase', attributes, result(report, check, requirement));
}
function result(report, check, requirement) {
    const message = difference({ first: check });
    switch (kindOf(check)) {
        case 'failure':
            return [element('failure', { type: 'fail', message }, [text(details(report, check, requirement))])];
        case 'error': {
            const hung = check.blockedBy ? `is blocked by ${check.blockedBy}` : '';
            const told = [message, hung].filter(Boolean).join(': ');
            return [element('error', { type: check.verdict, message: told }, [text(details(report, check, requirement))])];
        }
        case 'skipped': {
            const why = check.accepted
                ? `accepted: ${check.accepted.reason}`
                : `not applicable: ${check.skipFact ?? message}`;
            return [element('skipped', { message: why }, [])];
        }
        default:
            return check.verdict === 'pass' ? [] : [element('system-out', {}, [text(`${check.verdict}: ${message}`)])];
    }
}
function details(report, check, requirement) {
    const rows = [
        ['sentence', requirement && `“${requirement.source.sentence}” (${requirement.source.heading})`],
        ['expected', check.expected],
        ['actual', check.actual],
        ['message', check.message],
        ['is blocked by', check.blockedBy],
        ['again', decisive(report, check)?.curl],
        ['fix', check.verdict === 'error' ? undefined : requirement?.fix],
    ];
    return rows.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])).join('\n');
}
function seconds(ms) {
    return (ms / 1000).toFixed(3);
}
function element(name, attributes, children) {
    const start = Object.entries(attributes).map(([key, value]) => ` ${key}="${text(String(value)).replaceAll('\n', '&#10;')}"`);
    const open = `<${name}${start.join('')}`;
    if (children.length === 0)
        return `${open}/>`;
    const inline = children.every((child) => !child.startsWith('<'));
    return inline ? `${open}>${children.join('')}</${name}>` : `${open}>\n${children.join('\n')}\n</${name}>`;
}
/** Escapes text for XML 1.0; characters that it cannot hold become U+FFFD. */
function text(value) {
    return value
        .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replaceAll('"', '&quot;');
}
//# sourceMappingURL=junit.js.map