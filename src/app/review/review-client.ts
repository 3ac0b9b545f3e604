import {
  intakeRoutes,
  type RequestList,
  type ReviewView,
  requestListSchema,
  reviewViewSchema,
  type StatusChange,
} from "../../intake/intake-api.ts";
import { type ApiReply, askApi } from "../api-client.ts";
import { loadSession, writeHeaders } from "./session.ts";

export interface ListAsked {
  readonly status: string;
  readonly search: string;
  readonly page: number;
  readonly sort: string;
}

export function listQuery({ status, search, page, sort }: ListAsked): string {
  return new URLSearchParams({ status, search, page: String(page), sort }).toString();
}

export function listRequests(asked: ListAsked): Promise<ApiReply<RequestList>> {
  return signedIn(askApi(`${intakeRoutes.reviewRequests}?${listQuery(asked)}`, requestListSchema));
}

export function readForReview(reference: string): Promise<ApiReply<ReviewView>> {
  return signedIn(askApi(intakeRoutes.reviewRequest(reference), reviewViewSchema));
}

export function changeStatus(reference: string, change: StatusChange): Promise<ApiReply<ReviewView>> {
  return write(intakeRoutes.reviewStatus(reference), change);
}

export function writeToPublisher(reference: string, text: string): Promise<ApiReply<ReviewView>> {
  return write(intakeRoutes.reviewMessages(reference), { text });
}

function write(path: string, body: unknown): Promise<ApiReply<ReviewView>> {
  return signedIn(askApi(path, reviewViewSchema, { method: "POST", body, headers: writeHeaders() }));
}

/** When the session is over, the desk shows the way to sign in. */
async function signedIn<Value>(asked: Promise<ApiReply<Value>>): Promise<ApiReply<Value>> {
  const reply = await asked;
  if (reply.kind === "signed-out") await loadSession();
  return reply;
}
