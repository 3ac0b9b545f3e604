import {
  intakeRoutes,
  publicRequestSchema,
  requestViewSchema,
  statusPagePath,
} from "../../intake/intake-api.ts";
import { askApi } from "../api-client.ts";

/** The publisher's side of a request on the server. The secret is the last part of the publisher's link. */
export const readStatus = (secret: string) => askApi(intakeRoutes.status(secret), requestViewSchema);

/** What was sent last, without name, email and notes. */
export const readSent = (secret: string) => askApi(intakeRoutes.statusRequest(secret), publicRequestSchema);

export const sendMessage = (secret: string, text: string) =>
  askApi(intakeRoutes.statusMessages(secret), requestViewSchema, { method: "POST", body: { text } });

/** The secret of a publisher's link; `undefined` when it is none of this server's. */
export function secretOf(statusUrl: string | undefined): string | undefined {
  return statusUrl?.startsWith(statusPagePath) ? statusUrl.slice(statusPagePath.length) : undefined;
}
