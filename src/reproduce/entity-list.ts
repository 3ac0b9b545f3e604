import type { Fact } from "../engine/block.ts";

/**
 * The entity of each entry that became facts, as numbers in one array: 8 MB for a million rows. Entity numbers are below
 * 2^53; one that is no number is not kept.
 */
export class EntityList {
  private entities = new Float64Array(1024);
  private last = 0;

  add({ entryNumber, entity }: Pick<Fact, "entryNumber" | "entity">): void {
    if (entity === "") return;
    if (entryNumber >= this.entities.length) this.grow(entryNumber);
    if (this.entities[entryNumber] !== 0) return;
    this.entities[entryNumber] = Number(entity) || 0;
    this.last = Math.max(this.last, entryNumber);
  }

  /** `""` when the entry has none. Of several (a resource of several organisations) the first. */
  of(entryNumber: number): string {
    const entity = this.entities[entryNumber] ?? 0;
    return entity === 0 ? "" : String(entity);
  }

  /** The entries of an entity, in file order, at most `most` of them. */
  entriesOf(entity: string, most = 100): number[] {
    const number = Number(entity);
    const found: number[] = [];
    if (entity === "" || !(number > 0)) return found;
    for (let entry = 1; entry <= this.last && found.length < most; entry += 1)
      if (this.entities[entry] === number) found.push(entry);
    return found;
  }

  private grow(needed: number): void {
    const larger = new Float64Array(Math.max(needed + 1, this.entities.length * 2));
    larger.set(this.entities);
    this.entities = larger;
  }
}
