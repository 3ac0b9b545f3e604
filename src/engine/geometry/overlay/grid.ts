/** A square grid that coordinates are rounded to. */
export interface Grid {
  readonly size: number;
  /** Cells to a unit. */
  readonly scale: number;
  /** The nearest multiple of `size`, half towards positive. */
  round(ordinate: number): number;
}

/**
 * As GEOS 3.11 rounds to a grid: a division and a multiplication, which leaves a result one unit in the last place off the
 * decimal number at times. It shows in the fifteen digits of validity texts, and decides where repaired lines cross.
 */
export function grid(size: number): Grid {
  return { size, scale: 1 / size, round: (ordinate) => Math.round(ordinate / size) * size };
}
