// Log lines: untrusted text with colours, which must never become markup.
import assert from 'node:assert/strict';
import test from 'node:test';
import { ansiPieces, markFound, plainText } from './ui/ansi.js';
import { addText, findLines, LINES_KEPT, literal, noLines, shortNames } from './ui/lines.js';

const ESC = '\u001b';
const ATTACKS = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  `${ESC}[31m<b onmouseover="x">${ESC}[0m & "quoted" 'text'`,
  `${ESC}]8;;javascript:alert(1)${ESC}\\click${ESC}]8;;${ESC}\\`,
  `${ESC}]8;;https://example.org/"onclick="x${ESC}\\click${ESC}]8;;${ESC}\\`,
  `${ESC}[38;2;1;2;3;url(x)mtext`,
];

test('markup in a line stays text, character by character', () => {
  for (const attack of ATTACKS.slice(0, 2)) assert.equal(plainText(attack), attack);
  assert.equal(plainText(ATTACKS[2]), `<b onmouseover="x"> & "quoted" 'text'`);
});

test('no piece has more than text, known classes and plain colours', () => {
  for (const attack of ATTACKS) {
    for (const piece of markFound(ansiPieces(attack), 'alert')) {
      assert.equal(typeof piece.text, 'string');
      assert.match(piece.classes, /^(ansi-[a-z-]+( |$))*$/);
      for (const color of [piece.color, piece.background]) assert.ok(color === null || /^rgb\(\d+,\d+,\d+\)$/.test(color), color);
      assert.deepEqual(Object.keys(piece).filter((key) => !['text', 'classes', 'color', 'background', 'found'].includes(key)), []);
    }
  }
});

test('colours become classes, and those without a name plain colours', () => {
  const [red, rest, orange] = ansiPieces(`${ESC}[1;31mbad${ESC}[0m and ${ESC}[38;5;208morange${ESC}[0m`);
  assert.deepEqual(red, { text: 'bad', classes: 'ansi-bold ansi-red-fg', color: null, background: null });
  assert.equal(rest.classes, '');
  assert.equal(orange.color, 'rgb(255,135,0)');
});

test('a sequence that never ends loses no text before it', () => {
  assert.match(plainText(`before ${ESC}[31`), /^before /);
});

test('control characters are not shown', () => {
  assert.equal(plainText('a\u0007b\u0000c\td'), 'abc\td');
});

test('finds are marked across colours, in any case', () => {
  const pieces = markFound(ansiPieces(`one ${ESC}[32mTw${ESC}[0mo two`), 'two');
  assert.equal(pieces.map(({ text }) => text).join(''), 'one Two two');
  assert.equal(pieces.filter(({ found }) => found).map(({ text }) => text).join('|'), 'Tw|o|two');
});

test('text that comes in pieces makes whole lines', () => {
  let log = addText(noLines(), 'first\nsec');
  log = addText(log, 'ond\r\nthird\n');
  assert.deepEqual(log.lines, ['first', 'second', 'third']);
  assert.equal(addText(log, 'x').open, true);
});

test('the oldest lines are forgotten beyond the bound', () => {
  let log = addText(noLines(), 'line\n'.repeat(LINES_KEPT));
  log = addText(log, 'new\nnewer\n');
  assert.equal(log.lines.length, LINES_KEPT);
  assert.equal(log.first, 2);
  assert.equal(log.lines.at(-1), 'newer');
});

test('search looks at the text, not at the colours', () => {
  assert.deepEqual(findLines([`${ESC}[31merr${ESC}[0mor`, 'fine'], 'ERROR'), [0]);
  assert.deepEqual(findLines(['31'], ''), []);
});

test('a searched text means itself as a regular expression', () => {
  assert.ok(new RegExp(literal('a.b*(c)[d]|$')).test('a.b*(c)[d]|$'));
  assert.ok(!new RegExp(literal('a.b')).test('axb'));
});

test('files have short names, unless two would have the same', () => {
  assert.deepEqual(shortNames(['/a/stdout.log', '/a/stderr.log']), ['stdout.log', 'stderr.log']);
  assert.deepEqual(shortNames(['/a/x.log', '/b/x.log', '/b/y.log']), ['/a/x.log', '/b/x.log', 'y.log']);
});
