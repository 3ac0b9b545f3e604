import { type RequestStatus, statusWords } from "../../intake/request-status.ts";
import { Tag, type TagProps } from "../components/tag.tsx";

const colours: Readonly<Record<RequestStatus, NonNullable<TagProps["colour"]>>> = {
  received: "blue",
  checking: "blue",
  "needs-changes": "orange",
  accepted: "teal",
  added: "teal",
  live: "green",
  declined: "red",
};

/** How far a request is, in the words publisher and team share. */
export function StatusTag({ status }: { readonly status: RequestStatus }) {
  return <Tag text={statusWords[status].label} colour={colours[status]} />;
}
