import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const candidates = [
  process.env.CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * Starts the machine's own Chromium; WebGL in software, so that the map is drawn on machines without graphics.
 * @param args further arguments of Chromium
 */
export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  const executablePath = candidates.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("No Chromium was found. Set CHROMIUM to its path.");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      ...args,
    ],
  });
}

export const desktop = { width: 1280, height: 900 } as const;
export const phone = { width: 375, height: 740 } as const;
