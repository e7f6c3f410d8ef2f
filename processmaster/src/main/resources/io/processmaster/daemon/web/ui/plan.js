// What a reload of the definitions would do, as far as it is worth telling.

/** Of the changes of `update` those that change anything: `none` without keys is an app that stays as it is, unless it is new. */
export function telling(changes, known) {
  return changes
    .filter(({ application, action, keys }) => action !== 'none' || keys.length > 0 || !known.has(application))
    .map((change) => (change.action === 'none' && !known.has(change.application) ? { ...change, action: 'add' } : change));
}
