// Which rows of a long list are worth having in the page.

/**
 * The rows to show of `total` rows of `height` pixels, when the list is scrolled by `top` in a view of `view` pixels.
 * Answers first (inclusive), last (exclusive) and the pixels that stand for the rows before and after.
 */
export function visibleRows(total, height, top, view, margin = 8) {
  const first = Math.min(Math.max(0, Math.floor(top / height) - margin), Math.max(0, total - 1));
  // An even first row keeps alternating colours where they are.
  const start = first - (first % 2);
  const last = Math.min(total, Math.ceil((top + view) / height) + margin);
  return { first: start, last: Math.max(last, start), before: start * height, after: Math.max(0, total - Math.max(last, start)) * height };
}
