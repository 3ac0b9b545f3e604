/**
 * Set-up that `npm start` and `npm test` share. Plain Node without dependencies, because it runs before any is installed.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** Runs a command in the project's folder with its output shown; returns whether it ended well. */
export function run(command, args, environment = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...process.env, ...environment },
  });
  if (error) console.error(`${command} could not be started: ${error.message}`);
  return status === 0;
}

/** Ends with a plain sentence when this Node is too old. */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(
    `This needs Node 20.19 or later; you have ${process.versions.node}. Install a newer Node and try again.`,
  );
  process.exit(1);
}

/** Installs the dependencies of package-lock.json, unless exactly those are installed already. */
export function installDependencies() {
  const stamp = join(root, "node_modules", ".installed-from");
  const wanted = hashOf(["package-lock.json", "package.json"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Installing what the project needs (once, about a minute)...");
  const quiet = ["--no-audit", "--no-fund", "--loglevel=error"];
  // A registry that lacks a package for some other platform makes `npm ci` give up; `npm install` passes over it.
  if (!run("npm", ["ci", ...quiet]) && !run("npm", ["install", "--no-save", ...quiet])) {
    console.error(
      "The dependencies could not be installed. Check the network and run the same command again.",
    );
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Builds the app, command line and server into dist/, unless nothing they are made of has changed. */
export function build() {
  const stamp = join(root, "dist", ".built-from");
  const sources = [
    "src",
    "workers",
    "server",
    "public",
    "index.html",
    "vite.config.ts",
    "package-lock.json",
    "scripts",
  ];
  const wanted = hashOf(sources.flatMap(filesUnder));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  console.log("Building (about half a minute)...");
  if (!run("npm", ["run", "--silent", "build"])) {
    console.error("The build failed; the messages above say why.");
    process.exit(1);
  }
  writeFileSync(stamp, wanted);
}

/** Installs Debian's PostgreSQL for the tests of the server when there is none and we may; they look for it themselves. */
export function installPostgres() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian).map((version) => join(debian, version, "bin"))
    : [];
  const folders = [...versions, ...(process.env.PATH ?? "").split(":")];
  if (process.env.POSTGRES_BIN || folders.some((folder) => existsSync(join(folder, "initdb")))) return;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  console.log("No PostgreSQL found: installing Debian's for the tests of the server...");
  installDebian("postgresql");
}

/** Path of a Chromium or Chrome; installs Debian's when there is none and we may. `undefined` when none can be had. */
export function findChromium() {
  const candidates = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
  ];
  const find = () => candidates.find((path) => path && existsSync(path));
  const found = find();
  if (found || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return found;
  console.log("No browser found: installing Debian's chromium for the end-to-end tests...");
  installDebian("chromium");
  return find();
}

function installDebian(name) {
  const quiet = { DEBIAN_FRONTEND: "noninteractive" };
  run("apt-get", ["update", "-qq"], quiet);
  run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], quiet);
}

function filesUnder(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path).update(readFileSync(join(root, path)));
  return hash.digest("hex");
}
