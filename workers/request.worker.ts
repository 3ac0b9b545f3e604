import { expose } from "comlink";
import { blobSource } from "../src/effects/browser/blob-source.ts";
import { browserEffects, browserTables } from "../src/effects/browser/effects.ts";
import { checkRequestData } from "../src/request/data-check.ts";
import type { RequestWorker } from "./request-protocol.ts";

const tables = browserTables();

const worker: RequestWorker = {
  data: ({ request, file, repository }) =>
    checkRequestData(request, blobSource(file), repository, browserEffects(tables)),
};

expose(worker);
