// What the form of a new app comes to; pure, so that it can be tested without a browser.

/** What the form says, as the daemon takes it; what was left empty is left out. */
export function draftOf(fields) {
  const draft = { name: fields.name.trim(), script: fields.script.trim(), cwd: fields.cwd.trim() };
  const args = fields.args.split('\n').filter((line) => line !== '');
  if (args.length > 0) draft.args = args;
  const optional = { user: fields.user, max_memory: fields.memory, cron: fields.schedule };
  for (const [key, value] of Object.entries(optional)) if (value.trim() !== '') draft[key] = value.trim();
  return draft;
}
