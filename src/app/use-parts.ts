import { useEffect, useState } from "preact/hooks";

/** Pages drawn whole before: going back to one must find its full height, or the browser cannot scroll to where it was. */
const drawnBefore = new Set<string>();

/**
 * Draws a long page in parts, one a frame, so that none of them keeps the browser busy for long: at the moment a check
 * ends, the worker and the page both want the processor.
 * @param id of what is drawn; a second time it is drawn at once
 * @returns how many parts to draw now, 1 to `parts`
 */
export function useParts(id: string, parts: number): number {
  const [drawn, setDrawn] = useState(1);
  const all = drawnBefore.has(id) ? parts : drawn;
  useEffect(() => {
    if (all >= parts) {
      drawnBefore.add(id);
      return undefined;
    }
    // After the next frame; a hidden tab has no frames, so time counts too.
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      setDrawn(all + 1);
    };
    const frame = requestAnimationFrame(() => {
      clearTimeout(timer);
      timer = setTimeout(next);
    });
    timer = setTimeout(next, 100);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
  }, [id, all]);
  return all;
}
