import { useState } from "preact/hooks";
import { useLocation } from "preact-iso";
import { Button } from "./components/button.tsx";
import { routes } from "./routes.ts";
import type { DoneState } from "./state.ts";

/** Begins a request with what the check knows. What it needs is loaded when it is pressed. */
export function RequestButton({ done }: { readonly done: DoneState }) {
  const { route } = useLocation();
  const [beginning, setBeginning] = useState(false);
  const begin = async () => {
    if (beginning) return;
    setBeginning(true);
    const { beginFromCheck } = await import("./request/begin.ts");
    const draft = await beginFromCheck(done);
    route(routes.requestTasks(draft.id));
  };
  return (
    <Button type="button" onClick={() => void begin()}>
      Ask for this data to be added
    </Button>
  );
}
