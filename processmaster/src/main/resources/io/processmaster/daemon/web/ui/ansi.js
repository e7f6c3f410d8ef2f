// Log lines with colours as pieces of text; nothing here ever makes markup out of a line.
import { AnsiUp } from './vendor/ansi_up.js';

// The library's own output is HTML; its pieces are taken before that.
class Pieces extends AnsiUp {
  constructor() {
    super();
    this.pieces = [];
  }

  transform_to_html(fragment) {
    if (fragment.text !== '') this.pieces.push(fragment);
    return '';
  }

  process_hyperlink(packet) {
    this.pieces.push({ text: packet.text, fg: this.fg, bg: this.bg, bold: this.bold, faint: this.faint, italic: this.italic, underline: this.underline });
    return '';
  }
}

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** The pieces of one line: text, class names, and colours that have no name. */
export function ansiPieces(line) {
  if (!line.includes('\u001b')) return [{ text: line.replace(CONTROLS, ''), classes: '', color: null, background: null }];
  const parser = new Pieces();
  parser.ansi_to_html(line);
  const rest = parser._buffer ?? '';
  const pieces = parser.pieces.map(piece);
  if (rest !== '') pieces.push({ text: rest.replace(CONTROLS, ''), classes: '', color: null, background: null });
  return pieces.filter(({ text }) => text !== '');
}

/** The line without its colours. */
export function plainText(line) {
  return ansiPieces(line).map(({ text }) => text).join('');
}

function piece(fragment) {
  const classes = [];
  if (fragment.bold) classes.push('ansi-bold');
  if (fragment.faint) classes.push('ansi-faint');
  if (fragment.italic) classes.push('ansi-italic');
  if (fragment.underline) classes.push('ansi-underline');
  const color = paint(fragment.fg, '-fg', classes);
  const background = paint(fragment.bg, '-bg', classes);
  return { text: fragment.text.replace(CONTROLS, ''), classes: classes.join(' '), color, background };
}

function paint(color, suffix, classes) {
  if (!color) return null;
  if (color.class_name === 'truecolor') return `rgb(${color.rgb.join(',')})`;
  classes.push(color.class_name + suffix);
  return null;
}

/** Pieces cut where a search text is found, in any case; found ones are marked. */
export function markFound(pieces, search) {
  if (search === '') return pieces;
  const whole = pieces.map(({ text }) => text).join('').toLowerCase();
  const needle = search.toLowerCase();
  const spots = [];
  for (let at = whole.indexOf(needle); at >= 0; at = whole.indexOf(needle, at + needle.length)) spots.push(at);
  if (spots.length === 0) return pieces;
  const marked = [];
  let offset = 0;
  for (const part of pieces) {
    const end = offset + part.text.length;
    const cuts = new Set([offset, end]);
    for (const spot of spots) {
      for (const edge of [spot, spot + needle.length]) if (edge > offset && edge < end) cuts.add(edge);
    }
    const edges = [...cuts].sort((a, b) => a - b);
    for (let i = 0; i + 1 < edges.length; i++) {
      const found = spots.some((spot) => spot <= edges[i] && edges[i + 1] <= spot + needle.length);
      marked.push({ ...part, text: part.text.slice(edges[i] - offset, edges[i + 1] - offset), found });
    }
    offset = end;
  }
  return marked;
}
