import { useEffect, useState } from "preact/hooks";

/** An answer of the worker on its way. The old one stays on the page while a new one is waited for. */
export interface Answer<Value> {
  readonly value?: Value;
  readonly waiting: boolean;
  readonly failed: boolean;
}

/**
 * Asks the worker and draws again when it has answered; late answers to earlier questions are dropped.
 * @param key names the question: a new key asks again
 */
export function useAnswer<Value>(key: string, ask: () => Promise<Value>): Answer<Value> {
  const [answer, setAnswer] = useState<Answer<Value>>({ waiting: true, failed: false });
  useEffect(() => {
    let current = true;
    setAnswer((before) => ({ ...before, waiting: true, failed: false }));
    ask().then(
      (value) => current && setAnswer({ value, waiting: false, failed: false }),
      () => current && setAnswer((before) => ({ ...before, waiting: false, failed: true })),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return answer;
}
