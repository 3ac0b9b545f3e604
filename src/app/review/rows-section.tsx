import { useEffect, useState } from "preact/hooks";
import type { RepositoryFiles } from "../../repository/files.ts";
import { readRepositoryZip } from "../../request/repository-zip.ts";
import type { RepositoryChange } from "../../request/rows.ts";
import { Button } from "../components/button.tsx";
import { FileInput } from "../components/file-input.tsx";
import { countOf } from "../format.ts";
import { makeRows, type RowsOf } from "./rows-zip.ts";

interface RowsSectionProps {
  readonly of: readonly RowsOf[];
  /** Told of the rows made against a repository, for the checklist. */
  readonly onChange?: (change: RepositoryChange | undefined) => void;
}

/** The rows the requests become, as one zip: alone, or in whole files when the configuration repository is given. */
export function RowsSection({ of, onChange }: RowsSectionProps) {
  const [repository, setRepository] = useState<RepositoryFiles | undefined>(undefined);
  const [name, setName] = useState("");
  const [problem, setProblem] = useState("");
  const [made, setMade] = useState<Awaited<ReturnType<typeof makeRows>> | undefined>(undefined);
  const key = of.map(({ request, run }) => `${request.idempotencyKey} ${run?.at.getTime() ?? ""}`).join();
  useEffect(() => {
    let current = true;
    makeRows(of, repository).then(
      (rows) => {
        if (!current) return;
        setMade(rows);
        onChange?.(repository ? rows.change : undefined);
      },
      () =>
        current && setProblem("The lists needed to make the rows could not be loaded. Check the connection"),
    );
    return () => {
      current = false;
    };
  }, [key, repository]);
  const take = async (file: File) => {
    const files = readRepositoryZip(new Uint8Array(await file.arrayBuffer()));
    setName(files ? `${file.name}: ${countOf(files.size, "table")}` : "");
    setProblem(
      files
        ? ""
        : "This is not a zip of the configuration repository: it has no collection or pipeline folder",
    );
    setRepository(files);
  };
  const change = made?.change;
  return (
    <>
      <p class="govuk-body">
        Without the configuration repository you get only the new rows. With its folders of the collection as
        a zip you get the complete changed files, and entity numbers are proposed for the references of data
        that was checked here. Proposed numbers are not taken: somebody else may take them first.
      </p>
      <FileInput
        id="repository-zip"
        label="Configuration repository as a zip (optional)"
        accept=".zip,application/zip"
        error={problem || undefined}
        fileName={name || undefined}
        onFile={(file) => void take(file)}
      />
      {change && (
        <div role="status">
          <p class="govuk-body">
            {countOf(change.rowsAdded, "new row")}, {countOf(change.edits.length, "changed cell")},{" "}
            {countOf(change.assigned.length, "proposed entity number")}.
          </p>
          {change.problems.length > 0 && <p class="govuk-body">To decide before the rows can be used:</p>}
          <Remarks remarks={change.problems} several={of.length > 1} />
          <Remarks remarks={change.notes} several={of.length > 1} />
        </div>
      )}
      <Button type="button" kind="secondary" disabled={!made} onClick={() => made?.save()}>
        {repository ? "Save the changed files (zip)" : "Save the new rows (zip)"}
      </Button>
    </>
  );
}

interface RemarksProps {
  readonly remarks: RepositoryChange["notes"];
  /** Of several requests: each is named. */
  readonly several: boolean;
}

function Remarks({ remarks, several }: RemarksProps) {
  if (remarks.length === 0) return undefined;
  return (
    <ul class="govuk-list govuk-list--bullet app-break">
      {remarks.map(({ request, message }) => (
        <li key={request + message}>{several ? `${request}: ${message}` : message}</li>
      ))}
    </ul>
  );
}
