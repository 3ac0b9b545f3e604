import { MapInfoDamage } from "./mapinfo-block.ts";

/** How whole numbers become coordinates. */
export interface MapInfoPlane {
  x(value: number): number;
  y(value: number): number;
  /** Heights and widths. */
  size(width: number, height: number): readonly [number, number];
  /** 1 to 4; which axes run backwards. */
  readonly quadrant: number;
}

/**
 * What the header of a .map file says about it.
 *
 * @throws MapInfoDamage
 */
export function planeOf(view: DataView): MapInfoPlane {
  const version = view.getInt16(0x104, true);
  const given = view.getUint8(0x161);
  // An old way of saying 3.
  const quadrant = given === 0 ? 3 : given;
  const isOld = version <= 100;
  const fromPrecision = 10 ** view.getUint8(0x160);
  const [xScale = 0, yScale = 0, xShift = 0, yShift = 0] = [0x170, 0x178, 0x180, 0x188].map((at, index) =>
    isOld ? (index < 2 ? fromPrecision : 0) : view.getFloat64(at, true),
  );
  if (view.getFloat64(0x170, true) === 0 || view.getFloat64(0x178, true) === 0) {
    throw new MapInfoDamage("no scale");
  }
  const [xPrecision, yPrecision] = [precision(xScale), precision(yScale)];
  const isRounded = xPrecision > 0 && yPrecision > 0;
  const axis = (scale: number, shift: number, digits: number, isBackwards: boolean) => (value: number) => {
    const exact = isBackwards ? (-1 * (value + shift)) / scale : (value - shift) / scale;
    return isRounded ? rounded(exact * digits) / digits : exact;
  };
  return {
    x: axis(xScale, xShift, xPrecision, quadrant === 2 || quadrant === 3),
    y: axis(yScale, yShift, yPrecision, quadrant === 3 || quadrant === 4),
    size: (width, height) => [width / xScale, height / yScale],
    quadrant,
  };
}

function precision(scale: number): number {
  return Number(`1e${rounded(Math.log10(scale))}`);
}

/** Halves away from zero. */
function rounded(value: number): number {
  return Math.sign(value) * Math.round(Math.abs(value));
}
