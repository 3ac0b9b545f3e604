/** The one function we use of topojson-client, which has no types of its own. */
declare module "topojson-client" {
  export function feature(
    topology: unknown,
    object: unknown,
  ): { readonly features: readonly import("./base-layer.ts").CountryFeature[] };
}
