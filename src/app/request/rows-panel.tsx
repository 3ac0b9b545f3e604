import { useEffect, useRef, useState } from "preact/hooks";
import type { RowOrder } from "../../repository/change-set.ts";
import { readRepositoryZip } from "../../request/repository-zip.ts";
import { addedRowsArchive, archiveName, changeArchive, changePatch } from "../../request/rows-archive.ts";
import { type MovedNumber, movedNumbers, stateName } from "../../request/stale.ts";
import { deleteProposal } from "../../store/proposals.ts";
import { Button } from "../components/button.tsx";
import { Details } from "../components/details.tsx";
import { FileInput } from "../components/file-input.tsx";
import { NotificationBanner } from "../components/notification-banner.tsx";
import { Radios } from "../components/radios.tsx";
import { WarningText } from "../components/warning-text.tsx";
import { countOf, formatMoment } from "../format.ts";
import { saveFile } from "../save-file.ts";
import {
  archiveInput,
  differsFrom,
  type Proposal,
  propose,
  rememberNumbers,
  type Subject,
} from "./proposal.ts";
import type { RepositoryBase } from "./repository-base.ts";
import { MovedTable, ProposalTables } from "./rows-tables.tsx";

interface RowsPanelProps {
  readonly subject: Subject;
  /** Changes when the requests change: the rows are made anew. */
  readonly version: string;
}

/** What changed between looking and saving. */
interface Moved {
  readonly paths: readonly string[];
  readonly numbers: readonly MovedNumber[];
}

/**
 * The rows that requests become, against the newest state that can be had; looked at again at each download, so that
 * nobody saves numbers that were taken meanwhile without seeing it.
 */
export function RowsPanel({ subject, version }: RowsPanelProps) {
  const [dropped, setDropped] = useState<RepositoryBase | undefined>(undefined);
  const [problem, setProblem] = useState("");
  const [order, setOrder] = useState<RowOrder>("canonical");
  const [shown, setShown] = useState<Proposal | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const [moved, setMoved] = useState<Moved | undefined>(undefined);
  const [looking, setLooking] = useState(true);
  // What was asked last counts, whichever answer comes first.
  const asked = useRef(0);
  // A look that was put off is one at what is chosen then, not at what was chosen when it was put off.
  const latest = useRef({ subject, dropped, order });
  latest.current = { subject, dropped, order };

  const look = async (
    base = latest.current.dropped,
    how = latest.current.order,
  ): Promise<Proposal | undefined> => {
    asked.current += 1;
    const own = asked.current;
    setFailed(false);
    setLooking(true);
    try {
      const now = await propose(latest.current.subject, base, how);
      if (own !== asked.current) return undefined;
      setShown(now);
      return now;
    } catch {
      if (own === asked.current) setFailed(true);
      return undefined;
    } finally {
      if (own === asked.current) setLooking(false);
    }
  };
  useEffect(() => {
    // A pause in typing: each look asks the server for its newest tables.
    const wait = setTimeout(() => void look(), shown ? 800 : 0);
    return () => clearTimeout(wait);
  }, [version]);

  const take = async (file: File) => {
    const files = readRepositoryZip(new Uint8Array(await file.arrayBuffer()));
    setProblem(
      files
        ? ""
        : "This is not a zip of the configuration repository: it has no collection or pipeline folder",
    );
    if (!files) return;
    const base: RepositoryBase = { kind: "repository", files, label: file.name };
    const before = shown;
    setDropped(base);
    const now = await look(base);
    // A newer copy of what was looked at: what moved is told. The tool's own tables are another thing.
    setMoved(before?.base.kind === "repository" && now ? movedBetween(before, now) : undefined);
  };
  const save = async (kind: "files" | "patch" | "new") => {
    if (looking || !shown) return;
    const before = shown;
    // Once more when another look began meanwhile.
    const now = (await look()) ?? (await look());
    if (!now) return;
    const change = movedBetween(before, now);
    setMoved(change);
    if (change) return;
    const input = archiveInput(subject, now);
    const name = archiveName(input);
    if (kind === "patch") saveFile(new Blob([changePatch(now.change)]), name.replace(/zip$/, "patch"));
    else {
      const zip = kind === "files" ? changeArchive(input) : addedRowsArchive(input);
      saveFile(new Blob([new Uint8Array(zip)], { type: "application/zip" }), name);
    }
    await rememberNumbers(subject, now);
  };
  const forget = async (id: string) => {
    await deleteProposal(id).catch(() => {});
    await look();
  };
  return (
    <>
      <FileInput
        id="repository-zip"
        label="Configuration repository as a zip (optional)"
        hint="With it you get the complete changed files; without it only the new rows, proposed against the tables of this tool."
        accept=".zip,application/zip"
        error={problem || undefined}
        fileName={dropped ? `${dropped.label}: ${countOf(dropped.files.size, "table")}` : undefined}
        onFile={(file) => void take(file)}
      />
      {dropped && (
        <Radios
          name="row-order"
          legend="Where do new rows stand in the files?"
          legendClass="govuk-fieldset__legend--s"
          small
          value={order}
          items={[
            { value: "canonical", text: "Where the evening sort puts them" },
            { value: "append", text: "At the end, as the commit script writes them" },
          ]}
          onChange={(value) => {
            const how = value === "append" ? "append" : "canonical";
            setOrder(how);
            void look(dropped, how);
          }}
        />
      )}
      {failed && (
        <WarningText>
          The lists needed to make the rows could not be loaded. Check the connection.
        </WarningText>
      )}
      {moved && <MovedNotice moved={moved} />}
      <div role="status">
        {shown ? (
          <Told proposal={shown} onForget={forget} />
        ) : (
          !failed && <p class="govuk-body">Making the rows…</p>
        )}
      </div>
      {shown && <ProposalTables change={shown.change} />}
      <div class="govuk-button-group">
        {dropped && (
          <>
            <Button type="button" disabled={!shown || looking} onClick={() => void save("files")}>
              Save the changed files
            </Button>
            <Button
              type="button"
              kind="secondary"
              disabled={!shown || looking}
              onClick={() => void save("patch")}
            >
              Save as a patch
            </Button>
          </>
        )}
        <Button type="button" kind="secondary" disabled={!shown || looking} onClick={() => void save("new")}>
          Save the new rows
        </Button>
      </div>
    </>
  );
}

