// A log file that is followed: its own link, which lasts as long as somebody looks.
import { useEffect, useRef, useState } from './lib.js';
import { addText, noLines } from './lines.js';
import { useStore } from './store.js';

const LINES_FIRST = 1000;
// Text that comes in a burst is shown at once for each picture of the screen, not for each message.
const SHOWN_EVERY_MS = 80;

/** The lines of the file, the state of the link, and a switch that holds new lines back. */
export function useFollowed(name, file) {
  const [log, setLog] = useState(noLines);
  const [status, setStatus] = useState('connecting');
  const live = useStore((state) => state.link.status === 'live');
  const known = useRef({ log: noLines(), held: false, timer: null });
  const show = () => {
    known.current.timer = null;
    if (!known.current.held) setLog(known.current.log);
  };
  const take = (text) => {
    known.current.log = addText(known.current.log, text);
    known.current.timer ??= setTimeout(show, SHOWN_EVERY_MS);
  };
  useEffect(() => {
    if (!live) return undefined;
    known.current.log = noLines();
    const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
    const query = new URLSearchParams({ name, file, lines: LINES_FIRST });
    const socket = new WebSocket(`${scheme}//${location.host}/ws/logs?${query}`);
    let ended = false;
    socket.onmessage = ({ data }) => {
      const message = JSON.parse(data);
      if (message.type === 'begin') setStatus('live');
      if (message.type === 'log') take(message.chunks.map(({ text }) => text).join(''));
      if (message.type === 'lagged') take(`\n… ${message.dropped_bytes ?? 'some'} bytes are left out here, because they came too fast …\n`);
      if (message.type === 'end') {
        ended = true;
        setStatus(message.reason ? `ended: ${message.reason}` : 'ended');
      }
    };
    socket.onclose = () => ended || setStatus('lost');
    return () => {
      socket.onclose = null;
      socket.close();
      clearTimeout(known.current.timer);
      known.current.timer = null;
    };
  }, [name, file, live]);
  const hold = (on) => {
    known.current.held = on;
    if (!on) show();
  };
  return { log, status, hold };
}
