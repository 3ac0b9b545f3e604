/** The build of sql.js that carries its WebAssembly inside, as far as it is used here. */
declare module "sql.js/dist/sql-wasm-inline.js" {
  export interface Statement {
    step(): boolean;
    get(
      parameters: null,
      options: { readonly useBigInt: true },
    ): (string | number | bigint | Uint8Array | null)[];
    free(): boolean;
  }

  export interface Database {
    prepare(sql: string, parameters: (string | number | Uint8Array | null)[]): Statement;
    close(): void;
  }

  export default function initialise(): Promise<{ readonly Database: new (bytes: Uint8Array) => Database }>;
}
