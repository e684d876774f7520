/** A value that stands in a shell command, and the variable that is to stand there. */
interface Replacement {
  readonly value: string;
  readonly variable: string;
}

/** A shell command with variables in the place of values, whatever quotes these stand in. */
export function withVariables(command: string, replacements: readonly Replacement[]): string {
  if (replacements.length === 0) return command;
  const byValue = new Map(replacements.map(({ value, variable }) => [value, variable]));
  const pattern = new RegExp(`(?<![\\w-])(?:${[...byValue.keys()].join('|')})(?![\\w-])`, 'g');
  let result = '';
  let copied = 0;
  for (const { 0: value, index } of command.matchAll(pattern)) {
    const variable = `"\${${byValue.get(value)}}"`;
    const quotes = quotesAt(command, index);
    result += command.slice(copied, index) + (quotes === '"' ? variable.slice(1, -1) : quotes + variable + quotes);
    copied = index + value.length;
  }
  return result + command.slice(copied);
}

/** The quotes that are open at a place of a command: `'`, `"` or none. */
function quotesAt(command: string, at: number): string {
  let open = '';
  for (let index = 0; index < at; index++) {
    const mark = command[index] ?? '';
    if (mark === '\\' && open !== "'") index++;
    else if (open === '' && (mark === "'" || mark === '"')) open = mark;
    else if (mark === open) open = '';
  }
  return open;
}
