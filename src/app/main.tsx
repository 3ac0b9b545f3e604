import { render } from "preact";
import { App } from "./app.tsx";
import { followFragment } from "./fragment.ts";
import { registerServiceWorker } from "./service-worker.ts";
import "./styles/app.scss";
import "./styles/own.scss";

const root = document.getElementById("app");
if (!root) throw new Error("index.html has no element with the id app");
// GOV.UK Frontend's styles for controls that need a script wait for this class.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
followFragment();
root.replaceChildren();
render(<App />, root);
registerServiceWorker();
