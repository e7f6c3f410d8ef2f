// Messages of a WebSocket, of which the large ones come compressed.

/** Whether this browser can unpack. */
export const packs = 'DecompressionStream' in globalThis;

/** Answers a function that takes messages, hands on their texts in the order in which they came, and calls broken when one cannot be unpacked. */
export function inTurn(take, broken) {
  let before = null;
  return (data) => {
    if (typeof data === 'string' && before === null) {
      take(data);
      return;
    }
    const text = typeof data === 'string' ? data : unpack(data);
    const mine = Promise.all([text, before])
      .then(([ready]) => take(ready), broken)
      .finally(() => {
        if (before === mine) before = null;
      });
    before = mine;
  };
}

function unpack(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Response(stream).text();
}
