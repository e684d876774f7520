/** Rows as columns of equal width, two spaces apart; the last column is as long as it likes. */
export function columns(rows, indent = '') {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows
        .map((row) => {
        const cells = row.map((cell, column) => (column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0)));
        return `${indent}${cells.join('  ')}`.trimEnd();
    })
        .map((line) => `${line}\n`)
        .join('');
}
/** A Markdown table; bars, angle brackets and line breaks in cells are escaped. */
export function markdownTable(head, rows) {
    const line = (cells) => `| ${cells.map(escapeCell).join(' | ')} |\n`;
    return line(head) + line(head.map(() => '---')) + rows.map(line).join('');
}
function escapeCell(text) {
    return text.replaceAll(/[|<]/g, '\\$&').replaceAll(/\r?\n/g, '<br>');
}
/** Text broken at spaces into lines of at most `width` characters (a longer word stays whole). */
export function wrap(text, width) {
    const lines = [];
    for (const word of text.split(/\s+/)) {
        const last = lines.at(-1);
        if (last !== undefined && last.length + word.length < width)
            lines[lines.length - 1] = `${last} ${word}`;
        else
            lines.push(word);
    }
    return lines;
}
//# sourceMappingURL=table.js.map