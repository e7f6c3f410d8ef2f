// The last hour of an app's figures: asked for once, then made longer by the live stream.
import { call } from './api.js';
import { useEffect, useMemo, useState } from './lib.js';
import { watch } from './live.js';
import { withNow, withRows } from './rows.js';
import { serverNow, useStore } from './store.js';

/** The figures as the usage method has them, kept up to date; null until they are here. */
export function useUsage(name) {
  const [usage, setUsage] = useState(null);
  const [problem, setProblem] = useState(null);
  const app = useStore((state) => state.apps.get(name));
  const missed = useStore((state) => state.missed);
  useEffect(() => {
    let gone = false;
    let known = null;
    const early = [];
    // Watched before it is asked for, so that no row falls between the two.
    const leave = watch(name, (message) => {
      if (known === null) early.push(message);
      else setUsage((known = withRows(known, message)));
    });
    call('usage', { name }).then(
      (found) => {
        if (gone) return;
        known = early.reduce(withRows, found);
        setUsage(known);
        setProblem(null);
      },
      (refusal) => gone || setProblem(refusal.message),
    );
    return () => {
      gone = true;
      leave();
    };
  }, [name, missed]);
  const shown = useMemo(
    () => (usage && app ? withNow(usage, app, serverNow()) : usage),
    [usage, app?.cpu_percent, app?.memory_bytes, app?.tasks],
  );
  return { usage: shown, problem: usage ? null : problem };
}
