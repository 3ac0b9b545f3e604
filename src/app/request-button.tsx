import { useRef, useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Button } from "./components/button.tsx";
import { routes } from "./routes.ts";
import type { DoneState } from "./state.ts";

/** Begins a request with what the check knows. What it needs is loaded when it is pressed. */
export function RequestButton({ done }: { readonly done: DoneState }) {
  const { route } = useLocation();
  const beginning = useRef(false);
  const [failed, setFailed] = useState(false);
  const begin = async () => {
    if (beginning.current) return;
    beginning.current = true;
    setFailed(false);
    try {
      const { beginFromCheck } = await import("./request/begin.ts");
      const draft = await beginFromCheck(done);
      route(routes.requestTasks(draft.id));
    } catch {
      setFailed(true);
    } finally {
      beginning.current = false;
    }
  };
  return (
    <>
      <Button type="button" onClick={() => void begin()}>
        Ask for this data to be added
      </Button>
      <p class="govuk-body" role="status">
        {failed &&
          "This part of the tool could not be loaded. Check the connection, or load the page again: your check is kept."}
      </p>
    </>
  );
}
