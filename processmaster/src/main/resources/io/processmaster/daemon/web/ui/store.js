// What the page knows, and who wants to hear of changes.
import { useEffect, useRef, useState } from './lib.js';
import { emptyState } from './apply.js';

let state = { ...emptyState(), link: { status: 'connecting', sinceMs: Date.now() }, pending: new Map(), toasts: [], dialog: null };
const listeners = new Set();

/** What is known now. */
export function current() {
  return state;
}

/** Takes over new values and tells everybody who listens. */
export function change(values) {
  state = { ...state, ...values };
  for (const listener of [...listeners]) listener();
}

/** A part of what is known; the component is drawn again when that part is another one. */
export function useStore(select) {
  const [, redraw] = useState(0);
  const shown = useRef(null);
  const value = select(state);
  shown.current = { select, value };
  useEffect(() => {
    const listener = () => {
      const { select: latest, value: known } = shown.current;
      if (!Object.is(latest(state), known)) redraw((count) => count + 1);
    };
    listener();
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, []);
  return value;
}

/** The daemon's time in milliseconds, as far as this host's clock tells. */
export function serverNow() {
  return Date.now() + state.clockSkewMs;
}

const clocks = new Set();
setInterval(() => {
  if (!document.hidden) for (const tick of [...clocks]) tick();
}, 1000);

/** The daemon's time; the component is drawn again each second. */
export function useNow() {
  const [, redraw] = useState(0);
  useEffect(() => {
    const tick = () => redraw((count) => count + 1);
    clocks.add(tick);
    return () => clocks.delete(tick);
  }, []);
  return serverNow();
}

/** A value that outlives the page, kept by the browser if it may. */
export function useRemembered(name, initial) {
  const [value, put] = useState(() => recall(name, initial));
  const remember = (fresh) => {
    put(fresh);
    try {
      localStorage.setItem(`pm.${name}`, JSON.stringify(fresh));
    } catch {
      // Without storage it holds until the page is closed.
    }
  };
  return [value, remember];
}

function recall(name, initial) {
  try {
    const text = localStorage.getItem(`pm.${name}`);
    return text === null ? initial : JSON.parse(text);
  } catch {
    return initial;
  }
}

/** Whether the page is as narrow as a phone. */
export function useNarrow() {
  const query = matchMedia('(max-width: 640px)');
  const [narrow, put] = useState(query.matches);
  useEffect(() => {
    const listener = (event) => put(event.matches);
    query.addEventListener('change', listener);
    return () => query.removeEventListener('change', listener);
  }, []);
  return narrow;
}