function movedBetween(before: Proposal, now: Proposal): Moved | undefined {
  const { paths, rows } = differsFrom(before, now);
  // A table that changed without changing what is proposed is no reason to ask again.
  return rows ? { paths, numbers: movedNumbers(before.change, now.change) } : undefined;
}

function MovedNotice({ moved }: { readonly moved: Moved }) {
  return (
    <NotificationBanner id="moved-title" heading="The rows are not those you looked at">
      <p class="govuk-body">
        {moved.paths.length > 0
          ? `${moved.paths.join(", ")} changed meanwhile.`
          : "Numbers were downloaded for another request meanwhile, or its answers changed."}{" "}
        Nothing was saved. Look at the rows again, then save them.
      </p>
      {moved.numbers.length > 0 && <MovedTable numbers={moved.numbers} />}
    </NotificationBanner>
  );
}

interface ToldProps {
  readonly proposal: Proposal;
  readonly onForget: (id: string) => void;
}

function Told({ proposal, onForget }: ToldProps) {
  const { change, base, state, comparedWithNewest, elsewhere } = proposal;
  const stateWords =
    base.kind === "tool"
      ? `the tables of this tool${comparedWithNewest ? ", as the server has them now" : ""}`
      : base.label;
  return (
    <>
      <p class="govuk-body">
        {countOf(change.rowsAdded, "new row")}, {countOf(change.edits.length, "changed cell")},{" "}
        {countOf(change.assigned.length, "proposed entity number")}, against {stateWords} (state{" "}
        <code class="app-code">{stateName(state)}</code>). Numbers are proposals: somebody else may take them
        first.
      </p>
      {!comparedWithNewest && (
        <WarningText>
          There is no connection, so nobody can tell whether the repository has moved on. The files can be
          saved all the same; their name and their manifest say which state they were made against.
        </WarningText>
      )}
      {elsewhere.map(({ id, label, at }) => (
        <p class="govuk-body" key={id}>
          Numbers that were saved for {label} on this computer on {formatMoment(new Date(at))} are left out.{" "}
          <Button type="button" kind="secondary" onClick={() => onForget(id)}>
            Make the numbers of {label} free again
          </Button>
        </p>
      ))}
      {change.problems.length > 0 && (
        <>
          <h3 class="govuk-heading-s">To decide before the rows can be used</h3>
          <Remarks remarks={change.problems} />
        </>
      )}
      {change.notes.length > 0 && (
        <Details summary={countOf(change.notes.length, "note")} open={change.notes.length < 6}>
          <Remarks remarks={change.notes} />
        </Details>
      )}
    </>
  );
}

function Remarks({ remarks }: { readonly remarks: Proposal["change"]["notes"] }) {
  return (
    <ul class="govuk-list govuk-list--bullet app-break">
      {remarks.map(({ request, message }) => (
        <li key={request + message}>
          {request}: {message}
        </li>
      ))}
    </ul>
  );
}
