import { routes } from "./routes.ts";

/** The menu under the header: where each page belongs. */
export const menuItems = [
  { href: routes.start, text: "Check a file", under: [routes.start, "/check"] },
  { href: routes.address, text: "Check an address", under: [routes.address, routes.registered] },
  { href: routes.requests, text: "Requests", under: [routes.requests] },
  { href: routes.history, text: "Your checks", under: [routes.history] },
  { href: routes.guidance, text: "Guidance", under: [routes.guidance] },
  { href: routes.checks, text: "Checks and changes", under: [routes.checks] },
] as const;

export const footerItems = [
  { href: routes.accessibility, text: "Accessibility" },
  { href: routes.privacy, text: "Privacy" },
  { href: routes.licences, text: "Licences" },
  { href: routes.team, text: "For the Planning Data team" },
] as const;
