/** Noncharacters of Unicode, which no text means anything by: they hold an excerpt's length and its text. */
const [OPEN, SPLIT, CLOSE] = ['\uFDD0', '\uFDD1', '\uFDD2'];
const EXCERPT = /\uFDD0(\d+)\uFDD1([^\uFDD0-\uFDD2]*)\uFDD2/g;
const MARKS = /[\uFDD0-\uFDD2]/g;

/** How much more of a text is kept until its secrets have names, in characters: names are shorter than tokens. */
const MARGIN = 32_768;

/** The beginning of a text, to be cut to so many characters once secrets have names: what is cut off in the middle has none. */
export function excerptOf(text: string, length: number): string {
  return text.length <= length ? text : `${OPEN}${length}${SPLIT}${text.slice(0, length + MARGIN)}${CLOSE}`;
}

/** Excerpts of excerpts of excerpts; a target may send what looks like more. */
const DEEPEST = 3;

/** Cuts the excerpts in a text, those in excerpts first, and marks where something is left out. */
export function cutExcerpts(text: string): string {
  let cut = text;
  for (let depth = 0; depth < DEEPEST && cut.includes(OPEN); depth++)
    cut = cut.replace(EXCERPT, (_, length: string, whole: string) => shortened(whole, Number(length)));
  return cut.replace(MARKS, '\uFFFD');
}

/** A name of a secret is not cut. */
function shortened(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = /<[\w-]+(?:#\d+)?$/.exec(text.slice(0, length))?.index;
  const isCut = end !== undefined && /^[\w-]*(?:#\d+)?>/.test(text.slice(length));
  return `${text.slice(0, isCut ? end : length)}…`;
}
