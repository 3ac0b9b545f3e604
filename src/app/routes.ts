/** The addresses of the app. Pages name them here only, so that a link cannot point nowhere. */
export const routes = {
  start: "/",
  result: "/check/result",
  line: (id: string) => `/check/result/${encodeURIComponent(id)}`,
  rows: "/check/rows",
  row: (entryNumber: number) => `/check/row/${entryNumber}`,
  rowAtLine: (lineNumber: number) => `/check/line/${lineNumber}`,
  map: "/check/map",
  columns: "/check/columns",
  published: "/check/what-would-be-published",
  checks: "/checks-and-changes",
  guidance: "/guidance",
  guidanceFor: (dataset: string) => `/guidance/${encodeURIComponent(dataset)}`,
  history: "/history",
  requests: "/request",
  requestTasks: (id: string) => `/request/draft/${id}`,
  requestQuestion: (id: string, question: string) => `/request/draft/${id}/${question}`,
  requestAnswers: (id: string) => `/request/draft/${id}/check-answers`,
  requestSent: (id: string) => `/request/sent/${id}`,
  accessibility: "/accessibility",
  privacy: "/privacy",
  licences: "/licences",
  components: "/components",
} as const;

/** Where the live check service is, for people without JavaScript and for comparison. */
export const liveCheckUrl = "https://provide.planning.data.gov.uk/";
