// Answers of the daemon that a page needs once, and again when something has changed.
import { call } from './api.js';
import { useEffect, useState } from './lib.js';
import { useStore } from './store.js';

/** What a method says, asked again when one of the values in again is another one, or the live stream missed something; null until it is here. */
export function useAnswer(method, params, again) {
  const [answer, setAnswer] = useState(null);
  const missed = useStore((state) => state.missed);
  useEffect(() => {
    let gone = false;
    call(method, params).then(
      (found) => gone || setAnswer(found),
      (refusal) => gone || setAnswer({ problem: refusal.message }),
    );
    return () => {
      gone = true;
    };
  }, [method, missed, ...again]);
  return answer;
}
