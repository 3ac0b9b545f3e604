import { useEffect } from "preact/hooks";
import {
  ErrorBoundary as LazyBoundary,
  LocationProvider,
  lazy,
  Route,
  Router,
  useLocation,
} from "preact-iso";
import { SiteFooter } from "./components/site-footer.tsx";
import { SiteHeader } from "./components/site-header.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { footerItems, menuItems } from "./navigation-items.ts";
import { StartPage } from "./pages/start-page.tsx";
import { watchTables } from "./tables-version.ts";
import { UpdateNotice } from "./update-notice.tsx";
import { VersionLine } from "./version-line.tsx";

// Every page but the first is a file of its own: first paint needs none of them.
const ResultPage = lazy(() => import("./pages/result-page.tsx").then((module) => module.ResultPage));
const LinePage = lazy(() => import("./pages/line-page.tsx").then((module) => module.LinePage));
const RowsPage = lazy(() => import("./pages/rows-page.tsx").then((module) => module.RowsPage));
const RowPage = lazy(() => import("./pages/row-page.tsx").then((module) => module.RowPage));
const MapPage = lazy(() => import("./pages/map-page.tsx").then((module) => module.MapPage));
const ColumnsPage = lazy(() => import("./pages/columns-page.tsx").then((module) => module.ColumnsPage));
const PublishedPage = lazy(() => import("./pages/published-page.tsx").then((module) => module.PublishedPage));
const ChecksPage = lazy(() => import("./pages/checks-page.tsx").then((module) => module.ChecksPage));
const GuidancePage = lazy(() => import("./pages/guidance-page.tsx").then((module) => module.GuidancePage));
const GuidanceListPage = lazy(() =>
  import("./pages/guidance-list-page.tsx").then((module) => module.GuidanceListPage),
);
const RequestsPage = lazy(() =>
  import("./pages/request/requests-page.tsx").then((module) => module.RequestsPage),
);
const RequestTasksPage = lazy(() =>
  import("./pages/request/tasks-page.tsx").then((module) => module.TasksPage),
);
const RequestQuestionPage = lazy(() =>
  import("./pages/request/question-page.tsx").then((module) => module.QuestionPage),
);
const RequestAnswersPage = lazy(() =>
  import("./pages/request/answers-page.tsx").then((module) => module.AnswersPage),
);
const LiveRequestPage = lazy(() => import("./pages/request/live-page.tsx").then((module) => module.LivePage));
const RequestRowsPage = lazy(() => import("./pages/request/rows-page.tsx").then((module) => module.RowsPage));
const ImportsPage = lazy(() =>
  import("./pages/request/imports-page.tsx").then((module) => module.ImportsPage),
);
const ImportPage = lazy(() => import("./pages/request/import-page.tsx").then((module) => module.ImportPage));
const RequestSentPage = lazy(() => import("./pages/request/sent-page.tsx").then((module) => module.SentPage));
const RequestStatusPage = lazy(() =>
  import("./pages/request/status-page.tsx").then((module) => module.StatusPage),
);
const ReviewListPage = lazy(() =>
  import("./pages/review/list-page.tsx").then((module) => module.ReviewListPage),
);
const ReviewFilePage = lazy(() =>
  import("./pages/review/file-page.tsx").then((module) => module.ReviewFilePage),
);
const ReviewRequestPage = lazy(() =>
  import("./pages/review/request-page.tsx").then((module) => module.ReviewRequestPage),
);
const AddressPage = lazy(() => import("./pages/address-page.tsx").then((module) => module.AddressPage));
const RegisteredPage = lazy(() =>
  import("./pages/registered-page.tsx").then((module) => module.RegisteredPage),
);
const HistoryPage = lazy(() => import("./pages/history-page.tsx").then((module) => module.HistoryPage));
const SharePage = lazy(() => import("./pages/share-page.tsx").then((module) => module.SharePage));
const SharedPage = lazy(() => import("./pages/shared-page.tsx").then((module) => module.SharedPage));
const AnswersPage = lazy(() => import("./pages/answers-page.tsx").then((module) => module.AnswersPage));
const ReproducePage = lazy(() =>
  import("./pages/reproduce/open-page.tsx").then((module) => module.ReproducePage),
);
const BatchPage = lazy(() => import("./pages/reproduce/batch-page.tsx").then((module) => module.BatchPage));
const RunPage = lazy(() => import("./pages/reproduce/run-page.tsx").then((module) => module.RunPage));
const TeamPage = lazy(() => import("./pages/team-page.tsx").then((module) => module.TeamPage));
const AccessibilityPage = lazy(() =>
  import("./pages/accessibility-page.tsx").then((module) => module.AccessibilityPage),
);
const PrivacyPage = lazy(() => import("./pages/privacy-page.tsx").then((module) => module.PrivacyPage));
const LicencesPage = lazy(() => import("./pages/licences-page.tsx").then((module) => module.LicencesPage));
const NewsPage = lazy(() => import("./pages/news-page.tsx").then((module) => module.NewsPage));
const ComponentsPage = lazy(() =>
  import("./pages/components-page.tsx").then((module) => module.ComponentsPage),
);
const NotFoundPage = lazy(() => import("./pages/not-found-page.tsx").then((module) => module.NotFoundPage));

