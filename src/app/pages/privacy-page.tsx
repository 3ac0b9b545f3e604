import { Page } from "../components/page.tsx";
import { countOf } from "../format.ts";
import { routes } from "../routes.ts";
import { useAnswer } from "../use-answer.ts";

export function PrivacyPage() {
  const days = useAnswer("retention", retentionDays).value;
  return (
    <Page heading="Privacy">
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          <p class="govuk-body-l">A file you check stays on your computer. Nothing of it is sent anywhere.</p>
          <h2 class="govuk-heading-m">What the tool fetches</h2>
          <p class="govuk-body">
            Only its own parts: pages, the checking program, the published specification and rules. These are
            the same for everybody and say nothing about your file. Once fetched, they work without a
            connection.
          </p>
          <h2 class="govuk-heading-m">What is kept on this computer</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              your last checks with their results, and the files of the newest, so that a reload loses nothing
            </li>
            <li>the organisation you chose last</li>
            <li>which of your columns you said is which field</li>
            <li>the boundary of your authority, if you load one; you remove it on the map page</li>
            <li>the run opened last under “Reproduce a run”, with its file; you forget it there</li>
            <li>the files of “Check many files at once”, with their results, until you forget them there</li>
            <li>requests you are writing, and those you sent, with the link to their page</li>
            <li>
              each import.csv you open, with how far its rows have come, until you delete it; and the entity
              numbers you saved for a request
            </li>
          </ul>
          <p class="govuk-body">
            This is kept by your browser, for this site alone. You can see and delete it under{" "}
            <a class="govuk-link" href={routes.history}>
              your checks
            </a>
            , and your requests under{" "}
            <a class="govuk-link" href={routes.requests}>
              requests
            </a>
            . On a shared computer, use a private window.
          </p>
          <h2 class="govuk-heading-m">What leaves this computer, and when</h2>
          <ul class="govuk-list govuk-list--bullet">
            <li>
              When you share a result, you send the link or the file yourself. The result is in it, with the
              names of your file and columns, but no value of your data. Opening the link sends none of it to
              a server.
            </li>
            <li>
              When you share a run (for the Planning Data team), data up to 200 kB is part of its file or
              link. Opening the link sends none of it to a server.
            </li>
            <li>
              When you check a web address, or fetch those of an import.csv, that address is asked for its
              data: by your browser, or by the server of this tool where browsers may not ask. The server
              keeps neither the address nor the data.
            </li>
            <li>
              When you press “Send the request”, what you answered is sent to the server of this tool: the
              organisation, the dataset, the addresses, the result of the check (counts of issues, the name,
              size and hash of the file), your name, your email address and your notes. The file itself is not
              sent.
            </li>
            <li>When you write a message on the page of a request, that message.</li>
            <li>
              A link that holds a request has all of it in it, also your name and email address. You send it
              yourself; opening it sends none of it to a server.
            </li>
          </ul>
          <h2 class="govuk-heading-m">What the server keeps of a request</h2>
          <p class="govuk-body">
            The request with its history, for the Planning Data team. Your name, email address and notes stand
            apart from it: only the team sees them, and they are in no row, file or log. They and your
            messages are deleted {days === undefined ? "a stated time" : countOf(days, "day")} after the last
            thing that happened to the request. Address, web page, licence and organisation become public when
            the request is accepted.
          </p>
          <p class="govuk-body">
            The page about your request is found only by its link, which cannot be guessed. It shows the
            request and the messages, but no name and no email address. If emails are sent from here, your
            address is given to GOV.UK Notify for that.
          </p>
          <h2 class="govuk-heading-m">Cookies, and what there is not</h2>
          <p class="govuk-body">
            Publishers get no cookie. Staff who sign in to review requests get one, needed for that and for
            nothing else, which ends when they sign out or after some hours. There are no trackers, no
            analytics, and no recording of what you do.
          </p>
          <h2 class="govuk-heading-m">Maps</h2>
          <p class="govuk-body">
            The map draws a simple outline that comes with the tool. If whoever runs this copy of the tool has
            set up another map background, the server of that background sees which area you look at, as with
            any web map.
          </p>
        </div>
      </div>
    </Page>
  );
}

/** How long this copy's server keeps personal data, in days; `undefined` where there is no server. */
async function retentionDays(): Promise<number | undefined> {
  const [{ askApi }, { healthSchema, intakeRoutes }] = await Promise.all([
    import("../api-client.ts"),
    import("../../intake/intake-api.ts"),
  ]);
  const reply = await askApi(intakeRoutes.health, healthSchema);
  return reply.kind === "ok" ? reply.value.retentionDays : undefined;
}
