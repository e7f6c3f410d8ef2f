// Large messages come compressed, and still one after the other.
import assert from 'node:assert/strict';
import test from 'node:test';
import { gzipSync } from 'node:zlib';
import { inTurn, packs } from './ui/unpack.js';

const pack = (text) => new Uint8Array(gzipSync(text)).buffer;

test('messages are heard in the order in which they came', async () => {
  assert.equal(packs, true);
  const heard = [];
  const hear = inTurn((text) => heard.push(text), assert.fail);
  hear('a');
  assert.deepEqual(heard, ['a']);
  const large = 'b'.repeat(1_000_000);
  hear(pack(large));
  hear('c');
  hear(pack('ü'));
  hear('d');
  assert.deepEqual(heard, ['a']);
  while (heard.length < 5) await new Promise(setImmediate);
  assert.deepEqual(heard, ['a', large, 'c', 'ü', 'd']);
  hear('e');
  assert.equal(heard.length, 6);
});

test('one that cannot be unpacked is told', async () => {
  const broken = await new Promise((told) => inTurn(assert.fail, told)(new Uint8Array([1, 2, 3]).buffer));
  assert.ok(broken instanceof Error);
});
