import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Rows drawn in one frame: about what a window shows, and what a slow laptop lays out without a stutter. */
const step = 20;
/** So many are drawn without being scrolled to: the end of an ordinary page. */
const atOnce = 50;

/**
 * How many rows of a long list to draw now. The first come at once, an ordinary page's within a few frames, those of a page
 * of 500 as the region is scrolled towards them; all of them for printing.
 *
 * @param key names the list: another one begins anew; @param end the last thing in the region, near which more is drawn
 */
export function useGrowing(key: unknown, total: number, end: RefObject<Element | null>): number {
  const [state, setState] = useState({ key, drawn: step });
  const drawn = state.key === key ? state.drawn : step;
  useEffect(() => {
    if (drawn >= total) return undefined;
    const grow = (to: number) => setState({ key, drawn: to });
    const all = () => grow(total);
    addEventListener("beforeprint", all);
    let frame = 0;
    let observer: IntersectionObserver | undefined;
    if (drawn < Math.min(total, atOnce)) frame = requestAnimationFrame(() => grow(drawn + step));
    else if (end.current) {
      // By the region's own edge: its end may be below the window while it is scrolled.
      const options = { root: end.current.parentElement, rootMargin: "400px" };
      observer = new IntersectionObserver((entries) => {
        if (entries.some((entry) => entry.isIntersecting)) grow(drawn + step);
      }, options);
      observer.observe(end.current);
    }
    return () => {
      removeEventListener("beforeprint", all);
      cancelAnimationFrame(frame);
      observer?.disconnect();
    };
  }, [key, drawn, total]);
  return Math.min(drawn, total);
}
