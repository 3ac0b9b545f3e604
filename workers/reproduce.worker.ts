import { expose } from "comlink";
import { compareMethods } from "./reproduce-compare.ts";
import { entityMethods } from "./reproduce-entities.ts";
import { fixMethods } from "./reproduce-fix.ts";
import { openMethods } from "./reproduce-open.ts";
import type { ReproduceWorker } from "./reproduce-protocol.ts";
import { reduceMethods } from "./reproduce-reduce.ts";
import { traceMethods } from "./reproduce-trace.ts";

// Each group of methods is a file of its own; they share the open run of reproduce-session.ts.
const worker: ReproduceWorker = {
  ...openMethods,
  ...traceMethods,
  ...fixMethods,
  ...compareMethods,
  ...entityMethods,
  ...reduceMethods,
};

expose(worker);
