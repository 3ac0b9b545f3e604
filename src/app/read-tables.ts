import { type BundledSpecification, readSpecificationPiece } from "../specification/bundle.ts";
import { fetchPiece } from "./fetch-piece.ts";

let specification: Promise<BundledSpecification> | undefined;

/** The whole specification that comes with the tool, fetched and read once. For lists of choices see read-choices.ts. */
export function readSpecification(): Promise<BundledSpecification> {
  specification ??= fetchPiece("specification")
    .then(readSpecificationPiece)
    .catch((error: unknown) => {
      specification = undefined;
      throw error;
    });
  return specification;
}
