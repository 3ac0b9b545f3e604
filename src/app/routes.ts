/** The addresses of the app. Pages name them here only, so that a link cannot point nowhere. */
export const routes = {
  start: "/",
  result: "/check/result",
  /** `invalid-date.start-date` as two steps: servers take an address with a dot in it for a file. */
  line: (id: string) => `/check/result/${id.split(".").map(encodeURIComponent).join("/")}`,
  rows: "/check/rows",
  row: (entryNumber: number) => `/check/row/${entryNumber}`,
  rowAtLine: (lineNumber: number) => `/check/line/${lineNumber}`,
  map: "/check/map",
  columns: "/check/columns",
  published: "/check/what-would-be-published",
  answers: "/check/answers",
  share: "/check/share",
  /** Opens the result in its fragment. */
  shared: "/shared",
  address: "/address",
  registered: "/registered",
  checks: "/checks-and-changes",
  guidance: "/guidance",
  guidanceFor: (dataset: string) => `/guidance/${encodeURIComponent(dataset)}`,
  history: "/history",
  requests: "/request",
  requestTasks: (id: string) => `/request/draft/${id}`,
  requestQuestion: (id: string, question: string) => `/request/draft/${id}/${question}`,
  requestAnswers: (id: string) => `/request/draft/${id}/check-answers`,
  requestSent: (id: string) => `/request/sent/${id}`,
  requestRows: (id: string) => `/request/sent/${id}/rows`,
  imports: "/request/import",
  importBatch: (id: string) => `/request/import/${id}`,
  liveRequest: "/request/live",
  review: "/review",
  reviewRequest: (reference: string) => `/review/${reference}`,
  reproduce: "/reproduce",
  reproduceRun: "/reproduce/run",
  accessibility: "/accessibility",
  privacy: "/privacy",
  licences: "/licences",
  news: "/whats-new",
  components: "/components",
} as const;

/** Where the live check service is, for people without JavaScript and for comparison. */
export const liveCheckUrl = "https://provide.planning.data.gov.uk/";
