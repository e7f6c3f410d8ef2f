// Finds what a few typed letters mean.

/** The commands that have all words, best first: whole label, beginning, beginning of a word, anywhere. */
export function bestMatches(commands, text, most) {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return commands.slice(0, most);
  const scored = [];
  for (const command of commands) {
    const score = scoreOf(command.label.toLowerCase(), words, text.trim().toLowerCase());
    if (score > 0) scored.push([score + (command.first ? 0.5 : 0) - command.label.length / 1000, command]);
  }
  scored.sort(([a], [b]) => b - a);
  return scored.slice(0, most).map(([, command]) => command);
}

function scoreOf(label, words, whole) {
  if (label === whole) return 100;
  let score = label.startsWith(whole) ? 10 : 0;
  for (const word of words) {
    const at = label.indexOf(word);
    if (at < 0) return 0;
    score += at === 0 ? 3 : /[\s._-]/.test(label[at - 1]) ? 2 : 1;
    if (at + word.length === label.length || label[at + word.length] === ' ') score += 1;
  }
  return score;
}
