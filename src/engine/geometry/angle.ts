/** An angle in radians turned into [-pi, pi] by whole turns, as PROJ does with longitudes. */
export function withinHalfTurn(radians: number): number {
  if (Math.abs(radians) <= Math.PI) return radians;
  const turned = radians + Math.PI;
  return turned - 2 * Math.PI * Math.floor(turned / (2 * Math.PI)) - Math.PI;
}
