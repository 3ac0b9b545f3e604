import type { Advice } from "./advice.ts";

/** Whose hosts they are, as far as it is known. Names without `www.`. */
export interface HostKnowledge {
  /** The organisation's own domains, for example from its website. */
  readonly ownHosts?: readonly string[];
  /** Hosts of addresses registered for the organisation already. */
  readonly registeredHosts?: readonly string[];
}

/** A kind of host and what the guidance makes of it. The first that fits counts. */
interface HostRule {
  readonly id: string;
  readonly verdict: Advice["verdict"];
  /** Hosts, and all below them; a pattern where that is not enough. */
  readonly hosts: readonly (string | RegExp)[];
  readonly reason: string;
}

// Source: the team's guidance on where to publish, and what was accepted: active endpoints, August 2026.
const hostRules: readonly HostRule[] = [
  {
    id: "host-file-sharing",
    verdict: "must fix",
    hosts: [
      ...[
        "sharepoint.com",
        "onedrive.live.com",
        "1drv.ms",
        "onedrive.com",
        "dropbox.com",
        "dropboxusercontent.com",
      ],
      ...[
        "drive.google.com",
        "docs.google.com",
        "googleusercontent.com",
        "box.com",
        "icloud.com",
        "wetransfer.com",
      ],
      ...["we.tl", "mega.nz", "sharefile.com", "sharefile.eu", "egnyte.com", "pcloud.com", "mediafire.com"],
    ],
    reason:
      "This is a file sharing service. Its links end or turn into a web page, and then nothing is collected. Publish the file on the authority's own website or data platform.",
  },
  {
    id: "host-short-link",
    verdict: "must fix",
    hosts: [
      "bit.ly",
      "tinyurl.com",
      "t.co",
      "goo.gl",
      "ow.ly",
      "is.gd",
      "shorturl.at",
      "rebrand.ly",
      "cutt.ly",
    ],
    reason:
      "This is a short link of another company, which can lead elsewhere tomorrow. Use the address it leads to.",
  },
  {
    id: "host-government",
    verdict: "fine",
    hosts: ["gov.uk"],
    reason: "This is an official gov.uk site.",
  },
  {
    id: "host-platform",
    verdict: "fine",
    hosts: [
      /^services\d*\.arcgis\.com$/,
      /^services-[a-z0-9]+\.arcgis\.com$/,
      ...["hub.arcgis.com", "opendata.arcgis.com", "statmap.co.uk", "astuntechnology.com", "astun.co.uk"],
      ...["inspire.misoportal.com", "misoportal.com", "xmap.cloud", "thedata.place", "datopian.com"],
      ...[
        "files.datapress.com",
        "datapress.com",
        "datamillnorth.org",
        "data.yorkopendata.org",
        "3csharedservices.org",
      ],
      ...["objective.co.uk", "onwebcurl.com"],
    ],
    reason:
      "This is a data platform that planning authorities use, and whose addresses were accepted before.",
  },
  {
    id: "host-cloud-storage",
    verdict: "worth checking",
    hosts: [
      /(^|\.)s3[.-][a-z0-9.-]*amazonaws\.com$/,
      ...["amazonaws.com", "cloudfront.net", "blob.core.windows.net", "azureedge.net", "azurewebsites.net"],
      ...[
        "digitaloceanspaces.com",
        "storage.googleapis.com",
        "r2.dev",
        "backblazeb2.com",
        "web.core.windows.net",
      ],
    ],
    reason:
      "This is rented cloud storage. Make sure the authority owns it, that it will last, and that the file is public without a signature in the address.",
  },
  {
    id: "host-github",
    verdict: "worth checking",
    hosts: [
      "raw.githubusercontent.com",
      "gist.githubusercontent.com",
      "github.com",
      "github.io",
      "gitlab.com",
    ],
    reason:
      "GitHub is good for a test. For the register itself use the authority's own website or data platform.",
  },
  {
    id: "host-arcgis-online",
    verdict: "worth checking",
    hosts: ["arcgis.com"],
    reason:
      "This is a page or item of ArcGIS Online. What can be collected is the layer behind it: an address with FeatureServer or MapServer and a number.",
  },
  {
    id: "host-organisation",
    verdict: "fine",
    hosts: ["org.uk", "ac.uk", "nhs.uk", "police.uk"],
    reason: "This is a site of a public body or joint unit. Make sure that it publishes for the authority.",
  },
];

/** What is to be said of a host. @param host lower case */
export function hostVerdict(host: string, knowledge: HostKnowledge = {}): Advice {
  const rule = hostRules.find(({ hosts }) => hosts.some((known) => fits(host, known)));
  if (isAmong(host, knowledge.ownHosts) && rule?.verdict !== "must fix") {
    return { id: "host-own", verdict: "fine", reason: "This is the organisation's own site." };
  }
  if (rule?.verdict === "must fix" || rule?.verdict === "fine") return advice(rule);
  if (isAmong(host, knowledge.registeredHosts)) {
    return {
      id: "host-registered",
      verdict: "fine",
      reason: "Other addresses of this organisation on this host are registered already.",
    };
  }
  if (rule) return advice(rule);
  return {
    id: "host-other",
    verdict: "worth checking",
    reason:
      "This is not the authority's own site, nor a platform known to hold planning data. Say on the authority's site that the data is published here.",
  };
}

function advice({ id, verdict, reason }: HostRule): Advice {
  return { id, verdict, reason };
}

function isAmong(host: string, hosts: readonly string[] | undefined): boolean {
  return (hosts ?? []).some((known) => fits(host, known.toLowerCase().replace(/^www\./, "")));
}

/** Whole labels are compared: `notgov.uk` is not below `gov.uk`. */
function fits(host: string, known: string | RegExp): boolean {
  return typeof known === "string" ? host === known || host.endsWith(`.${known}`) : known.test(host);
}
