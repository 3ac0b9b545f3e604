import { usage } from "../src/cli/usage.ts";
import { explain, explainable } from "../src/report/explain.ts";
import { reportJsonSchema } from "../src/report/report-schema.ts";
import { reproduceDocuments } from "./reproduce-documents.ts";
import { requestDocuments } from "./request-documents.ts";

/** Documents made from the code, by file name in docs/. */
export function documents(): Map<string, string> {
  return new Map([
    ["issue-types.md", issueTypes()],
    ["command-line.md", commandLine()],
    ["report.schema.json", reportJsonSchema()],
    ...requestDocuments(),
    ...reproduceDocuments(),
  ]);
}

/** Every issue type of the platform and every finding of our own: what, why, what to do. */
function issueTypes(): string {
  const sections = explainable.map((id) => {
    const [title = id, ...lines] = (explain(id) ?? "").trim().split("\n");
    const body = lines
      .filter((line) => line.trim() !== "")
      .map((line) => line.replace(/^([A-Z][^:.]{2,40}): /, "**$1:** "));
    return `## ${title}\n\n${body.join("  \n")}\n`;
  });
  return `# What can be found in a file\n\nMade by \`npm run docs\` from the words the tool itself uses; do not edit by hand. The same by \`planning-data-check explain NAME\`.\n\n${sections.join("\n")}`;
}

function commandLine(): string {
  return `# The command line\n\nMade by \`npm run docs\`; do not edit by hand. Run it as \`node dist/cli/main.js\` after \`npm run build\`.\n\n\`\`\`\n${usage}\`\`\`\n`;
}
