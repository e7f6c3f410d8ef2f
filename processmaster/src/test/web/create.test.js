// The form of a new app.
import assert from 'node:assert/strict';
import test from 'node:test';
import { draftOf } from './ui/draft.js';

const EMPTY = { name: '', script: '', args: '', cwd: '', user: '', memory: '', schedule: '' };

test('what was left empty is left out', () => {
  assert.deepEqual(draftOf({ ...EMPTY, name: ' web ', script: '/bin/web', cwd: '/srv ' }), { name: 'web', script: '/bin/web', cwd: '/srv' });
});

test('each line is an argument, spaces and all', () => {
  assert.deepEqual(draftOf({ ...EMPTY, args: '-c\necho a  b\n\n' }).args, ['-c', 'echo a  b']);
});

test('limits, user and schedule have the names of the interface', () => {
  const draft = draftOf({ ...EMPTY, user: 'web', memory: '512M', schedule: '30 3 * * *' });
  assert.equal(draft.user, 'web');
  assert.equal(draft.max_memory, '512M');
  assert.equal(draft.cron, '30 3 * * *');
});