export function App() {
  return (
    <LocationProvider>
      <Layout />
    </LocationProvider>
  );
}

function Layout() {
  const { path } = useLocation();
  useEffect(sendWhatWaits, []);
  useEffect(() => void setTimeout(watchTables, 1_000), []);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: GOV.UK's skip link; the handler leaves the fragment alone */}
      <a href="#main-content" class="govuk-skip-link" onClick={skip}>
        Skip to main content
      </a>
      <SiteHeader path={path} items={menuItems} />
      <UpdateNotice />
      <div class="app-page">
        <ErrorBoundary path={path}>
          <LazyBoundary>
            <Router>
              <Route path="/" component={StartPage} />
              <Route path="/check/result" component={ResultPage} />
              <Route path="/check/result/:line+" component={LinePage} />
              <Route path="/check/rows" component={RowsPage} />
              <Route path="/check/row/:entry" component={RowPage} />
              <Route path="/check/line/:line" component={RowPage} />
              <Route path="/check/map" component={MapPage} />
              <Route path="/check/columns" component={ColumnsPage} />
              <Route path="/check/what-would-be-published" component={PublishedPage} />
              <Route path="/check/answers" component={AnswersPage} />
              <Route path="/check/share" component={SharePage} />
              <Route path="/shared" component={SharedPage} />
              <Route path="/checks-and-changes" component={ChecksPage} />
              <Route path="/guidance" component={GuidanceListPage} />
              <Route path="/guidance/:dataset" component={GuidancePage} />
              <Route path="/request" component={RequestsPage} />
              <Route path="/request/draft/:id" component={RequestTasksPage} />
              <Route path="/request/draft/:id/check-answers" component={RequestAnswersPage} />
              <Route path="/request/draft/:id/:question" component={RequestQuestionPage} />
              <Route path="/request/sent/:id" component={RequestSentPage} />
              <Route path="/request/sent/:id/rows" component={RequestRowsPage} />
              <Route path="/request/import" component={ImportsPage} />
              <Route path="/request/live" component={LiveRequestPage} />
              <Route path="/request/import/:id" component={ImportPage} />
              <Route path="/request/status/:secret" component={RequestStatusPage} />
              <Route path="/review" component={ReviewListPage} />
              <Route path="/review/file" component={ReviewFilePage} />
              <Route path="/review/:reference" component={ReviewRequestPage} />
              <Route path="/address" component={AddressPage} />
              <Route path="/registered" component={RegisteredPage} />
              <Route path="/history" component={HistoryPage} />
              <Route path="/reproduce" component={ReproducePage} />
              <Route path="/reproduce/run" component={RunPage} />
              <Route path="/reproduce/batch" component={BatchPage} />
              <Route path="/team" component={TeamPage} />
              <Route path="/accessibility" component={AccessibilityPage} />
              <Route path="/privacy" component={PrivacyPage} />
              <Route path="/licences" component={LicencesPage} />
              <Route path="/whats-new" component={NewsPage} />
              <Route path="/components" component={import.meta.env.DEV ? ComponentsPage : NotFoundPage} />
              <Route default component={NotFoundPage} />
            </Router>
          </LazyBoundary>
        </ErrorBoundary>
      </div>
      <SiteFooter items={footerItems}>
        <VersionLine />
      </SiteFooter>
    </>
  );
}

/** Requests that were finished without a connection are sent whenever the tool is open, on whatever page. */
function sendWhatWaits(): void {
  setTimeout(() => void import("./request/outbox-runner.ts").then(({ startOutbox }) => startOutbox()), 2_000);
}

/** Moves the focus past header and menu for keyboard users, leaving the fragment (the page's state) alone. */
function skip(event: Event) {
  event.preventDefault();
  const main = document.getElementById("main-content") ?? undefined;
  if (!main) return;
  main.tabIndex = -1;
  main.focus();
  main.addEventListener("blur", () => main.removeAttribute("tabindex"), { once: true });
}
