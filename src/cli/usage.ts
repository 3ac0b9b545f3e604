/** The command line's reference: printed by `--help`, and the source of docs/command-line.md. */
export const usage = `planning-data-check: what the national pipeline would do to a file, before you publish it

  planning-data-check check FILE|URL --dataset NAME [options]
  planning-data-check check --run RUN.json [FILE|URL] [options]
  planning-data-check check --stream [--jobs N]
  planning-data-check batch LIST.csv --output DIR [--resume] [--offset N --limit N] [--jobs N]
  planning-data-check compare BEFORE AFTER --dataset NAME [options]
  planning-data-check endpoints --organisation CODE [--dataset NAME]
  planning-data-check explain ISSUE-TYPE
  planning-data-check rows FILE... --configuration DIR --output DIR|ZIP|PATCH [options]
  planning-data-check apply ZIP|DIR --configuration DIR [--renumber]
  planning-data-check retire URL|HASH... --configuration DIR [--unretire] [--write]
  planning-data-check verify DIR [--base DIR]
  planning-data-check reduce FILE|URL --dataset NAME --issue TYPE [--field NAME] --output FILE
  planning-data-check help

check
  --dataset NAME             what the data is, for example conservation-area
  --organisation CODE        who provides it, for example local-authority:DNC; may be repeated
  --endpoint URL|HASH        where it is published, for rules of that endpoint; may be repeated
  --entry-date YYYY-MM-DD    entry-date for rows without one
  --today YYYY-MM-DD         the day to check as; dates after it are in the future
  --mode check|added|pipeline
                             added (the default): once the endpoint is added; check: as the live check
                             answers; pipeline: as the nightly run does, with entity numbers
  --transformation helmert|ostn15
                             how British National Grid becomes longitude and latitude: helmert as the live
                             check, ostn15 as the nightly run; else as the mode does
  --resource NAME            name of the resource in the tables; else the SHA-256 of its bytes
  --configuration DIR        configuration tables to use instead of the bundle's
  --specification DIR        specification tables to use instead of the bundle's
  --column-mapping FILE      JSON: your column to a field, or to IGNORE
  --category-values FILE     JSON: field to its list of allowed values
  --geometry-type point|polygon
                             for tree: what a column called WKT holds
  --encoding NAME            the character set to read text in, for example windows-1252; else as the pipeline guesses
  --output DIR               write the pipeline's tables there
  --format text|json|markdown
                             how the report is printed; text is the default
  --quiet                    no report and no progress, only the exit code
  --write-run FILE           writes a run file: everything that decides this run, with hashes, and what came out
  --trace LINE|entry=NUMBER|reference=TEXT|entity=NUMBER
                             what happened to a row, phase by phase, instead of the report: as JSON (docs/trace.schema.json),
                             with --format text to read

check --run RUN.json         does the run of a run file again and says whether the same came out, or what differs;
                             exit code 0 when it did, 1 when not
  FILE|URL                   the resource, when it is not in the run file
  --archive URL              where resources are fetched by their hash: <URL>/<collection>-collection/collection/resource/<hash>,
                             or an address with {collection} and {hash} in it
  --configuration DIR        instead of the configuration of the run file
  --specification DIR        the specification, when it is not the bundle's
  --output, --format, --quiet, --trace, --write-run as above

check --stream               one JSON object a line in, one a line out, in the same order (docs/batch.md)
  in                         "file" or "url"; "dataset", "organisation", "endpoint", "mode", "output" and the other options
                             of check by name; "id", given back; "report": true, for the whole report
  out                        "line", "id", "exit" (0, 1 or 2 as below), "verdict", "counts", "lines"; a line that cannot be
                             understood is an answer with "failure"; exit code 0 when the input was read to its end
  --jobs N                   checks at the same time; 1 is the default
  --timeout SECONDS          for one check, with several jobs; 1800 is the default

batch                        checks every line of a list and sums up what was found
  LIST.csv                   import.csv, or a CSV with file (or url), dataset and organisation, and if wanted endpoint, mode,
                             entry-date, resource; several of one line are separated by ;
  --output DIR               items.csv, item-issues.csv, by-issue-type.csv, by-organisation.csv, by-dataset.csv,
                             summary.json, and a folder for each item, named by what it is, with result.json, report.json and issue.csv
  --resume                   only what has no result yet; a file that was changed since is done again
  --retry                    with --resume: what could not be checked is tried again
  --offset N --limit N       a slice of the list: slices may run on different machines and share DIR
  --jobs N                   checks at the same time; as many as there are processors is the default
  --timeout SECONDS          for one check; 1800 is the default
  --tables                   also the pipeline's other tables of each item
  --parquet                  the summary's tables as Parquet too
  --mode, --today, --transformation, --configuration, --specification
                             for all items, as for check
  --quiet                    no progress and no summary, only the exit code (1 also when something could not be checked)

compare                      what two runs gave, difference by difference, grouped by cause; lines may come in any order;
                             exit code 0 when nothing differs, 1 when something does
  BEFORE, AFTER              data (which is run with the options of check), a run file, a folder written with --output,
                             issue.csv or transformed.csv of the nightly run, or an answer of the live check (JSON)
  --before-configuration DIR, --before-mode check|added|pipeline
                             for the first run, instead of the second's: the same file with other rules, or as live and nightly
  --format text|json|markdown, --quiet
                             how the differences are printed; only the exit code

endpoints
  --organisation CODE        whose registered endpoints are asked, as the collector would
  --dataset NAME             only those of this dataset
  --format text|json         how the result is printed

rows                         what requests change in the configuration repository
  FILE                       a request file (.json) or an import.csv; numbers are given in their order
  --configuration DIR        a checkout of the repository (collection/ and pipeline/), or a zip of it
  --output DIR|ZIP|PATCH     the changed files with README.txt and manifest.json, or a patch for git apply
  --order canonical|append   where new rows stand: as the evening sort puts them, or at the end
  --only-new                 only the new rows, each file with its header
  --data FILE                the data of the one request, instead of fetching its address
  --no-fetch                 ask no address: rows without entity numbers
  --decisions FILE           JSON: excludedReferences, useNumbers, redirects, removals, resources
  --authoritative yes|no     for the rows of import.csv, which does not say
  --today YYYY-MM-DD         entry-date of new rows, end-date of retired ones

apply                        lays what rows wrote on a newer checkout, or refuses and names the rows that collide
  --configuration DIR        the checkout
  --renumber                 gives new references fresh numbers instead of those proposed

retire                       end-dates of endpoints and of every source that uses them, listed before anything is written
  --configuration DIR        the checkout
  --unretire                 clears them: the endpoints are collected again
  --write                    writes what is shown
  --today YYYY-MM-DD         the end-date

verify                       whether a checkout of the configuration repository may be merged: numbers that collide, ranges
                             that overlap, redirections, keys, datatypes, the form of the files; as path:line: message
  DIR                        the checkout: pipeline/<collection>/ and collection/<collection>/
  --base DIR                 the checkout before a change: only what the change brings is told
  --collection NAME          only this collection; may be repeated
  --warnings                 each warning, not only how many of a kind
  --strict                   exit code 1 also for warnings
  --format text|json, --specification DIR, --quiet as above

reduce                       the smallest part of a file that still shows an issue, as the publisher wrote it where it is CSV or
                             GeoJSON: one row where one is enough, several for issues between rows
  --issue TYPE               as in issue.csv, or the id of a finding of this tool
  --field NAME               only in this field
  --output FILE              where the rows go
                             with the options of check

Exit codes: 0 nothing must be fixed, 1 something must be fixed, 2 not understood (usage, unreadable file).
A file is read on this computer and is sent nowhere; an address is asked for once, as the collector would.
`;
