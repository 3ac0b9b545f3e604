/** The linework contradicts itself; GEOS throws here and tries other ways. */
export class OverlayFailure extends Error {}
