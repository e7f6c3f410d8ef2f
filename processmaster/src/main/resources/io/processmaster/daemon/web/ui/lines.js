// The lines of a followed log: a bounded list that is fed with pieces of text.
import { plainText } from './ansi.js';

export const LINES_KEPT = 10000;
const LONGEST_LINE = 16384;

/** No lines yet; first is the number of the oldest line that is kept, open whether the last one has not ended. */
export function noLines() {
  return { lines: [], first: 0, open: false };
}

/** The lines with more text; beyond the bound the oldest are forgotten. */
export function addText(log, text) {
  const parts = text.split('\n');
  const ended = parts[parts.length - 1] === '';
  if (ended) parts.pop();
  if (parts.length === 0) return log;
  const lines = log.lines.slice();
  if (log.open && lines.length > 0) parts[0] = lines.pop() + parts[0];
  for (const part of parts) lines.push(cut(part.endsWith('\r') ? part.slice(0, -1) : part));
  const beyond = Math.max(0, lines.length - LINES_KEPT);
  return { lines: beyond > 0 ? lines.slice(beyond) : lines, first: log.first + beyond, open: !ended };
}

/** The positions of the lines in which a text is found, in any case; colours do not count. */
export function findLines(lines, search) {
  if (search === '') return [];
  const needle = search.toLowerCase();
  const found = [];
  for (let i = 0; i < lines.length; i++) {
    if (plainText(lines[i]).toLowerCase().includes(needle)) found.push(i);
  }
  return found;
}

/** The text as a regular expression that means just itself. */
export function literal(text) {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** File paths by their last part, or by the whole path where two would look the same. */
export function shortNames(files) {
  const last = (file) => file.slice(file.lastIndexOf('/') + 1);
  return files.map((file) => (files.filter((other) => last(other) === last(file)).length > 1 ? file : last(file)));
}

function cut(line) {
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line;
}
