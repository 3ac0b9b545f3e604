/**
 * The question a person asks (design decision 3).
 * `added`: what is published once the endpoint is added - all configuration, no entity numbers. The default.
 * `check`: what the live check answers - only column and transform configuration, with its quirks.
 * `pipeline`: what the nightly run does - everything, lookups included.
 */
export type Mode = "added" | "check" | "pipeline";
